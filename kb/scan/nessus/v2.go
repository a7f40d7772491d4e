package nessus

import (
	"encoding/xml"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/stream"
)

// v2 reads a report of version 2.
type v2 struct {
	x    *stream.XML
	emit stream.Emit
	host *host
	item *item // that is open
}

// readV2 reads the items one by one.
func readV2(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	v := &v2{x: x, emit: emit, host: newHost("")}
	x.Leave = v.leave
	return x.Each(v.enter)
}

// enter takes what an item or a host has.
func (v *v2) enter(_ string, e xml.StartElement) error {
	if v.item != nil {
		text, err := v.x.Text()
		v.item.set(e, text)
		return err
	}
	switch e.Name.Local {
	case "Policy":
		return v.x.Skip()
	case "ReportHost":
		v.host = newHost(attr(e, "name"))
	case "tag":
		text, err := v.x.Text()
		v.host.set(attr(e, "name"), text)
		return err
	case "ReportItem":
		v.item = newItem(e)
	}
	return nil
}

// leave hands the item over at its end.
func (v *v2) leave(string) error {
	if v.item == nil {
		return nil
	}
	var f kb.Finding
	v.host.fill(&f)
	v.item.fill(&f)
	v.item = nil
	return v.emit(f)
}

// attr returns an attribute of an element.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
