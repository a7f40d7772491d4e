package qualys

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// isHeader reports whether a row has the names of the columns. Qualys has many sets
// of them; all have the number of the check, its title, and a host.
func isHeader(r stream.Row) bool {
	return r.Has("QID", "VULN TITLE") || r.Has("QID", "Title") && (r.Has("IP") || r.Has("Asset Name") || r.Has("Asset IPV4") || r.Has("DNS"))
}

// readTable reads a table. Rows without a QID are none of its findings: hosts on
// which nothing was found, and the words at its end.
func readTable(r *stream.Report, emit stream.Emit) error {
	return r.CSV(isHeader, func(row stream.Row) error {
		if port := some(row.Get("QID")); port == "" || !number.MatchString(port) {
			return nil
		}
		return emit(rowFinding(row))
	})
}

// number matches a QID. Tables that went through a spreadsheet may have ".0" at its
// end.
var number = regexp.MustCompile(`^(?i:qid[-_ ]?)?\d+(\.0)?$`)

// rowFinding returns the finding of a row.
func rowFinding(row stream.Row) kb.Finding {
	get := func(names ...string) string {
		for _, n := range names {
			if v := some(row.Get(n)); v != "" {
				return v
			}
		}
		return ""
	}
	f := kb.Finding{
		Scanner:   "Qualys",
		Plugin:    kb.Plugin{ID: strings.TrimSuffix(get("QID"), ".0"), Name: get("Title", "VULN TITLE"), Family: get("Category")},
		Severity:  get("Severity", "Q_SEVERITY", "KB Severity"),
		Names:     many(get("FQDN"), get("DNS", "HOSTNAME", "DNS Name"), get("NetBIOS"), get("Asset Name")),
		Addresses: many(get("IP"), get("Asset IPV4"), get("Asset IPV6", "IPV6")),
		Port:      port(strings.TrimSuffix(get("Port"), ".0")), Protocol: strings.ToLower(get("Protocol")), Service: strings.ToLower(get("Service")),
		System: get("OS", "Operating System"), CPE: fill.Some(get("OS CPE")), Location: get("Instance"),
	}
	if f.Service == "" && isTrue(get("SSL")) {
		f.Service = "ssl"
	}
	f.Status = strings.Join(fill.Some(get("Type", "Type Detected"), get("Vuln Status", "Status"), falsePositive(get("False Positive Status")),
		mark(get("Ignored"), "ignored"), mark(get("Disabled"), "disabled")), ", ")
	fill.Say(&f, "result", get("Results", "Result"))
	fill.Say(&f, "deep_scan_result", get("Deep Scan Result"))
	f.Description = fill.Paragraphs(prose(&f, "threat", get("Threat")), prose(&f, "impact", get("Impact")), prose(&f, "cve-description", get("CVE-Description")))
	f.Solution = prose(&f, "solution", get("Solution"))
	citeRow(&f, get)
	var a fill.Attributes
	for name, value := range row.Rest() {
		a.Add(name, some(value))
	}
	a.Say(&f)
	return f
}

// citeRow adds the references of a row.
func citeRow(f *kb.Finding, get func(...string) string) {
	for _, id := range many(get("CVE ID", "CVEID", "CVE", "CVEs")) {
		fill.Cite(f, "cve", id, "CVE ID")
	}
	for _, id := range many(get("Bugtraq ID", "BUGTRAQID")) {
		fill.Cite(f, "bid", id, "Bugtraq ID")
	}
	for _, id := range strings.Split(get("Vendor Reference"), ",") {
		fill.Cite(f, fill.VendorKind(id), id, "Vendor Reference")
	}
	fill.References(f, "Exploitability", get("Exploitability"))
	fill.References(f, "Associated Malware", get("Associated Malware"))
	for _, column := range []string{"CVSS Base", "CVSSv2 Base (nvd)", "CVSS3 Base", "CVSS3.1 Base", "CVSSv3.1 Base (nvd)", "CVSS4 Base"} {
		fill.Cite(f, "cvss", get(column), column)
	}
}

// many returns the values of fields that may have several in a row.
func many(fields ...string) []string {
	return fill.Some(strings.FieldsFunc(strings.Join(fields, ","), func(r rune) bool { return strings.ContainsRune(",; \t\r\n", r) })...)
}

// falsePositive names the state of a request to take a finding for a false
// positive.
func falsePositive(state string) string {
	if state == "" {
		return ""
	}
	return "false positive " + strings.ToLower(state)
}
