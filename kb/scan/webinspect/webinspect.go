// Package webinspect reads the sessions that WebInspect exports: requests with their
// responses, and the issues that were found in them.
package webinspect

import (
	"encoding/xml"
	"strconv"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "webinspect-xml", Title: "WebInspect sessions",
		Reads: "every issue of a session, with its report sections, request and response", Is: isSessions, Reader: read,
	}}
}

func isSessions(h stream.Head) bool {
	return h.Root == "Sessions" && (h.Inner == "Session" || h.Inner == "")
}

// read reads the sessions. The issues of one stand before its request and response.
func read(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	return x.Each(func(_ string, e xml.StartElement) error {
		if e.Name.Local != "Session" {
			return nil
		}
		var s session
		broken := x.Decode(&s)
		for _, i := range s.Issues {
			f := s.finding(i)
			if broken != nil {
				f.Warnings = append(f.Warnings, "the report breaks off in this session; texts, request or response may be missing")
			}
			if err := emit(f); err != nil {
				return err
			}
		}
		return broken
	})
}

// session is a request and its response.
type session struct {
	URL      string  `xml:"URL"`
	Scheme   string  `xml:"Scheme"`
	Host     string  `xml:"Host"`
	Port     string  `xml:"Port"`
	Param    string  `xml:"AttackParamDescriptor"`
	Issues   []issue `xml:"Issues>Issue"`
	Request  string  `xml:"RawRequest"`
	Response string  `xml:"RawResponse"`
}

// issue is what was found in a session.
type issue struct {
	ID              string           `xml:"id,attr"`
	Type            string           `xml:"CheckTypeID"` // Vulnerability, Best Practices, Info
	Attack          string           `xml:"AttackHTTPRequest"`
	VulnerabilityID string           `xml:"VulnerabilityID"` // of the check
	Severity        string           `xml:"Severity"`        // 0 to 4
	Name            string           `xml:"Name"`
	Classifications []classification `xml:"Classifications>Classification"`
	Sections        []section        `xml:"ReportSection"`
	Repro           string           `xml:"ReproSteps"`
}

// classification is an entry of a list of weaknesses.
type classification struct {
	Kind       string `xml:"kind,attr"` // CWE, 7PK
	Identifier string `xml:"identifier,attr"`
	Target     string `xml:"href,attr"`
	Text       string `xml:",chardata"`
}

// section is a text of the report on an issue.
type section struct {
	Name string     `xml:"Name"` // Summary, Implication, Execution, Fix, Reference Info
	Text fill.Inner `xml:"SectionText"`
}

func (s session) finding(i issue) kb.Finding {
	f := kb.Finding{
		Scanner: "WebInspect", Plugin: kb.Plugin{ID: strings.TrimSpace(i.VulnerabilityID), Name: strings.TrimSpace(i.Name), Family: strings.TrimSpace(i.Type)},
		Severity: strings.TrimSpace(i.Severity), Service: strings.ToLower(strings.TrimSpace(s.Scheme)), Protocol: "tcp",
	}
	if n, err := strconv.ParseUint(strings.TrimSpace(s.Port), 10, 16); err == nil {
		f.Port = int(n)
	}
	for _, url := range fill.Some(s.URL, s.Host) {
		fill.Web(&f, url)
	}
	f.Description, f.Solution = i.texts(&f)
	for _, c := range i.Classifications {
		c.cite(&f)
	}
	fill.Cite(&f, "issue", i.ID, "Issue id")
	for _, o := range []kb.Output{
		{ID: "attack_param", Text: s.Param}, {ID: "attack_request", Text: i.Attack}, {ID: "repro_steps", Text: i.Repro}, {ID: "request", Text: s.Request}, {ID: "response", Text: s.Response},
	} {
		fill.Say(&f, o.ID, strings.TrimSpace(o.Text))
	}
	return f
}

// texts returns what the sections say, and adds their links to the references.
func (i issue) texts(f *kb.Finding) (description, solution string) {
	var all, fix []string
	for _, p := range i.Sections {
		name := strings.TrimSpace(p.Name)
		text := fill.Prose(f, name, string(p.Text))
		if strings.EqualFold(name, "Fix") {
			fix = append(fix, text)
			continue
		}
		all = append(all, text)
	}
	return fill.Paragraphs(all...), fill.Paragraphs(fix...)
}

// cite adds a classification to the references.
func (c classification) cite(f *kb.Finding) {
	kind, id := strings.ToLower(strings.Join(strings.Fields(c.Kind), "-")), strings.TrimSpace(c.Identifier)
	if id == "" {
		id = strings.TrimSpace(c.Text)
	}
	if kind == "" {
		kind = fill.ReferenceKind(id)
	}
	fill.Cite(f, kind, id, "Classifications")
	if text := strings.TrimSpace(c.Text); text != id {
		fill.Cite(f, "xref", text, "Classifications")
	}
	_, last, dashed := strings.Cut(id, "-")
	if strings.Count(c.Target, "/") > 3 && !(dashed && strings.Contains(c.Target, last)) { // more than the home page of the list, or the id again
		fill.Cite(f, "url", c.Target, "Classifications")
	}
}
