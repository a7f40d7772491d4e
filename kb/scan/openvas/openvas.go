// Package openvas reads the reports of OpenVAS and Greenbone: XML, as one report,
// as a report in a report, as the answer of the management protocol or as a single
// result, of old and new versions, and CSV.
//
// What a report knows of its hosts may come after the results, so it is read twice:
// the hosts, then the results.
package openvas

import (
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "openvas-xml", Title: "OpenVAS and Greenbone XML",
		Reads: "every result with its check, references and the details of its host; also a result alone",
		Is:    isXML, Reader: readXML,
	}, {
		Name: "openvas-csv", Title: "OpenVAS and Greenbone CSV",
		Reads: "every row, with all columns",
		Is:    func(h stream.Head) bool { return hasTable(h) }, Reader: readCSV,
	}}
}

// isXML reports whether a report is one of OpenVAS. Other tools have a root of the
// same name, so what is in it counts.
func isXML(h stream.Head) bool {
	switch h.Root {
	case "get_reports_response", "get_results_response", "get_report_response":
		return true
	case "report":
		_, format := h.Attrs["format_id"]
		return format || isInner(h.Inner) && (strings.Contains(h.Text, "<results") || strings.Contains(h.Text, "<nvt")) ||
			h.Inner == "gmp" || h.Inner == "omp"
	case "result":
		return strings.Contains(h.Text, "<nvt")
	}
	return false
}

// isInner reports whether an element is one that a report of OpenVAS may begin with.
func isInner(name string) bool {
	switch name {
	case "report", "results", "owner", "name", "sort", "filters", "report_format", "user_tags", "hosts", "host", "scan_run_status", "task",
		"severity_class", "ports", "comment", "creation_time", "timestamp", "scan_start", "delta":
		return true
	}
	return false
}
