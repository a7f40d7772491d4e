// Package acunetix reads the XML export of Acunetix (ScanGroup), and the JSON of
// Acunetix 360, which Invicti (Netsparker) writes as well.
package acunetix

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "acunetix-xml", Title: "Acunetix XML (ScanGroup)",
		Reads: "every report item, with its details, request and response", Is: func(h stream.Head) bool { return h.Root == "ScanGroup" }, Reader: readXML,
	}, {
		Name: "acunetix360-json", Title: "Acunetix 360 and Invicti JSON",
		Reads: "every vulnerability, with its request and response", Is: func(h stream.Head) bool { return h.HasKeys("Generated", "Target", "Vulnerabilities") }, Reader: readJSON,
	}}
}

// server is the beginning of a Server header: name and version.
var server = regexp.MustCompile(`^([A-Za-z][\w.+-]*)/(\d[\w.-]*)`)

// some returns a value, or nothing for the words that stand for none.
func some(s string) string {
	switch s = strings.TrimSpace(s); strings.ToLower(s) {
	case "none", "unknown", "n/a", "<empty>":
		return ""
	}
	return s
}

// links adds the links of a field to the references; without any, the lines of its
// text.
func links(f *kb.Finding, field, html string) {
	text, targets := fill.HTML(html)
	for _, t := range targets {
		fill.Cite(f, "url", t, field)
	}
	if targets == nil {
		fill.References(f, field, text)
	}
}
