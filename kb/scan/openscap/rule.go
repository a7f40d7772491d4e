package openscap

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// rule tells what is checked.
type rule struct {
	ID          string    `xml:"id,attr"`
	Extends     string    `xml:"extends,attr"`
	Severity    string    `xml:"severity,attr"`
	Title       fill.Flat `xml:"title"`
	Description words     `xml:"description"`
	Warning     words     `xml:"warning"`
	Rationale   words     `xml:"rationale"`
	Question    fill.Flat `xml:"question"`
	References  []link    `xml:"reference"`
	Idents      []ident   `xml:"ident"`
	FixText     words     `xml:"fixtext"`
	Fixes       []code    `xml:"fix"`
}

// link is a reference: a text, an address, or both.
type link struct {
	Target string
	Text   fill.Flat
}

// UnmarshalXML reads the address and all text inside.
func (l *link) UnmarshalXML(d *xml.Decoder, e xml.StartElement) error {
	l.Target = attr(e, "href")
	return l.Text.UnmarshalXML(d, e)
}

// ident is a name that others have for what is checked.
type ident struct {
	System string `xml:"system,attr"`
	Value  string `xml:",chardata"`
}

// finding returns what the rule says. It has what it does not say itself from the
// rule that it extends.
func (r rule) finding(base kb.Finding, family string) kb.Finding {
	f := kb.Finding{Plugin: kb.Plugin{ID: r.ID, Name: oneLine(string(r.Title)), Family: family}, Severity: r.Severity}
	f.Description = fill.Paragraphs(r.Description.cite(&f, "description"), r.Rationale.cite(&f, "rationale"), r.Warning.cite(&f, "warning"))
	f.Solution = codes(r.FixText.cite(&f, "fixtext"), r.Fixes)
	for _, i := range r.Idents {
		fill.Cite(&f, identKind(i.Value), i.Value, "ident")
	}
	seen := map[string]bool{}
	for _, l := range r.References {
		text := oneLine(string(l.Text))
		if text != l.Target {
			fill.Cite(&f, identKind(text), text, "reference")
		}
		if !seen[l.Target] {
			seen[l.Target] = true
			fill.Cite(&f, "url", l.Target, "reference")
		}
	}
	return inherit(f, base, oneLine(string(r.Question)))
}

// inheritable bounds the bytes of the texts, and the references, that a rule takes
// over from another.
const inheritable = 16 << 10

// inherit adds what a rule has from the one that it extends: title and severity
// when it has none itself, and all its texts and references.
func inherit(f, base kb.Finding, question string) kb.Finding {
	for _, name := range []string{base.Plugin.Name, question} {
		if f.Plugin.Name == "" {
			f.Plugin.Name = name
		}
	}
	if f.Severity == "" {
		f.Severity = base.Severity
	}
	if len(base.Description)+len(base.Solution)+50*len(base.Citations) > inheritable {
		f.Warnings = append(f.Warnings, fmt.Sprintf("texts of rule %q, which it extends, are too long to repeat", base.Plugin.ID))
		return f
	}
	f.Description = fill.Paragraphs(base.Description, f.Description)
	f.Solution = fill.Paragraphs(base.Solution, f.Solution)
	f.Citations = append(f.Citations, base.Citations...)
	return f
}

// scheme matches the beginning of names such as CVE-2021-1234, CCE-80935-0 and
// CCI-000366.
var scheme = regexp.MustCompile(`^([A-Z]{2,6})-\d`)

// identKind returns the kind of a name.
func identKind(id string) string {
	if m := scheme.FindStringSubmatch(strings.TrimSpace(id)); m != nil {
		return strings.ToLower(m[1])
	}
	return fill.ReferenceKind(id)
}
