package openscap

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// words is prose with elements of HTML in it, or with HTML in its text, or both.
type words struct {
	text  []string
	links []string
}

// UnmarshalXML gathers the text. Several elements of one name follow each other.
func (w *words) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	text, targets, err := gather(d)
	if err != nil {
		return err
	}
	text, links := fill.HTML(text)
	var lines []string // without the indentation of the report
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimSpace(line))
	}
	w.text = append(w.text, fill.Tidy(strings.Join(lines, "\n")))
	w.links = append(append(w.links, targets...), links...)
	return nil
}

// cite returns the text and adds the links to the references.
func (w words) cite(f *kb.Finding, field string) string {
	for _, l := range w.links {
		fill.Cite(f, "url", l, field)
	}
	return fill.Paragraphs(w.text...)
}

// code is a script or a setting, with elements in the place of values.
type code string

// UnmarshalXML gathers the text.
func (c *code) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	text, _, err := gather(d)
	*c = code(dedented(fill.Tidy(text)))
	return err
}

// codes puts pieces of code under a text.
func codes(text string, all []code) string {
	parts := []string{text}
	for _, c := range all {
		parts = append(parts, string(c))
	}
	return fill.Paragraphs(parts...)
}

// dedented takes the indentation off that all lines have in common.
func dedented(s string) string {
	common, first := "", true
	for line := range strings.Lines(s) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if strings.TrimSpace(line) == "" {
			continue
		}
		if first {
			common, first = indent, false
		}
		n := 0
		for n < min(len(common), len(indent)) && common[n] == indent[n] {
			n++
		}
		common = common[:n]
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(strings.TrimPrefix(line, common))
	}
	return b.String()
}

// gather returns the text of an element, with a line for each block and the names
// of values in brackets, and the targets of its links.
func gather(d *xml.Decoder) (text string, links []string, err error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if href := attr(t, "href"); href != "" {
				links = append(links, href)
			}
			openElement(&b, t)
		case xml.EndElement:
			depth--
			if isBlock(t.Name.Local) {
				b.WriteByte('\n')
			}
		case xml.CharData:
			b.Write(t)
		}
	}
	return b.String(), links, nil
}

// openElement writes what an element stands for when it begins.
func openElement(b *strings.Builder, e xml.StartElement) {
	switch name := e.Name.Local; {
	case isBlock(name):
		b.WriteByte('\n')
	case name == "sub":
		b.WriteString("(" + attr(e, "idref") + ")")
	case name == "instance":
		b.WriteString("(" + attr(e, "context") + ")")
	}
}

// isBlock reports whether an element begins and ends a line.
func isBlock(name string) bool {
	switch strings.ToLower(name) {
	case "p", "br", "div", "li", "ul", "ol", "pre", "tr", "table", "h1", "h2", "h3", "h4":
		return true
	}
	return false
}
