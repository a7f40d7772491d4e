package qualys

import (
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// check tells what a QID is about: an entry of the glossary, or the same words in
// the result of a scan.
type check struct {
	QID         string       `xml:"QID"`
	Title       string       `xml:"TITLE"`
	Severity    string       `xml:"SEVERITY"` // 1 to 5
	Category    string       `xml:"CATEGORY"`
	Threat      []fill.Inner `xml:"THREAT"`
	Threat2     fill.Inner   `xml:"THREAT_COMMENT"`
	Diagnosis   []fill.Inner `xml:"DIAGNOSIS"`
	Diagnosis2  fill.Inner   `xml:"DIAGNOSIS_COMMENT"`
	Impact      fill.Inner   `xml:"IMPACT"`
	Impact2     fill.Inner   `xml:"IMPACT_COMMENT"`
	Consequence fill.Inner   `xml:"CONSEQUENCE"`
	Comment     fill.Inner   `xml:"CONSEQUENCE_COMMENT"`
	Solution    fill.Inner   `xml:"SOLUTION"`
	Solution2   fill.Inner   `xml:"SOLUTION_COMMENT"`
	CVE         []reference  `xml:"CVE_ID_LIST>CVE_ID"`
	Bugtraq     []reference  `xml:"BUGTRAQ_ID_LIST>BUGTRAQ_ID"`
	Vendor      []reference  `xml:"VENDOR_REFERENCE_LIST>VENDOR_REFERENCE"`
	Exploits    []exploit    `xml:"CORRELATION>EXPLOITABILITY>EXPLT_SRC>EXPLT_LIST>EXPLT"`
	Malware     []malware    `xml:"CORRELATION>MALWARE>MW_SRC>MW_LIST>MW_INFO"`
	CVSS        []string     `xml:"CVSS_SCORE>CVSS_BASE"`
	CVSS3       []string     `xml:"CVSS3_SCORE>CVSS3_BASE"`
	Base        string       `xml:"CVSS_BASE"`
	Base3       string       `xml:"CVSS3_BASE"`
	Temporal    []string     `xml:"CVSS_SCORE>CVSS_TEMPORAL"`
	Temporal3   []string     `xml:"CVSS3_SCORE>CVSS3_TEMPORAL"`
}

// reference is something that a check cites.
type reference struct {
	ID  string `xml:"ID"`
	URL string `xml:"URL"`
}

// exploit is known for what a check is about.
type exploit struct {
	About string `xml:"DESC"`
	Link  string `xml:"LINK"`
}

// malware uses what a check is about.
type malware struct {
	ID   string `xml:"MW_ID"`
	Link string `xml:"MW_LINK"`
}

// finding returns what the check says.
func (c check) finding() kb.Finding {
	f := kb.Finding{Scanner: "Qualys", Severity: strings.TrimSpace(c.Severity), Plugin: kb.Plugin{
		ID: strings.TrimSpace(c.QID), Name: strings.TrimSpace(c.Title), Family: strings.TrimSpace(c.Category),
	}}
	var parts []string
	for _, p := range []struct {
		field string
		texts []fill.Inner
	}{
		{"threat", append(c.Threat, c.Threat2)}, {"diagnosis", append(c.Diagnosis, c.Diagnosis2)},
		{"impact", []fill.Inner{c.Impact, c.Impact2}}, {"consequence", []fill.Inner{c.Consequence, c.Comment}},
	} {
		for _, t := range p.texts {
			parts = append(parts, prose(&f, p.field, string(t)))
		}
	}
	f.Description = fill.Paragraphs(parts...)
	f.Solution = fill.Paragraphs(prose(&f, "solution", string(c.Solution)), prose(&f, "solution", string(c.Solution2)))
	c.cite(&f)
	return f
}

// cite adds the lists of references.
func (c check) cite(f *kb.Finding) {
	for _, r := range c.CVE {
		r.cite(f, "cve", "cve_id_list")
	}
	for _, r := range c.Bugtraq {
		r.cite(f, "bid", "bugtraq_id_list")
	}
	for _, r := range c.Vendor {
		r.cite(f, fill.VendorKind(r.ID), "vendor_reference_list")
	}
	for _, x := range c.Exploits {
		fill.Cite(f, "exploit", x.About, "exploitability")
		fill.Cite(f, "url", x.Link, "exploitability")
	}
	for _, m := range c.Malware {
		fill.Cite(f, "malware", some(m.ID), "malware")
		fill.Cite(f, "url", some(m.Link), "malware")
	}
	for _, score := range slices.Concat(c.CVSS, c.CVSS3, []string{c.Base, c.Base3}) {
		fill.Cite(f, "cvss", some(score), "cvss_base")
	}
	for _, score := range append(c.Temporal, c.Temporal3...) {
		fill.Cite(f, "cvss", some(score), "cvss_temporal")
	}
}

// cite adds the reference. A URL that only repeats the id is left out.
func (r reference) cite(f *kb.Finding, kind, field string) {
	id, url := strings.TrimSpace(r.ID), strings.TrimSpace(r.URL)
	fill.Cite(f, kind, id, field)
	if id == "" || !strings.Contains(strings.ToLower(url), strings.ToLower(id)) {
		fill.Cite(f, "url", url, field)
	}
}

// prose returns the text of a field of HTML, nothing for one that says so.
func prose(f *kb.Finding, field, html string) string {
	return some(fill.Prose(f, field, html))
}

// some returns a value, or nothing for the words that stand for none.
func some(s string) string {
	switch s = strings.TrimSpace(s); strings.ToLower(s) {
	case "-", "'-", "n/a", "na", "none":
		return ""
	}
	return s
}
