package openvas

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/fill"
)

// node is any element. Results have other elements in each version, so they are
// read as they are; what a finding takes is marked, and the rest is kept as
// attributes.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Kids    []node     `xml:",any"`

	taken bool // its text
}

// all returns the elements at a path.
func (n *node) all(path ...string) []*node {
	if n == nil || len(path) == 0 {
		return []*node{n}
	}
	var out []*node
	for i := range n.Kids {
		if n.Kids[i].XMLName.Local == path[0] {
			out = append(out, n.Kids[i].all(path[1:]...)...)
		}
	}
	return out
}

// take returns the text of the first element at a path that has one, and marks it.
func (n *node) take(path ...string) string {
	for _, k := range n.all(path...) {
		if text := strings.TrimSpace(k.Text); text != "" {
			k.taken = true
			return text
		}
	}
	return ""
}

// attr returns an attribute and marks it.
func (n *node) attr(name string) string {
	for i, a := range n.Attrs {
		if a.Name.Local == name {
			n.Attrs[i].Name.Local = "" // taken
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// rest adds what was not taken to the attributes of a finding.
func (n *node) rest(a *fill.Attributes, path string) {
	for _, at := range n.Attrs {
		if at.Name.Local != "" && at.Name.Space != "xmlns" && at.Name.Local != "xmlns" {
			a.Add(strings.TrimPrefix(path+"/"+at.Name.Local, "/"), at.Value)
		}
	}
	if !n.taken {
		a.Add(path, n.Text)
	}
	for i := range n.Kids {
		k := &n.Kids[i]
		below := k.XMLName.Local
		if path != "" {
			below = path + "/" + below
		}
		k.rest(a, below)
	}
}
