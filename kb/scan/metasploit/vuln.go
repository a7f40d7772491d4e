package metasploit

import (
	"fmt"
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// vuln is a vulnerability of a host.
type vuln struct {
	Name      text      `xml:"name"` // in words, or a module
	Info      text      `xml:"info"`
	Service   text      `xml:"service-id"`
	Exploited text      `xml:"exploited-at"`
	Refs      []text    `xml:"refs>ref"`
	Notes     []note    `xml:"notes>note"`
	Attempts  []attempt `xml:"vuln_attempts>vuln_attempt"`
	Details   []detail  `xml:"vuln_details>vuln_detail"`
}

// maxDetails is how many details of one vulnerability are kept.
const maxDetails = 100

// detail is what another scanner told of a vulnerability.
type detail struct {
	Source      text `xml:"src"`
	Title       text `xml:"title"`
	Description text `xml:"description"`
	Solution    text `xml:"solution"`
	Proof       text `xml:"proof"`
	Score       text `xml:"cvss-score"`
	Scanner     text `xml:"nx-vuln-id"` // id of Nexpose
}

// vuln returns the finding of a vulnerability.
func (h host) vuln(v vuln) kb.Finding {
	f := h.at(v.Service)
	f.Plugin = kb.Plugin{ID: string(v.Name), Name: string(v.Name), Family: "vulnerability"}
	if v.Exploited != "" {
		f.Status = "exploited"
	}
	fill.Say(&f, "info", string(v.Info))
	for _, d := range v.Details[:min(len(v.Details), maxDetails)] {
		d.add(&f)
	}
	if n := len(v.Details); n > maxDetails {
		f.Warnings = append(f.Warnings, fmt.Sprintf("details cut: %d of %d kept", maxDetails, n))
	}
	for _, n := range v.Notes {
		if n.Data.isText() {
			fill.Say(&f, "note "+string(n.Type), string(n.Data))
		} else if n.Data != "" {
			f.Warnings = append(f.Warnings, "note "+string(n.Type)+" not read: it is an object of Ruby")
		}
	}
	for _, r := range v.Refs {
		citeRef(&f, string(r))
	}
	citeModule(&f, string(v.Name), "name")
	for _, a := range v.Attempts {
		a.say(&f)
		citeModule(&f, string(a.Module), "module")
	}
	return f
}

// add adds what another scanner told.
func (d detail) add(f *kb.Finding) {
	f.Description = fill.Paragraphs(f.Description, string(d.Title), fill.Prose(f, "description", string(d.Description)))
	f.Solution = fill.Paragraphs(f.Solution, fill.Prose(f, "solution", string(d.Solution)))
	if f.Severity == "" && d.Score != "" {
		f.Severity = "CVSS " + string(d.Score)
	}
	fill.Say(f, "proof", fill.Prose(f, "proof", string(d.Proof)))
	fill.Cite(f, "nexpose", string(d.Scanner), "nx-vuln-id")
}

// reference matches a reference: its kind, and its value.
var reference = regexp.MustCompile(`^(CVE|MSB|BID|CWE|OSVDB|EDB|URL|ZDI|WPVDB|US-CERT-VU|NEXPOSE|NSS|GHSA|ATT&CK)-(.+)$`)

// citeRef adds a reference as the framework writes them ("MSB-MS08-067").
func citeRef(f *kb.Finding, s string) {
	m := reference.FindStringSubmatch(s)
	switch {
	case m == nil:
		fill.Cite(f, fill.ReferenceKind(s), s, "refs")
	case m[1] == "CVE" || m[1] == "CWE" || m[1] == "GHSA" || m[1] == "ZDI":
		fill.Cite(f, strings.ToLower(m[1]), s, "refs")
	case m[1] == "MSB":
		fill.Cite(f, "ms", m[2], "refs")
	default:
		fill.Cite(f, strings.ToLower(m[1]), m[2], "refs")
	}
}

// Identifiers in the names of modules.
var (
	moduleMS  = regexp.MustCompile(`(?i)(?:^|[/_])ms(\d{2})_(\d{3})(?:_|$)`)
	moduleCVE = regexp.MustCompile(`(?i)(?:^|[/_])cve_(\d{4})_(\d{4,})(?:_|$)`)
)

// citeModule adds what the name of a module refers to, unless that is there.
func citeModule(f *kb.Finding, module, field string) {
	add := func(kind, value string) {
		for _, c := range f.Citations[:min(len(f.Citations), 1000)] {
			if c.Kind == kind && strings.EqualFold(c.Value, value) {
				return
			}
		}
		fill.Cite(f, kind, value, field)
	}
	if m := moduleMS.FindStringSubmatch(module); m != nil {
		add("ms", "MS"+m[1]+"-"+m[2])
	}
	if m := moduleCVE.FindStringSubmatch(module); m != nil {
		add("cve", "CVE-"+m[1]+"-"+m[2])
	}
}
