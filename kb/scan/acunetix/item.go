package acunetix

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// item is a finding of a ScanGroup.
type item struct {
	Name           string      `xml:"Name"`
	Module         string      `xml:"ModuleName"`
	Details        fill.Inner  `xml:"Details"`
	Affects        string      `xml:"Affects"`
	Parameter      string      `xml:"Parameter"`
	SourceFile     string      `xml:"AOP_SourceFile"`
	SourceLine     string      `xml:"AOP_SourceLine"`
	Additional     string      `xml:"AOP_Additional"`
	FalsePositive  string      `xml:"IsFalsePositive"`
	Severity       string      `xml:"Severity"`
	Type           string      `xml:"Type"`
	Impact         fill.Inner  `xml:"Impact"`
	Description    fill.Inner  `xml:"Description"`
	Detailed       fill.Inner  `xml:"DetailedInformation"`
	Recommendation fill.Inner  `xml:"Recommendation"`
	Requests       []string    `xml:"TechnicalDetails>Request"`
	Responses      []string    `xml:"TechnicalDetails>Response"`
	CWE            []listed    `xml:"CWEList>CWE"`
	CVE            []listed    `xml:"CVEList>CVE"`
	CVSS           []score     `xml:"CVSS"`
	CVSS3          []score     `xml:"CVSS3"`
	References     []reference `xml:"References>Reference"`
}

// listed is an entry of a list: "CWE-352", or an id in an element of its own.
type listed struct {
	Number string `xml:"id,attr"`
	Text   string `xml:",chardata"`
	ID     string `xml:"Id"`
}

// score is a rating.
type score struct {
	Score  string `xml:"Score"`
	Vector string `xml:"Descriptor"`
}

// reference is something that an item cites.
type reference struct {
	Title string `xml:"Database"`
	URL   string `xml:"URL"`
}

// site is what a scan knows of the server.
type site struct {
	start, crawled            string // URLs
	banner, system, webServer string
}

// readXML reads a ScanGroup.
func readXML(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	var at site
	return x.Each(func(path string, e xml.StartElement) error {
		name := e.Name.Local
		switch {
		case name == "Scan":
			at = site{}
		case strings.HasSuffix(path, "Scan/Crawler"):
			for _, a := range e.Attr {
				if strings.EqualFold(a.Name.Local, "StartUrl") {
					at.crawled = a.Value
				}
			}
			return x.Skip()
		case name == "ReportItem":
			var i item
			if err := x.Decode(&i); err != nil {
				return err
			}
			return emit(at.finding(i.finding(), i.Affects))
		case strings.HasSuffix(path, "Scan/"+name) && at.field(name) != nil:
			return x.Decode(at.field(name))
		}
		return nil
	})
}

// field returns where an element of the scan is kept, nil for others.
func (s *site) field(name string) *string {
	switch name {
	case "StartURL":
		return &s.start
	case "Banner":
		return &s.banner
	case "Os":
		return &s.system
	case "WebServer":
		return &s.webServer
	}
	return nil
}

func (i item) finding() kb.Finding {
	f := kb.Finding{
		Scanner: "Acunetix", Plugin: kb.Plugin{ID: strings.TrimSpace(i.Module), Name: strings.TrimSpace(i.Name), Family: strings.TrimSpace(i.Type)},
		Severity: strings.TrimSpace(i.Severity),
	}
	switch fp := strings.ToLower(strings.TrimSpace(i.FalsePositive)); fp {
	case "", "0", "false", "no":
	default:
		f.Status = "false positive"
	}
	fill.Say(&f, "details", fill.Prose(&f, "Details", string(i.Details)))
	source := strings.Join(fill.Some(some(i.SourceFile), some(i.SourceLine)), ":")
	for _, o := range []kb.Output{{ID: "parameter", Text: some(i.Parameter)}, {ID: "source", Text: source}, {ID: "additional", Text: some(i.Additional)}} {
		fill.Say(&f, o.ID, o.Text)
	}
	for _, t := range i.Requests {
		fill.Say(&f, "request", strings.TrimSpace(t))
	}
	for _, t := range i.Responses {
		fill.Say(&f, "response", strings.TrimSpace(t))
	}
	f.Description = fill.Paragraphs(fill.Prose(&f, "Description", string(i.Description)), fill.Prose(&f, "Impact", string(i.Impact)), fill.Prose(&f, "DetailedInformation", string(i.Detailed)))
	f.Solution = fill.Prose(&f, "Recommendation", string(i.Recommendation))
	i.cite(&f)
	return f
}

// cite adds the lists of references.
func (i item) cite(f *kb.Finding) {
	for _, c := range i.CVE {
		fill.Cite(f, "cve", c.name(), "CVEList")
	}
	for _, c := range i.CWE {
		fill.Cite(f, "cwe", c.name(), "CWEList")
	}
	for _, r := range i.References {
		fill.Cite(f, "url", r.URL, "References")
		if strings.TrimSpace(r.URL) == "" {
			fill.Cite(f, fill.ReferenceKind(r.Title), r.Title, "References")
		}
	}
	for _, s := range append(i.CVSS, i.CVSS3...) {
		fill.Cite(f, "cvss", strings.Join(fill.Some(s.Score, s.Vector), " "), "CVSS")
	}
}

// name returns the name of an entry.
func (l listed) name() string {
	for _, s := range []string{l.Text, l.ID, l.Number} {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// finding adds the server to a finding. What it affects is a path, a URL, or words
// such as "Web Server".
func (s site) finding(f kb.Finding, affects string) kb.Finding {
	affects = some(affects)
	start := some(s.crawled)
	if start == "" {
		start = some(s.start)
	}
	switch {
	case strings.Contains(affects, "://"):
		start = affects
	case strings.HasPrefix(affects, "/"):
		start = origin(start) + affects
	default:
		fill.Say(&f, "affects", affects)
	}
	if start != "" {
		fill.Web(&f, start)
	}
	f.System = some(s.system)
	f.Product = some(s.webServer)
	if m := server.FindStringSubmatch(f.Product); m != nil {
		f.Product, f.Version = m[1], m[2]
	}
	fill.Say(&f, "banner", some(s.banner))
	return f
}

// origin returns a URL without its path.
func origin(url string) string {
	from := 0
	if i := strings.Index(url, "://"); i >= 0 {
		from = i + len("://")
	}
	if i := strings.IndexAny(url[from:], "/?#"); i >= 0 {
		return url[:from+i]
	}
	return url
}
