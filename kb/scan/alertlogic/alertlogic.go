// Package alertlogic reads the CSV of exposures that Alert Logic exports.
package alertlogic

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "alertlogic-csv", Title: "Alert Logic CSV", Reads: "every row, with all columns",
		Is: func(h stream.Head) bool { return isTable(h.HasColumns) }, Reader: read,
	}}
}

// isTable reports whether a table has the columns by which it is known.
func isTable(has func(...string) bool) bool {
	return has("Vulnerability", "Asset Name") && (has("Vulnerability ID") || has("Vulnerability Key") || has("Protocol/Port"))
}

// read reads the rows.
func read(r *stream.Report, emit stream.Emit) error {
	return r.CSV(func(h stream.Row) bool { return isTable(h.Has) }, func(row stream.Row) error { return emit(finding(row)) })
}

// finding makes a row a finding. Columns that are not named here become attributes.
func finding(row stream.Row) kb.Finding {
	f := kb.Finding{
		Scanner: "Alert Logic", Plugin: kb.Plugin{ID: row.Get("Vulnerability ID", "Vulnerability Key"), Name: row.Get("Vulnerability")},
		Severity: row.Get("Severity", "CVSS Score"), Status: row.Get("Status", "Disposition"), Service: row.Get("Service"),
		Description: row.Get("Description"), Solution: row.Get("Resolution", "Remediation"),
		Names: fill.Some(row.Get("Asset Name")), Addresses: fill.Some(list(row.Get("IP Address", "IP Addresses"))...),
	}
	var a fill.Attributes
	given := row.Get("Protocol/Port", "Port")
	f.Port, f.Protocol, _ = fill.Port(given)
	if f.Port == 0 {
		a.Add("Protocol/Port", given)
	}
	if f.System = row.Get("Operating System"); strings.HasPrefix(f.System, "cpe:") {
		f.System, f.CPE = "", []string{f.System}
	}
	for _, id := range list(row.Get("CVE")) {
		fill.Cite(&f, "cve", id, "CVE")
	}
	fill.Say(&f, "evidence", row.Get("Evidence"))
	for name, value := range row.Rest() {
		a.Add(name, value)
	}
	a.Say(&f)
	return f
}

// list returns the values of a field that may have many.
func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;| \t\r\n", r) })
}
