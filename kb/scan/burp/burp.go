// Package burp reads the reports of Burp: XML as Burp Suite exports it, and JSON as
// its REST API and the GraphQL API of the Enterprise edition give it. A finding is an
// issue, with all requests and responses.
package burp

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	const reads = "every issue, with its details, requests and responses decoded"
	return []stream.Format{
		{Name: "burp-xml", Title: "Burp Suite XML", Reads: reads, Is: isXML, Reader: readXML},
		{Name: "burp-json", Title: "Burp JSON (REST and GraphQL)", Reads: reads, Is: isJSON, Reader: readJSON},
	}
}

// isXML reports whether a report is Burp's, or a single issue of one.
func isXML(h stream.Head) bool {
	_, version := h.Attrs["burpVersion"]
	return h.Root == "issues" && (version || h.Inner == "issue" && strings.Contains(h.Text, "<serialNumber>")) ||
		h.Root == "issue" && h.Inner == "serialNumber"
}

// isJSON reports whether a report is Burp's: the events of a scan, or issues of the
// GraphQL API with what is around them there.
func isJSON(h stream.Head) bool {
	_, data := h.Keys["data"]
	_, issues := h.Keys["Issues"]
	typed := strings.Contains(h.Text, `"issue_type"`)
	return h.HasKeys("issue_events") || h.HasKeys("issue_type", "origin") || data && typed || issues && (typed || len(h.Keys) == 1)
}

// classify notes the weaknesses that a text names at the beginning of its lines, and
// the lines.
func classify(f *kb.Finding, field, html string) {
	for line := range strings.Lines(fill.Prose(f, field, html)) {
		id, _, _ := strings.Cut(strings.TrimSpace(line), ":")
		kind := fill.ReferenceKind(id)
		if strings.HasPrefix(id, "CAPEC-") {
			kind = "capec"
		}
		if kind != "xref" {
			fill.Cite(f, kind, id, field)
		}
		if kind == "xref" || id != strings.TrimSpace(line) {
			fill.Cite(f, "xref", line, field)
		}
	}
}

// refer notes the references of a text: its links, and the lines.
func refer(f *kb.Finding, field, html string) {
	fill.References(f, field, fill.Prose(f, field, html))
}
