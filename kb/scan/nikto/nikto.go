// Package nikto reads the reports of Nikto in XML and JSON, of all its versions: a
// finding is an item of a host.
package nikto

import "kbadvisor/kb/scan/stream"

// Formats returns the formats of the package.
func Formats() []stream.Format {
	const reads = "every item of every host, with its message, URL and references"
	return []stream.Format{
		{Name: "nikto-xml", Title: "Nikto XML", Reads: reads, Is: isXML, Reader: readXML},
		{Name: "nikto-json", Title: "Nikto JSON", Reads: reads, Is: isJSON, Reader: readJSON},
	}
}

// isXML reports whether a report is Nikto's, or the part of one that is about one
// host.
func isXML(h stream.Head) bool {
	_, target := h.Attrs["targetip"]
	return h.Root == "niktoscan" || h.Root == "niktoscans" || h.Root == "scandetails" && target
}

// isJSON reports whether a report is Nikto's.
func isJSON(h stream.Head) bool {
	return h.HasKeys("host", "ip", "port", "vulnerabilities") || h.HasKeys("host", "banner", "vulnerabilities")
}
