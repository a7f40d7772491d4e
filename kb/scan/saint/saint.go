// Package saint reads the CSV that the scanner SAINT exports.
package saint

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "saint-csv", Title: "SAINT CSV", Reads: "every row that says more than which host it is of, with all columns",
		Is: func(h stream.Head) bool { return h.HasColumns(columns...) }, Reader: read,
	}}
}

// columns are those by which a table is known.
var columns = []string{"IP Address", "Hostname", "System Type", "Severity Level"}

// read reads the rows.
func read(r *stream.Report, emit stream.Emit) error {
	return r.CSV(func(h stream.Row) bool { return h.Has(columns...) }, func(row stream.Row) error {
		f := kb.Finding{Scanner: "SAINT"}
		f.Addresses, f.Names = fill.Some(row.Get("IP Address")), fill.Some(row.Get("Hostname"), row.Get("NetBIOS Name"))
		f.System = row.Get("System Type", "System Class")
		for range row.Rest() {
			take(&f, row)
			return emit(f)
		}
		return nil // a host without a finding
	})
}

// take takes over what a row says of a finding. Columns that are not named here become
// attributes.
func take(f *kb.Finding, row stream.Row) {
	f.Plugin = kb.Plugin{ID: row.Get("Vulnerability ID", "Check ID", "Tutorial"), Name: row.Get("Vulnerability", "Vulnerability/Service", "Name", "Title", "Description", "Tutorial"), Family: row.Get("Class", "Category")}
	if f.Plugin.Name == "" {
		f.Plugin.Name = f.Plugin.ID
	}
	f.Severity, f.Status = row.Get("Severity", "Severity Level"), row.Get("Status")
	given := ""
	f.Port, f.Protocol, given = fill.Port(row.Get("Port", "Port/Protocol"))
	f.Service = row.Get("Service")
	if f.Service == "" {
		f.Service = given
	}
	if p := row.Get("Protocol"); p != "" {
		f.Protocol = strings.ToLower(p)
	}
	f.Description = fill.Paragraphs(row.Get("Description", "Summary", "Background"), row.Get("Problem"), row.Get("Impact"))
	f.Solution = row.Get("Resolution", "Solution", "Remediation")
	fill.Say(f, "evidence", row.Get("Evidence", "Technical Details", "Details", "Output"))
	for _, c := range [][2]string{{"cve", "CVE"}, {"cve", "CVEs"}, {"bid", "BID"}, {"cwe", "CWE"}} {
		for _, id := range strings.FieldsFunc(row.Get(c[1]), func(r rune) bool { return strings.ContainsRune(",;| \t\r\n", r) }) {
			fill.Cite(f, c[0], id, c[1])
		}
	}
	fill.References(f, "References", row.Get("References", "Reference", "Links"))
	var a fill.Attributes
	for name, value := range row.Rest() {
		a.Add(name, value)
	}
	a.Say(f)
}
