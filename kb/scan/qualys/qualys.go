// Package qualys reads the reports of Qualys: those on hosts (ASSET_DATA_REPORT),
// the results of one scan (SCAN), the detections of the API
// (HOST_LIST_VM_DETECTION_OUTPUT), those on web applications (WAS_SCAN_REPORT,
// WAS_WEBAPP_REPORT), and tables.
//
// In the reports on hosts and web applications a glossary, before or after the
// findings, describes the checks by their QID: they are read twice. Everything that
// was detected is a finding: confirmed, potential, and information gathered; the
// status tells which.
package qualys

import (
	"slices"

	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	root := func(names ...string) func(stream.Head) bool {
		return func(h stream.Head) bool { return slices.Contains(names, h.Root) }
	}
	return []stream.Format{{
		Name: "qualys-asset-xml", Title: "Qualys report on hosts (ASSET_DATA_REPORT)",
		Reads: "every vulnerability, potential one and information of a host, with its entry in the glossary", Is: root("ASSET_DATA_REPORT"), Reader: readAssets,
	}, {
		Name: "qualys-detection-xml", Title: "Qualys detections (HOST_LIST_VM_DETECTION_OUTPUT)",
		Reads: "every detection of a host; it has no titles", Is: root("HOST_LIST_VM_DETECTION_OUTPUT"), Reader: readAssets,
	}, {
		Name: "qualys-scan-xml", Title: "Qualys scan results (SCAN)",
		Reads: "every information, service, practice and vulnerability of an address", Is: isScan, Reader: readScan,
	}, {
		Name: "qualys-was-xml", Title: "Qualys web application report (WAS_SCAN_REPORT, WAS_WEBAPP_REPORT)",
		Reads: "every vulnerability, sensitive content and information, with payloads, requests and responses", Is: root("WAS_SCAN_REPORT", "WAS_WEBAPP_REPORT"), Reader: readWeb,
	}, {
		Name: "qualys-csv", Title: "Qualys CSV (VM, VMDR, PCI)",
		Reads: "every row with a QID", Is: func(h stream.Head) bool { return slices.ContainsFunc(h.Tables, isHeader) }, Reader: readTable,
	}}
}

// isScan reports whether a report is the result of one scan. Its root has a name
// that others could have as well.
func isScan(h stream.Head) bool {
	return h.Root == "SCAN" && (h.Inner == "HEADER" || h.Inner == "IP" || h.Inner == "ERROR" || h.Inner == "KEY")
}
