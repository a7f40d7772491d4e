// Package ivil reads IVIL, the intermediate XML in which Seccubus keeps the results
// of other scanners.
package ivil

import (
	"encoding/xml"
	"net/netip"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "ivil-xml", Title: "IVIL (Seccubus)", Reads: "every finding with its text, and which scanner it is from",
		Is: func(h stream.Head) bool { return strings.EqualFold(h.Root, "IVIL") }, Reader: read,
	}}
}

// finding is one finding, as the report has it.
type finding struct {
	IP       string  `xml:"ip"`
	Hostname string  `xml:"hostname"`
	Port     string  `xml:"port"`
	ID       string  `xml:"id"`
	Severity string  `xml:"severity"`
	Text     string  `xml:"finding_txt"`
	Others   []other `xml:",any"`

	References struct {
		Text  string  `xml:",chardata"`
		Kinds []other `xml:",any"` // cve, bid, osvdb, url, msf
	} `xml:"references"`
}

// other is an element that is not known.
type other struct {
	XMLName xml.Name
	Text    fill.Flat
}

// UnmarshalXML reads the text of the element.
func (o *other) UnmarshalXML(d *xml.Decoder, e xml.StartElement) error {
	o.XMLName = e.Name
	return o.Text.UnmarshalXML(d, e)
}

// read reads the findings. Who sent them stands before them.
func read(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	var scanner, version string
	return x.Each(func(path string, e xml.StartElement) error {
		var err error
		switch name := strings.ToLower(path); {
		case strings.HasSuffix(name, "sender/scanner_type"):
			scanner, err = x.Text()
		case strings.HasSuffix(name, "sender/version"), strings.HasSuffix(name, "sender/scanner_version"):
			version, err = x.Text()
		case strings.HasSuffix(name, "addressee"):
			err = x.Skip()
		case strings.HasSuffix(name, "findings/finding"):
			var in finding
			if err = x.Decode(&in); err == nil {
				err = emit(in.finding(strings.TrimSpace(strings.TrimSpace(scanner) + " " + strings.TrimSpace(version))))
			}
		}
		return err
	})
}

// finding makes it one of ours.
func (in finding) finding(scanner string) kb.Finding {
	f := kb.Finding{Scanner: scanner, Plugin: kb.Plugin{ID: strings.TrimSpace(in.ID)}, Severity: strings.TrimSpace(in.Severity)}
	var a fill.Attributes
	names := []string{in.Hostname}
	for part := range strings.SplitSeq(in.IP, "/") { // "www.corp.example/192.0.2.7"
		if part = strings.TrimSpace(part); isAddress(part) {
			f.Addresses = append(f.Addresses, part)
		} else {
			names = append(names, part)
		}
	}
	f.Names, f.Addresses = fill.Some(names...), fill.Some(f.Addresses...)
	f.Port, f.Protocol, f.Service = fill.Port(in.Port)
	if f.Port == 0 && f.Protocol == "" && strings.TrimSpace(in.Port) != "0" {
		a.Add("port", in.Port) // whatever else tells findings of a host apart
	}
	fill.Say(&f, "finding_txt", strings.Trim(in.Text, "\r\n"))
	fill.References(&f, "references", strings.ReplaceAll(in.References.Text, ",", "\n"))
	for _, r := range in.References.Kinds {
		for id := range strings.FieldsFuncSeq(string(r.Text), func(r rune) bool { return strings.ContainsRune(", \t\n", r) }) {
			fill.Cite(&f, strings.ToLower(r.XMLName.Local), id, "references")
		}
	}
	for _, o := range in.Others {
		a.Add(o.XMLName.Local, string(o.Text))
	}
	a.Say(&f)
	return f
}

func isAddress(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}
