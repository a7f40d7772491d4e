package openvas

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// tables are columns by which a table is known.
var tables = [][]string{{"NVT Name", "NVT OID"}, {"NVT Name", "Specific Result"}, {"NVT Name", "Threat", "Host"}}

// hasTable reports whether a report has one of the tables.
func hasTable(h stream.Head) bool {
	for _, t := range tables {
		if h.HasColumns(t...) {
			return true
		}
	}
	return false
}

// readCSV reads the rows of a table.
func readCSV(r *stream.Report, emit stream.Emit) error {
	return r.CSV(func(h stream.Row) bool { return hasTable(stream.Head{Tables: []stream.Row{h}}) }, func(row stream.Row) error {
		return emit(rowFinding(row))
	})
}

// rowFinding makes a row a finding. Columns that are not named here become
// attributes.
func rowFinding(row stream.Row) kb.Finding {
	f := kb.Finding{Scanner: "OpenVAS"}
	hosts{}.fill(&f, row.Get("IP", "Host", "Host IP"), row.Get("Hostname"))
	f.Plugin = kb.Plugin{ID: row.Get("NVT OID"), Name: row.Get("NVT Name"), Family: row.Get("NVT Family", "Family")}
	f.Severity = row.Get("Severity", "Threat", "CVSS")
	given := ""
	f.Port, f.Protocol, given = fill.Port(row.Get("Port"))
	if p := row.Get("Port Protocol", "Protocol"); p != "" {
		f.Protocol = strings.ToLower(p)
	}
	if isService(given) {
		f.Service = given
	}
	f.Description = fill.Paragraphs(row.Get("Summary"), row.Get("Vulnerability Insight", "Insight"), row.Get("Impact"),
		row.Get("Affected Software/OS", "Affected"), row.Get("Vulnerability Detection Method"))
	f.Solution = row.Get("Solution")
	fill.Say(&f, "result", row.Get("Specific Result", "Result", "Description"))
	product(&f, row.Get("Product Detection Result"))
	for _, c := range []struct{ kind, column string }{{"cve", "CVEs"}, {"bid", "BIDs"}} {
		for _, id := range ids(clipped(&f, row.Get(c.column, strings.ToUpper(c.kind)), c.column)) {
			cite(&f, c.kind, id, c.column)
		}
	}
	for _, id := range ids(clipped(&f, row.Get("CERTs"), "CERTs")) {
		cite(&f, certKind(id), id, "CERTs")
	}
	others(&f, row.Get("Other References"))
	var a fill.Attributes
	for name, value := range row.Rest() {
		a.Add(name, value)
	}
	a.Say(&f)
	return f
}

// product takes the product that was found, and keeps how.
func product(f *kb.Finding, text string) {
	fill.Say(f, "product detection", text)
	_, rest, _ := strings.Cut(text, "Product:")
	if words := strings.Fields(rest); len(words) > 0 && strings.HasPrefix(words[0], "cpe:") {
		f.CPE = append(f.CPE, words[0])
	}
}

// certKind returns the kind of a reference to a computer emergency response team.
func certKind(id string) string {
	switch {
	case strings.HasPrefix(id, "DFN-CERT"):
		return "dfn-cert"
	case strings.HasPrefix(id, "CB-"), strings.HasPrefix(id, "WID-"):
		return "cert-bund"
	}
	return "cert"
}

// others takes references of other kinds, URLs in most.
func others(f *kb.Finding, text string) {
	for line := range strings.Lines(clipped(f, text, "Other References")) {
		crossReferences(f, line, "Other References")
	}
}
