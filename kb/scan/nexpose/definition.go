package nexpose

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// definition tells what a test is about.
type definition struct {
	ID          string      `xml:"id,attr"`
	Title       string      `xml:"title,attr"`
	Severity    string      `xml:"severity,attr"` // 1 to 10
	Score       string      `xml:"cvssScore,attr"`
	Vector      string      `xml:"cvssVector,attr"`
	Risk        string      `xml:"riskScore,attr"`
	Published   string      `xml:"published,attr"`
	Description markup      `xml:"description"`
	References  []reference `xml:"references>reference"`
	Exploits    []exploit   `xml:"exploits>exploit"`
	Malware     []string    `xml:"malware>name"`
	Tags        []string    `xml:"tags>tag"`
	Solution    markup      `xml:"solution"`
}

// reference is something that a definition cites.
type reference struct {
	Source string `xml:"source,attr"`
	Value  string `xml:",chardata"`
}

// exploit is a known exploit for what a definition is about.
type exploit struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title,attr"`
	Link  string `xml:"link,attr"`
}

// finding returns what the definition says.
func (d definition) finding() kb.Finding {
	f := kb.Finding{
		Plugin:   kb.Plugin{ID: strings.TrimSpace(d.ID), Name: strings.TrimSpace(d.Title), Family: strings.Join(fill.Some(d.Tags...), ", ")},
		Severity: d.Severity, Description: d.Description.text(), Solution: d.Solution.text(),
	}
	if f.Severity == "" && d.Score != "" {
		f.Severity = "CVSS " + d.Score
	}
	for _, r := range d.References {
		fill.Cite(&f, kind(r.Source), r.Value, "references")
	}
	for _, l := range d.Description.links {
		fill.Cite(&f, "url", l, "description")
	}
	for _, l := range d.Solution.links {
		fill.Cite(&f, "url", l, "solution")
	}
	for _, x := range d.Exploits {
		fill.Cite(&f, "exploit", x.Title, "exploits")
		fill.Cite(&f, "url", x.Link, "exploits")
	}
	for _, m := range d.Malware {
		fill.Cite(&f, "malware", m, "malware")
	}
	fill.Cite(&f, "cvss", strings.Join(fill.Some(d.Score, d.Vector), " "), "cvssScore")
	var a fill.Attributes
	a.Add("riskScore", d.Risk)
	a.Add("published", d.Published)
	a.Say(&f)
	return f
}

// kind returns the kind of a reference by its source.
func kind(source string) string {
	switch k := strings.ToLower(strings.TrimSpace(source)); k {
	case "mskb":
		return "kb"
	case "":
		return "xref"
	default:
		return k
	}
}
