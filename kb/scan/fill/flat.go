package fill

import (
	"encoding/xml"
	"strings"
)

// Flat is the text of an element with markup in it: one line for each block.
type Flat string

// UnmarshalXML gathers the text of the element.
func (f *Flat) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var b strings.Builder
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
			b.WriteByte('\n')
		case xml.CharData:
			b.Write(t)
		}
	}
	*f = Flat(Tidy(b.String()))
	return nil
}

// Tidy returns a text whose lines have no blanks at their ends, without empty
// lines around it and with at most one between two others.
func Tidy(s string) string {
	var b strings.Builder
	empty := 0
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:1+min(1, empty)])
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}
