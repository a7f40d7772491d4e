// Package zap reads the reports of ZAP in XML and JSON, of all its versions: a
// finding is an alert of a site, with all of its instances.
package zap

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	const reads = "every alert of every site, with all instances, their evidence, requests and responses"
	return []stream.Format{
		{Name: "zap-xml", Title: "ZAP XML", Reads: reads, Is: isXML, Reader: readXML},
		{Name: "zap-json", Title: "ZAP JSON", Reads: reads, Is: isJSON, Reader: readJSON},
	}
}

// isXML reports whether a report is ZAP's, or a part of one. Before 2.0 the root
// was called report, with the alerts right in it.
func isXML(h stream.Head) bool {
	switch h.Root {
	case "OWASPZAPReport", "alertitem":
		return true
	case "report":
		return h.Inner == "alertitem"
	case "site":
		return h.Inner == "alerts"
	}
	return false
}

// isJSON reports whether a report is ZAP's.
func isJSON(h stream.Head) bool {
	_, site := h.Keys["site"]
	_, version := h.Keys["@version"]
	_, generated := h.Keys["@generated"]
	return site && (version || generated)
}

// readXML reads the alerts of all sites.
func readXML(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	scanner, in := "ZAP", site{}
	return x.Each(func(_ string, e xml.StartElement) error {
		switch strings.ToLower(e.Name.Local) {
		case "owaspzapreport":
			scanner = named(attributes(e)["version"])
		case "site":
			in = newSite(attributes(e))
		case "statistics", "sequences":
			return x.Skip()
		case "alertitem":
			var a alert
			if err := x.Decode(&a); err != nil {
				return err
			}
			a.loose()
			return emit(a.finding(scanner, in))
		}
		return nil
	})
}

// attributes returns the attributes of an element by their names.
func attributes(e xml.StartElement) map[string]string {
	out := map[string]string{}
	for _, a := range e.Attr {
		out[strings.ToLower(a.Name.Local)] = a.Value
	}
	return out
}

// named returns the scanner with its version.
func named(version string) string { return strings.TrimSpace("ZAP " + fill.Brief(version, 100)) }
