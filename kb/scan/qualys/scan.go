package qualys

import (
	"encoding/xml"
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// result is a check that a scan tells of: INFO, SERVICE, VULN or PRACTICE.
type result struct {
	Number   string   `xml:"number,attr"`
	Severity string   `xml:"severity,attr"`
	CVE      string   `xml:"cveid,attr"`
	Output   []string `xml:"RESULT"`
	Errors   []string `xml:"RESULT_ERRORS"`
	Others   []extra  `xml:",any"`
	check
}

// kinds are the elements of a result, and what they are.
var kinds = map[string]string{"INFO": "information gathered", "SERVICE": "service", "VULN": "vulnerability", "PRACTICE": "potential vulnerability"}

// readScan reads the results of a scan.
func readScan(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	var at host
	var category xml.StartElement
	failed := ""
	err = x.Each(func(path string, e xml.StartElement) error {
		switch name := e.Name.Local; {
		case path == "SCAN/ERROR":
			return x.Decode(&failed)
		case name == "IP":
			at = host{ip: attr(e, "value"), dns: attr(e, "name")}
		case strings.HasSuffix(path, "/IP/OS"):
			return x.Decode(&at.system)
		case strings.HasSuffix(path, "/IP/NETBIOS_HOSTNAME"):
			return x.Decode(&at.netbios)
		case name == "CAT":
			category = e
		case kinds[name] != "" && strings.HasSuffix(path, "/CAT/"+name):
			var v result
			if err := x.Decode(&v); err != nil {
				return err
			}
			f := v.finding(at, category)
			f.Status = kinds[name]
			return emit(f)
		}
		return nil
	})
	if failed = strings.TrimSpace(failed); err == nil && failed != "" {
		return &stream.Error{At: "ERROR", Err: fmt.Errorf("the scan itself failed: %.500s", failed)}
	}
	return err
}

func (v result) finding(at host, category xml.StartElement) kb.Finding {
	f := v.check.finding()
	f.Plugin.ID, f.Severity, f.Plugin.Family = v.Number, v.Severity, attr(category, "value")
	listed := map[string]bool{}
	for _, r := range v.check.CVE {
		listed[strings.TrimSpace(r.ID)] = true
	}
	for _, id := range fill.Some(strings.Split(v.CVE, ",")...) {
		if !listed[id] {
			fill.Cite(&f, "cve", id, "cveid")
		}
	}
	f.Names, f.Addresses = fill.Some(attr(category, "fqdn"), registered(at.dns), some(at.netbios)), fill.Some(at.ip)
	f.System = some(at.system)
	f.Port, f.Protocol = port(attr(category, "port")), strings.ToLower(attr(category, "protocol"))
	if isTrue(attr(category, "misc")) {
		f.Service = "ssl"
	}
	for _, t := range v.Output {
		fill.Say(&f, "result", strings.TrimSpace(t))
	}
	for _, t := range v.Errors {
		fill.Say(&f, "result_errors", strings.TrimSpace(t))
	}
	var a fill.Attributes
	for _, o := range v.Others {
		o.add(&a, "")
	}
	a.Say(&f)
	return f
}

// registered returns the name of a host, nothing for the words that say that it
// has none.
func registered(name string) string {
	if name == "No registered hostname" || name == "unknown" {
		return ""
	}
	return name
}

// attr returns an attribute by its name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
