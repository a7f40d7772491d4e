// Package metasploit reads what Metasploit exports as XML (db_export -f xml), of
// version 4 and 5 and of the commercial editions.
//
// Findings are vulnerabilities of hosts and of web sites, attempts to exploit, open
// services, and notes that are text; notes that are Ruby objects are not read. The
// list of services beside the hosts repeats theirs. Credentials, sessions and events
// are no findings.
package metasploit

import (
	"encoding/xml"
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "metasploit-xml", Title: "Metasploit XML (db_export)", Reads: "vulnerabilities, attempts to exploit, open services, notes that are text",
		Is: isExport, Reader: read,
	}}
}

// root matches the root element of an export.
var root = regexp.MustCompile(`^Metasploit(Express|Pro)?V\d+$`)

// isExport reports whether a report is Metasploit's.
func isExport(h stream.Head) bool { return root.MatchString(h.Root) }

// read reads the findings host by host.
func read(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	give := func(all []kb.Finding) error {
		for _, f := range all {
			f.Scanner = "metasploit"
			if err := emit(f); err != nil {
				return err
			}
		}
		return nil
	}
	return x.Each(func(path string, _ xml.StartElement) error {
		_, path, _ = strings.Cut(path, "/")
		switch path {
		case "hosts/host":
			var h host
			if err := x.Decode(&h); err != nil {
				return err
			}
			return give(h.findings())
		case "web_vulns/web_vuln":
			var v webVuln
			if err := x.Decode(&v); err != nil {
				return err
			}
			return give([]kb.Finding{v.finding()})
		case "events", "services", "credentials", "module_details", "web_pages", "web_forms":
			return x.Skip()
		}
		return nil
	})
}

// text is the text of an element. A null of the database is nothing.
type text string

// UnmarshalXML reads the text.
func (t *text) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var f fill.Flat
	err := f.UnmarshalXML(d, start)
	if *t = text(f); f == "NULL" {
		*t = ""
	}
	return err
}

// first returns the first of some texts that is not empty.
func first(all ...text) string {
	for _, t := range all {
		if t != "" {
			return string(t)
		}
	}
	return ""
}

// object matches what Ruby objects begin with that were written in base64.
var object = regexp.MustCompile(`^BA[g-j][A-Za-z0-9+/=\s]*$`)

// isText reports whether a value is text, and not an object of Ruby in base64 or
// YAML.
func (t text) isText() bool {
	return t != "" && !object.MatchString(string(t)) && !strings.HasPrefix(string(t), "---")
}
