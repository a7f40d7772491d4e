package qualys

import (
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/stream"
)

// check tells what a QID is about: an entry of the glossary, or the same words in
// the result of a scan.
type check struct {
	QID         string         `xml:"QID"`
	Title       string         `xml:"TITLE"`
	Severity    string         `xml:"SEVERITY"` // 1 to 5
	Category    string         `xml:"CATEGORY"`
	Threat      []stream.Inner `xml:"THREAT"`
	Threat2     stream.Inner   `xml:"THREAT_COMMENT"`
	Diagnosis   []stream.Inner `xml:"DIAGNOSIS"`
	Diagnosis2  stream.Inner   `xml:"DIAGNOSIS_COMMENT"`
	Impact      stream.Inner   `xml:"IMPACT"`
	Impact2     stream.Inner   `xml:"IMPACT_COMMENT"`
	Consequence stream.Inner   `xml:"CONSEQUENCE"`
	Comment     stream.Inner   `xml:"CONSEQUENCE_COMMENT"`
	Solution    stream.Inner   `xml:"SOLUTION"`
	Solution2   stream.Inner   `xml:"SOLUTION_COMMENT"`
	CVE         []reference    `xml:"CVE_ID_LIST>CVE_ID"`
	Bugtraq     []reference    `xml:"BUGTRAQ_ID_LIST>BUGTRAQ_ID"`
	Vendor      []reference    `xml:"VENDOR_REFERENCE_LIST>VENDOR_REFERENCE"`
	Exploits    []exploit      `xml:"CORRELATION>EXPLOITABILITY>EXPLT_SRC>EXPLT_LIST>EXPLT"`
	Malware     []malware      `xml:"CORRELATION>MALWARE>MW_SRC>MW_LIST>MW_INFO"`
	CVSS        []string       `xml:"CVSS_SCORE>CVSS_BASE"`
	CVSS3       []string       `xml:"CVSS3_SCORE>CVSS3_BASE"`
	Base        string         `xml:"CVSS_BASE"`
	Base3       string         `xml:"CVSS3_BASE"`
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
		texts []stream.Inner
	}{
		{"threat", append(c.Threat, c.Threat2)}, {"diagnosis", append(c.Diagnosis, c.Diagnosis2)},
		{"impact", []stream.Inner{c.Impact, c.Impact2}}, {"consequence", []stream.Inner{c.Consequence, c.Comment}},
	} {
		for _, t := range p.texts {
			parts = append(parts, prose(&f, p.field, string(t)))
		}
	}
	f.Description = stream.Paragraphs(parts...)
	f.Solution = stream.Paragraphs(prose(&f, "solution", string(c.Solution)), prose(&f, "solution", string(c.Solution2)))
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
		r.cite(f, stream.VendorKind(r.ID), "vendor_reference_list")
	}
	for _, x := range c.Exploits {
		stream.Cite(f, "exploit", x.About, "exploitability")
		stream.Cite(f, "url", x.Link, "exploitability")
	}
	for _, m := range c.Malware {
		stream.Cite(f, "malware", some(m.ID), "malware")
		stream.Cite(f, "url", some(m.Link), "malware")
	}
	for _, score := range slices.Concat(c.CVSS, c.CVSS3, []string{c.Base, c.Base3}) {
		stream.Cite(f, "cvss", some(score), "cvss_base")
	}
}

// cite adds the reference. A URL that only repeats the id is left out.
func (r reference) cite(f *kb.Finding, kind, field string) {
	id, url := strings.TrimSpace(r.ID), strings.TrimSpace(r.URL)
	stream.Cite(f, kind, id, field)
	if id == "" || !strings.Contains(strings.ToLower(url), strings.ToLower(id)) {
		stream.Cite(f, "url", url, field)
	}
}

// prose returns the text of a field of HTML, nothing for one that says so.
func prose(f *kb.Finding, field, html string) string {
	return some(stream.Prose(f, field, html))
}

// some returns a value, or nothing for the words that stand for none.
func some(s string) string {
	switch s = strings.TrimSpace(s); strings.ToLower(s) {
	case "-", "'-", "n/a", "na", "none":
		return ""
	}
	return s
}
