package appscan

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// node is any element.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

// attr returns an attribute.
func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// child returns the first element of a name, an empty one when there is none.
func (n node) child(name string) node {
	for _, c := range n.Nodes {
		if c.XMLName.Local == name {
			return c
		}
	}
	return node{}
}

// text returns the text of the first element of a name.
func (n node) text(name string) string { return strings.TrimSpace(n.child(name).Text) }

// refs returns the ids of other elements that an element of a name refers to.
func (n node) refs(name string) []string {
	var out []string
	for _, c := range n.child(name).Nodes {
		if c.XMLName.Local == "ref" {
			out = append(out, strings.TrimSpace(c.Text))
		}
	}
	return out
}

// markers are what AppScan puts around parts of the traffic to highlight them.
var markers = strings.NewReplacer("--begin_highlight_tag--", "", "--end_highlight_tag--", "", "--begin_mark_tag--", "", "--end_mark_tag--", "")

// flat returns the texts of an element and of those in it, one below the other. An
// empty one is an empty line.
func (n node) flat() string {
	var b strings.Builder
	n.write(&b)
	return markers.Replace(fill.Tidy(b.String()))
}

// row returns the values of an element that is like the row of a table: each in an
// element of another name.
func (n node) row() (string, bool) {
	var values []string
	names := map[string]bool{}
	for _, c := range n.Nodes {
		text := strings.TrimSpace(c.Text)
		if len(c.Nodes) > 0 || names[c.XMLName.Local] || strings.Contains(text, "\n") {
			return "", false
		}
		names[c.XMLName.Local] = true
		if text != "" && c.XMLName.Local != "linkType" {
			values = append(values, text)
		}
	}
	return strings.Join(values, " "), len(n.Nodes) > 1 && strings.TrimSpace(n.Text) == ""
}

// write writes the texts of an element.
func (n node) write(b *strings.Builder) {
	if row, ok := n.row(); ok {
		b.WriteString(row + "\n")
		return
	}
	if len(n.Nodes) == 0 || strings.TrimSpace(n.Text) != "" {
		b.WriteString(n.Text)
		b.WriteByte('\n')
	}
	for _, c := range n.Nodes {
		c.write(b)
	}
}

// lines returns the elements in an element with their names, one on each line.
func (n node) lines() string {
	var b strings.Builder
	for _, c := range n.Nodes {
		text := c.flat()
		for _, a := range c.Attrs {
			text = strings.TrimSpace(text + "\n" + a.Name.Local + ": " + a.Value)
		}
		if text = strings.TrimSpace(text); text != "" {
			b.WriteString(c.XMLName.Local + ": " + text + "\n")
		}
	}
	return fill.Tidy(b.String())
}

// cite notes the links in an element.
func (n node) cite(f *kb.Finding, field string) {
	text := strings.TrimSpace(n.Text)
	switch id := n.attr("id"); n.XMLName.Local {
	case "link":
		if fill.ReferenceKind(id) == "cwe" {
			fill.Cite(f, "cwe", id, field)
		}
		fill.Cite(f, "url", n.attr("target"), field)
	case "url", "reference":
		fill.Cite(f, "url", text, field)
	case "text":
		if fill.ReferenceKind(text) == "url" {
			fill.References(f, field, text)
		}
	}
	for _, c := range n.Nodes {
		c.cite(f, field)
	}
}
