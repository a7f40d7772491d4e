package nessus

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// tables are columns by which a table is known: of Nessus, of Tenable.sc, and of
// Tenable Vulnerability Management.
var tables = [][]string{
	{"Plugin ID", "Host", "Name"}, {"Plugin ID", "Risk", "Name"}, {"Plugin ID", "Host", "Plugin Output"},
	{"Plugin", "Plugin Name", "Severity"}, {"Plugin", "Plugin Name", "IP Address"}, {"Plugin ID", "Plugin Name", "IP Address"},
	{"Plugin ID", "Plugin Name", "Severity"},
	{"definition.id", "definition.name"},
}

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
	f := kb.Finding{Scanner: "Nessus"}
	rowHost(row).fill(&f)
	f.Plugin = kb.Plugin{
		ID: row.Get("Plugin ID", "Plugin", "definition.id"), Name: row.Get("Name", "Plugin Name", "definition.name"),
		Family: row.Get("Plugin Family", "Family", "definition.family"),
	}
	f.Severity = row.Get("Risk", "severity", "Risk Factor", "definition.severity")
	f.Status = row.Get("Vulnerability State", "state")
	port, inPort, _ := fill.Port(row.Get("Port"))
	f.Port, f.Protocol = port, strings.ToLower(row.Get("Protocol"))
	if f.Protocol == "" {
		f.Protocol = inPort
	}
	f.Description = fill.Paragraphs(row.Get("Synopsis", "definition.synopsis"), row.Get("Description", "definition.description"))
	f.Solution = row.Get("Solution", "Steps to Remediate", "definition.solution")
	fill.Say(&f, "plugin_output", row.Get("Plugin Output", "Plugin Text", "output"))
	rowReferences(&f, row)
	rowRest(&f, row)
	return f
}

// rowHost returns the host of a row.
func rowHost(row stream.Row) *host {
	h := newHost(row.Get("Host"))
	for _, p := range [][]string{
		{"host-ip", "IP Address", "asset.display_ipv4_address"}, {"host-ip", "asset.display_ipv6_address", "IPv6 Address"},
		{"host-fqdn", "FQDN", "DNS Name", "asset.display_fqdn"}, {"host-fqdn", "asset.host_name", "Host Name"}, {"host-fqdn", "asset.name", "Asset Name"},
		{"netbios-name", "NetBios", "NetBIOS Name", "asset.netbios_name"}, {"mac-address", "MAC Address", "asset.display_mac_address"},
		{"operating-system", "OS", "Operating System", "asset.operating_system"},
	} {
		h.set(p[0], row.Get(p[1:]...))
	}
	return h
}

// referenceColumns are columns that have references of one kind.
var referenceColumns = []struct {
	kind    string
	columns []string
}{
	{"cve", []string{"CVE", "CVEs", "definition.cve"}}, {"bid", []string{"BID", "definition.bugtraq"}},
	{"kb", []string{"MSKB", "definition.mskb"}}, {"ms", []string{"MSFT", "definition.msft"}}, {"cwe", []string{"CWE", "definition.cwe"}},
	{"iava", []string{"IAVA", "definition.iava"}}, {"iavb", []string{"IAVB", "definition.iavb"}}, {"iavt", []string{"IAVT", "definition.iavt"}},
}

// rowReferences takes the columns with references.
func rowReferences(f *kb.Finding, row stream.Row) {
	var c cited
	for _, r := range referenceColumns {
		c.list(r.kind, row.Get(r.columns...), r.columns[0])
	}
	if urls := row.Get("See Also", "definition.see_also"); !c.urls(urls, "See Also") {
		fill.Say(f, "See Also", urls)
	}
	c.cross(row.Get("XREF", "Cross References", "Xrefs"), "XREF")
	c.groups(row.Get("definition.references"), "definition.references")
	c.fill(f)
	products := strings.FieldsFunc(row.Get("CPE", "definition.cpe"), isBetween)
	f.CPE = fill.Some(append(products, f.CPE...)...)
}

// rowRest takes the other columns.
func rowRest(f *kb.Finding, row stream.Row) {
	var a fill.Attributes
	given := row.Get("Service")
	name, changed := service(given)
	if f.Service = name; changed {
		a.Add("Service", given)
	}
	for name, value := range row.Rest() {
		a.Add(name, value)
	}
	a.Say(f)
}
