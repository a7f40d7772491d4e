// Package nessus reads the reports of Nessus and of the products that export like
// it: the XML of version 2 (.nessus), which is read item by item however large a
// host is, and of version 1, the older NBE lines, and CSV as Nessus, Tenable.sc and
// Tenable Vulnerability Management write it.
package nessus

import (
	"strings"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "nessus-xml", Title: "Nessus v2 (.nessus)",
		Reads: "every ReportItem with all its fields, and the names and addresses of its host; also a ReportHost or ReportItem alone",
		Is:    isV2, Reader: readV2,
	}, {
		Name: "nessus-v1-xml", Title: "Nessus v1 (.nessus)",
		Reads: "every ReportItem, its text taken apart into its sections",
		Is:    isV1, Reader: readV1,
	}, {
		Name: "nessus-nbe", Title: "Nessus NBE",
		Reads: "every line of results, its text taken apart into its sections; also what OpenVAS and Seccubus write so",
		Is:    isNBE, Reader: readNBE,
	}, {
		Name: "nessus-csv", Title: "CSV of Nessus, Tenable.sc and Tenable Vulnerability Management",
		Reads: "every row, with all columns",
		Is:    func(h stream.Head) bool { return hasTable(h) }, Reader: readCSV,
	}}
}

// isV2 reports whether a report is of version 2, or a piece of one.
func isV2(h stream.Head) bool {
	_, named := h.Attrs["name"]
	_, plugin := h.Attrs["pluginID"]
	switch h.Root {
	case "NessusClientData_v2":
		return true
	case "Report":
		return h.Inner == "ReportHost" && named
	case "ReportHost":
		return named && (h.Inner == "HostProperties" || h.Inner == "ReportItem" || h.Inner == "")
	case "ReportItem":
		return plugin
	}
	return false
}

// isV1 reports whether a report is of version 1, or a piece of one.
func isV1(h stream.Head) bool {
	switch h.Root {
	case "NessusClientData":
		return true
	case "Report", "ReportHost":
		return len(h.Attrs) == 0 && (h.Inner == "ReportName" || h.Inner == "HostName")
	}
	return false
}

// isNBE reports whether a report has lines of NBE.
func isNBE(h stream.Head) bool {
	line, _, _ := strings.Cut(strings.TrimLeft(h.Text, " \t\r\n"), "\n")
	kind, _, _ := strings.Cut(line, "|")
	return (kind == "timestamps" || kind == "results") && strings.Count(line, "|") >= 3
}

// service returns the name of a service, and whether it says something else than
// the report: Nessus calls HTTP www, marks what it only guesses by the port with ?,
// and has names for none.
func service(given string) (name string, changed bool) {
	name = strings.ToLower(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(given), "?")))
	switch name {
	case "general", "unknown", "none":
		name = ""
	case "www":
		name = "http"
	default:
		name = strings.TrimSpace(strings.TrimSuffix(given, "?"))
	}
	return name, name != given && !strings.EqualFold(given, "general")
}
