package openscap

import (
	"encoding/xml"
	"net/netip"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// result is the result of a rule.
type result struct {
	Rule      string   `xml:"idref,attr"`
	Severity  string   `xml:"severity,attr"`
	Result    string   `xml:"result"`
	Idents    []ident  `xml:"ident"`
	Messages  []string `xml:"message"`
	Overrides []struct {
		Old    string    `xml:"old-result"`
		New    string    `xml:"new-result"`
		Remark fill.Flat `xml:"remark"`
	} `xml:"override"`
	Instances []struct {
		Context string `xml:"context,attr"`
		Value   string `xml:",chardata"`
	} `xml:"instance"`
	Fixes  []code  `xml:"fix"`
	Checks []check `xml:"check"`
	Nested []check `xml:"complex-check>check"`
}

// check is how the result was found.
type check struct {
	Imports []struct {
		Name  string `xml:"import-name,attr"`
		Value string `xml:",chardata"`
	} `xml:"check-import"`
	Refs []struct {
		Name string `xml:"name,attr"`
	} `xml:"check-content-ref"`
}

// finding adds a result to what is known of its rule and of the host.
func (v result) finding(f kb.Finding) kb.Finding {
	f.Plugin.ID = strings.TrimSpace(v.Rule)
	f.Status = strings.TrimSpace(v.Result)
	if v.Severity != "" {
		f.Severity = v.Severity
	}
	var places []string
	for _, i := range v.Instances {
		places = append(places, strings.Join(fill.Some(i.Context, i.Value), " "))
	}
	f.Location = strings.Join(fill.Some(places...), ", ")
	for _, m := range v.Messages {
		fill.Say(&f, "message", strings.TrimSpace(m))
	}
	for _, o := range v.Overrides {
		fill.Say(&f, "override", strings.Join(fill.Some(o.Old+" -> "+o.New, oneLine(string(o.Remark))), ": "))
	}
	f.Solution = codes(f.Solution, v.Fixes)
	known := map[kb.Citation]bool{}
	for _, c := range f.Citations {
		known[c] = true
	}
	for _, i := range v.Idents {
		c := kb.Citation{Kind: identKind(i.Value), Value: strings.TrimSpace(i.Value), Where: "ident"}
		if !known[c] {
			fill.Cite(&f, c.Kind, c.Value, c.Where)
		}
	}
	for _, c := range append(v.Checks, v.Nested...) {
		for _, t := range c.Imports {
			fill.Say(&f, t.Name, strings.TrimSpace(t.Value))
		}
		for _, r := range c.Refs {
			fill.Cite(&f, checkKind(r.Name), r.Name, "check-content-ref")
		}
	}
	return f
}

// checkKind returns the kind of a reference to the definition of a check.
func checkKind(name string) string {
	if strings.HasPrefix(strings.ToLower(name), "oval") {
		return "oval"
	}
	return "check"
}

// run is the host that was tested, and what tested it.
type run struct {
	system, name, version  string // of the scanner
	names, addresses, cpes []string
}

// Bounds of what is kept of a host.
const (
	most    = 1000    // names, addresses, platforms
	longest = 4 << 10 // bytes of one; nothing that is longer is a name
)

// take notes an element that tells of the host.
func (r *run) take(x *stream.XML, e xml.StartElement) error {
	if e.Name.Local == "platform" {
		r.cpes = some(r.cpes, attr(e, "idref"))
		return x.Skip()
	}
	if e.Name.Local != "fact" && e.Name.Local != "target" && e.Name.Local != "target-address" {
		return nil
	}
	var value string
	if err := x.Decode(&value); err != nil {
		return err
	}
	value = strings.TrimSpace(value)
	fact := strings.ToLower(attr(e, "name"))
	_, err := netip.ParseAddr(value)
	switch {
	case e.Name.Local == "target-address", e.Name.Local == "target" && err == nil:
		r.addresses = some(r.addresses, value)
	case e.Name.Local == "target", ends(fact, ":fqdn", ":host_name", ":hostname"):
		r.names = some(r.names, value)
	case ends(fact, ":ipv4", ":ipv6", ":mac"):
		r.addresses = some(r.addresses, value)
	case ends(fact, ":scanner:name"):
		r.name = value
	case ends(fact, ":scanner:version"):
		r.version = value
	}
	return nil
}

// some adds a value to a list that has few.
func some(list []string, value string) []string {
	if len(list) >= most || len(value) > longest || value == "" || slices.Contains(list, value) {
		return list
	}
	return append(list[:len(list):len(list)], value)
}

func ends(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// finding adds the host to a finding.
func (r run) finding(f kb.Finding) kb.Finding {
	f.Scanner = strings.Join(fill.Some(r.name, r.version), " ")
	if f.Scanner == "" {
		f.Scanner = r.system
	}
	f.Names, f.Addresses, f.CPE = r.names, r.addresses, r.cpes
	return f
}

// scannerOf returns product and version of the scanner that a CPE names, or the
// name as it stands.
func scannerOf(cpe string) string {
	parts := strings.Split(cpe, ":")
	switch {
	case strings.HasPrefix(cpe, "cpe:/") && len(parts) >= 5:
		return parts[3] + " " + parts[4]
	case strings.HasPrefix(cpe, "cpe:2.3:") && len(parts) >= 6:
		return parts[4] + " " + parts[5]
	}
	return cpe
}
