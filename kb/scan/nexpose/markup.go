package nexpose

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/fill"
)

// markup is a text in the markup of Nexpose: Paragraph, ContainerBlockElement,
// lists and URLLink. It becomes plain text, with a line for each block and a dash
// before each item of a list.
type markup struct {
	texts []string
	links []string
}

// text returns all of the text.
func (m markup) text() string { return strings.TrimSpace(fill.Tidy(strings.Join(m.texts, "\n"))) }

// UnmarshalXML reads the element. Several elements of one name follow each other.
func (m *markup) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	w := writer{pre: []bool{false}}
	for len(w.pre) > 0 {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			m.open(&w, t)
		case xml.EndElement:
			w.close(t.Name.Local)
		case xml.CharData:
			w.text(string(t))
		}
	}
	m.texts = append(m.texts, w.String())
	return nil
}

// open begins an element of the markup.
func (m *markup) open(w *writer, e xml.StartElement) {
	pre := w.pre[len(w.pre)-1] || strings.EqualFold(attr(e, "preformat"), "true")
	w.pre = append(w.pre, pre)
	switch name := e.Name.Local; {
	case strings.EqualFold(name, "URLLink"):
		link := attr(e, "LinkURL")
		if link == "" {
			link = attr(e, "href")
		}
		if link != "" {
			m.links = append(m.links, link)
		}
		w.link = link
	case block(name):
		w.line()
		if strings.EqualFold(name, "ListItem") {
			w.WriteString("- ")
			w.blank = false
		}
	}
}

// block reports whether an element is a line of its own.
func block(name string) bool {
	switch strings.ToLower(name) {
	case "paragraph", "containerblockelement", "unorderedlist", "orderedlist", "listitem", "table", "tablerow", "tr":
		return true
	}
	return false
}

// writer puts plain text together.
type writer struct {
	strings.Builder
	pre   []bool // whether blanks count, for each open element
	blank bool   // between the text before and what comes
	link  string // target of a link that has no text yet
	begun bool   // the line has text
}

// line ends the line, if it has text.
func (w *writer) line() {
	if w.begun {
		w.WriteByte('\n')
	}
	w.begun, w.blank = false, false
}

// close ends an element.
func (w *writer) close(name string) {
	w.pre = w.pre[:len(w.pre)-1]
	switch {
	case strings.EqualFold(name, "URLLink"):
		w.text(w.link) // it is still there when the link has no text of its own
	case block(name):
		w.line()
	}
}

// text writes text. Outside of preformatted text any number of blanks and line
// ends is one blank.
func (w *writer) text(s string) {
	words := strings.Fields(s)
	if len(words) == 0 {
		w.blank = w.blank || s != ""
		return
	}
	w.link = ""
	if len(w.pre) > 0 && w.pre[len(w.pre)-1] {
		w.line()
		w.WriteString(strings.Trim(s, "\r\n"))
		w.begun = true
		return
	}
	if w.begun && (w.blank || strings.ContainsAny(s[:1], " \t\r\n")) {
		w.WriteByte(' ')
	}
	w.WriteString(strings.Join(words, " "))
	w.begun = true
	w.blank = strings.ContainsAny(s[len(s)-1:], " \t\r\n")
}
