package cyclonedx

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// readXML reads a bill in XML.
func readXML(r *stream.Report, emit stream.Emit) error {
	b := newBill()
	return stream.Twice(func() error { return components(r, b) }, func() error { return b.readXML(r, emit) })
}

// readXML reads the vulnerabilities of a bill whose components are known.
func (b *bill) readXML(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	around := map[string]string{} // references of the components that are open, by path
	x.Leave = func(path string) error {
		delete(around, path)
		return nil
	}
	return x.Each(func(path string, e xml.StartElement) error {
		switch e.Name.Local {
		case "component":
			around[path] = attribute(e, "bom-ref")
		case "vulnerability":
			var v vulnerability
			if err := x.Decode(&v); err != nil {
				return err
			}
			if parent, ok := strings.CutSuffix(path, "/component/vulnerabilities/vulnerability"); ok && len(v.Affects) == 0 {
				if v.OldRef == "" {
					v.OldRef = stream.Word(around[parent+"/component"])
				}
				v.Affects = []target{{Ref: v.OldRef}}
			}
			return emit(b.finding(v))
		}
		return nil
	})
}

// components keeps the components of a bill.
func components(r *stream.Report, b *bill) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	var open []component
	var paths []string
	x.Leave = func(path string) error {
		last := len(paths) - 1
		if last < 0 || paths[last] != path {
			return nil
		}
		switch {
		case strings.HasPrefix(path, "bom/metadata/tools/"):
			b.scanner(open[last])
		case path == "bom/metadata/component":
			b.root(open[last])
		default:
			b.keep(open[last])
		}
		open, paths = open[:last], paths[:last]
		return nil
	}
	return x.Each(func(path string, e xml.StartElement) error {
		last := len(paths) - 1
		switch name := e.Name.Local; {
		case name == "vulnerabilities":
			return x.Skip()
		case name == "component" || name == "service" || name == "tool":
			open, paths = append(open, component{Ref: stream.Word(attribute(e, "bom-ref"))}), append(paths, path)
		case last >= 0 && path == paths[last]+"/properties/property":
			text, err := x.Text()
			open[last].property(property{Name: stream.Word(attribute(e, "name")), Value: stream.Word(text)})
			return err
		case last >= 0 && path == paths[last]+"/evidence/occurrences/occurrence/location":
			text, err := x.Text()
			open[last].found(text)
			return err
		case last >= 0 && path == paths[last]+"/"+name:
			if field := open[last].field(name); field != nil {
				text, err := x.Text()
				*field = stream.Word(strings.TrimSpace(text))
				return err
			}
		}
		return nil
	})
}

// attribute returns an attribute of an element.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
