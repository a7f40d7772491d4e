// Package cyclonedx reads the vulnerabilities of a bill of materials of CycloneDX,
// with what it says of whether they can be exploited (VEX), in JSON and XML:
// https://cyclonedx.org/specification/overview/. In XML also the vulnerabilities that
// versions before 1.4 had inside of components.
//
// A bill is read twice: first for its components, then for the vulnerabilities, which
// name components by reference and may come before them.
package cyclonedx

import (
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	const reads = "every vulnerability, with ratings, analysis, advisories and the components that it affects"
	return []stream.Format{
		{Name: "cyclonedx-json", Title: "CycloneDX, JSON", Reads: reads, Is: isJSON, Reader: readJSON},
		{Name: "cyclonedx-xml", Title: "CycloneDX, XML", Reads: reads, Is: isXML, Reader: readXML},
	}
}

// isJSON reports whether a report is a bill in JSON.
func isJSON(h stream.Head) bool {
	return !h.List && (strings.EqualFold(h.Keys["bomFormat"], "CycloneDX") || strings.Contains(h.Keys["$schema"], "cyclonedx.org/schema/bom"))
}

// isXML reports whether a report is a bill in XML.
func isXML(h stream.Head) bool {
	if h.Root != "bom" {
		return false
	}
	for _, value := range h.Attrs {
		if strings.Contains(value, "cyclonedx.org/schema/bom") {
			return true
		}
	}
	return false
}
