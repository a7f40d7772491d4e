// Package wapiti reads the XML reports of Wapiti, of all its versions: a finding is
// an entry of a vulnerability, an anomaly or an additional.
package wapiti

import (
	"cmp"
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "wapiti-xml", Title: "Wapiti XML", Reads: "every entry, with request, response and what is said of its kind",
		Is: isReport, Reader: read,
	}, {
		Name: "wapiti-json", Title: "Wapiti JSON", Reads: "every entry, with request, response and what is said of its kind",
		Is: isJSON, Reader: readJSON,
	}}
}

// isReport reports whether a report is Wapiti's.
func isReport(h stream.Head) bool {
	return h.Root == "report" && (h.Attrs["type"] == "security" || h.Inner == "report_infos")
}

// read reads the report twice: old versions describe a kind behind its entries.
func read(r *stream.Report, emit stream.Emit) error {
	s := scan{scanner: "Wapiti"}
	damage := walk(r, s.describe)
	err := walk(r, func(x *stream.XML, e xml.StartElement, kind int) error {
		switch {
		case isKind(e):
			return nil
		case !isEntry(e):
			return x.Skip()
		}
		n := entry{Level: attr(e, "level")}
		if err := x.Decode(&n); err != nil {
			return err
		}
		return emit(s.finding(n, kind))
	})
	return cmp.Or(err, damage)
}

// walk calls visit for the elements that say something, with the number of the kind
// they are of, from 1. Each time it has to take the element, but for that of the kind
// itself.
func walk(r *stream.Report, visit func(x *stream.XML, e xml.StartElement, kind int) error) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	kind := 0
	return x.Each(func(_ string, e xml.StartElement) error {
		switch name := e.Name.Local; {
		case isEntry(e), name == "info", name == "generatedBy", name == "description", name == "solution", name == "reference":
			return visit(x, e, kind)
		case name == "crawled_pages":
			return x.Skip()
		case isKind(e):
			kind++
			return visit(x, e, kind)
		}
		return nil
	})
}

// isKind reports whether an element is about a kind of findings.
func isKind(e xml.StartElement) bool {
	switch strings.TrimSuffix(e.Name.Local, "Type") {
	case "vulnerability", "anomaly", "additional", "bug":
		return attr(e, "name") != ""
	}
	return false
}

// isEntry reports whether an element is a finding. Before 2.3 that was a
// vulnerability with a level.
func isEntry(e xml.StartElement) bool { return e.Name.Local == "entry" || attr(e, "level") != "" }

// attr returns an attribute.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}
