package masscan

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb/scan/stream"
)

// xmlHost is the element of a host: one record, or several.
type xmlHost struct {
	Addresses []struct {
		Addr string `xml:"addr,attr"`
	} `xml:"address"`
	Ports []struct {
		Protocol string `xml:"protocol,attr"`
		Number   string `xml:"portid,attr"`
		State    struct {
			State string `xml:"state,attr"`
		} `xml:"state"`
		Service struct {
			Name   string `xml:"name,attr"`
			Banner string `xml:"banner,attr"`
		} `xml:"service"`
	} `xml:"ports>port"`
}

// readXML reads records in XML.
func readXML(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	scanner := "masscan"
	return x.Each(func(path string, e xml.StartElement) error {
		switch path {
		case "nmaprun":
			scanner = strings.TrimSpace("masscan " + attr(e, "version"))
		case "nmaprun/host":
			var h xmlHost
			if err := x.Decode(&h); err != nil {
				return err
			}
			return h.emit(scanner, emit)
		}
		return nil
	})
}

// emit hands the records of a host over.
func (h xmlHost) emit(scanner string, emit stream.Emit) error {
	rec := record{scanner: scanner}
	for _, a := range h.Addresses {
		rec.addresses = append(rec.addresses, a.Addr)
	}
	for _, p := range h.Ports {
		rec.port, rec.protocol, rec.state = stream.Texts{p.Number}, p.Protocol, p.State.State
		rec.service, rec.banner = p.Service.Name, unescaped(p.Service.Banner)
		if err := emit(rec.finding()); err != nil {
			return err
		}
	}
	return nil
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
