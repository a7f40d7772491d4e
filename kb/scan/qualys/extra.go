package qualys

import (
	"encoding/xml"

	"kbadvisor/kb/scan/fill"
)

// extra is an element that has no other place: a date, a score, a flag, or a list of
// such.
type extra struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Kids    []extra    `xml:",any"`
}

// add adds the element to the attributes of a finding: "FIRST_FOUND", "QDS severity",
// "QDS_FACTORS/QDS_FACTOR RTI".
func (e extra) add(a *fill.Attributes, parent string) {
	name := fill.Brief(parent+e.XMLName.Local, maxName) // elements inside repeat it
	for _, at := range e.Attrs {
		if at.Name.Local == "name" {
			name = fill.Brief(name+" "+at.Value, maxName)
		}
	}
	for _, at := range e.Attrs {
		if at.Name.Local != "name" && at.Name.Local != "base64" {
			a.Add(name+" "+at.Name.Local, at.Value)
		}
	}
	a.Add(name, some(e.Text))
	for _, k := range e.Kids {
		k.add(a, name+"/")
	}
}

// maxName is how many bytes the name of an attribute has.
const maxName = 200

// maxHost is how many bytes of a host's other elements each of its findings has.
const maxHost = 4 << 10

// size returns about how many bytes the element takes.
func (e extra) size() int {
	n := 20 + len(e.XMLName.Local) + len(e.Text)
	for _, at := range e.Attrs {
		n += len(at.Name.Local) + len(at.Value)
	}
	for _, k := range e.Kids {
		n += k.size()
	}
	return n
}

// keep keeps another element of the host, within a bound.
func (h *host) keep(e extra) {
	if h.size += e.size(); h.size <= maxHost {
		h.others = append(h.others, e)
	}
}
