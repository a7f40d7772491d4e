package fill

import (
	"encoding/xml"
	"html"
	"strings"
)

// Inner is HTML in an element: as text, which is how most tools write it, or as
// elements. Prose takes it as a string.
type Inner string

// UnmarshalXML gathers the HTML. Of the attributes only the targets of links are
// kept.
func (h *Inner) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var text, tags strings.Builder
	elements := false
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			elements = true
			tags.WriteString("<" + t.Name.Local)
			for _, a := range t.Attr {
				if strings.EqualFold(a.Name.Local, "href") {
					tags.WriteString(` href="` + html.EscapeString(a.Value) + `"`)
				}
			}
			tags.WriteByte('>')
		case xml.EndElement:
			if depth--; depth > 0 && !strings.EqualFold(t.Name.Local, "br") && !strings.EqualFold(t.Name.Local, "hr") {
				tags.WriteString("</" + t.Name.Local + ">")
			}
		case xml.CharData:
			text.Write(t)
			tags.WriteString(html.EscapeString(string(t)))
		}
	}
	*h = Inner(text.String())
	if elements { // what looks like a tag in the text is none
		*h = Inner(tags.String())
	}
	return nil
}
