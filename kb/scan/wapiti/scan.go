package wapiti

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// What is remembered of the kinds of findings is bounded. Wapiti has some fifty.
const (
	maxKinds      = 10_000
	maxTold       = 64 << 20
	maxText       = 256 << 10
	maxReferences = 1000
)

// scan is what a report says once: of itself, and of each kind of findings.
type scan struct {
	scanner string
	target  string
	kinds   []kb.Finding
	told    int // bytes
}

// describe takes an element that is not an entry.
func (s *scan) describe(x *stream.XML, e xml.StartElement, kind int) error {
	switch name := e.Name.Local; {
	case isKind(e):
		if len(s.kinds) < maxKinds {
			s.kinds = append(s.kinds, kb.Finding{Plugin: kb.Plugin{Name: fill.Brief(attr(e, "name"), 4<<10), Family: strings.TrimSuffix(name, "Type")}})
		}
		return nil
	case name == "generatedBy":
		s.scanner = fill.Brief(attr(e, "id"), 100)
		return x.Skip()
	case name == "info":
		return s.info(x, e)
	case isEntry(e) || kind == 0 || kind > len(s.kinds) || s.told > maxTold:
		return x.Skip()
	}
	return s.tell(x, e.Name.Local, &s.kinds[kind-1])
}

// info takes a line of the head of the report.
func (s *scan) info(x *stream.XML, e xml.StartElement) error {
	var text string
	if err := x.Decode(&text); err != nil {
		return err
	}
	switch text = strings.TrimSpace(text); attr(e, "name") {
	case "generatorVersion":
		s.scanner = fill.Brief(text, 100)
	case "target":
		s.target = fill.Brief(text, 4<<10)
	}
	return nil
}

// tell takes what is said of a kind.
func (s *scan) tell(x *stream.XML, name string, f *kb.Finding) error {
	var v struct {
		Text  string `xml:",chardata"`
		Title string `xml:"title"`
		URL   string `xml:"url"`
	}
	if err := x.Decode(&v); err != nil {
		return err
	}
	s.told += len(v.Text) + len(v.Title) + len(v.URL)
	switch name {
	case "description":
		f.Description = fill.Brief(strings.TrimSpace(v.Text), maxText)
	case "solution":
		f.Solution = fill.Brief(strings.TrimSpace(v.Text), maxText)
	case "reference":
		s.refer(f, v.Title, v.URL)
	}
	return nil
}

// refer adds a reference to a kind, and reports whether there was room.
func (s *scan) refer(f *kb.Finding, title, url string) bool {
	if len(f.Citations) >= maxReferences {
		f.Warnings = []string{"references cut: 1000 kept"}
		return false
	}
	id, _, _ := strings.Cut(title, ": ")
	if kind := fill.ReferenceKind(id); kind != "xref" {
		fill.Cite(f, kind, fill.Brief(id, 4<<10), "reference")
	}
	fill.Cite(f, "xref", fill.Brief(title, 4<<10), "reference")
	fill.Cite(f, "url", fill.Brief(url, 4<<10), "reference")
	return true
}
