package nessus

import (
	"encoding/xml"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// v1Item is a ReportItem of version 1.
type v1Item struct {
	Port       string  `xml:"port"`
	Severity   string  `xml:"severity"`
	PluginID   string  `xml:"pluginID"`
	PluginName string  `xml:"pluginName"`
	Data       string  `xml:"data"`
	Others     []v1Any `xml:",any"`
}

// v1Any is an element of an item that is not known.
type v1Any struct {
	XMLName xml.Name
	Text    fill.Flat `xml:",chardata"`
}

// v1Tags are the elements of a host, with the names that version 2 has for them.
var v1Tags = map[string]string{
	"netbios_name": "netbios-name", "mac_addr": "mac-address", "dns_name": "host-fqdn", "os_name": "operating-system",
}

// readV1 reads a report of version 1.
func readV1(r *stream.Report, emit stream.Emit) error {
	x, err := r.XML()
	if err != nil {
		return err
	}
	defer x.Close()
	at := newHost("")
	return x.Each(func(_ string, e xml.StartElement) error {
		switch name := e.Name.Local; name {
		case "Targets", "Policies":
			return x.Skip()
		case "ReportHost":
			at = newHost("")
		case "HostName":
			text, err := x.Text()
			at = newHost(text)
			return err
		case "netbios_name", "mac_addr", "dns_name", "os_name":
			text, err := x.Text()
			at.set(v1Tags[name], strings.TrimRight(text, ".\n"))
			return err
		case "ReportItem":
			var it v1Item
			if err := x.Decode(&it); err != nil {
				return err
			}
			return emit(it.finding(at))
		}
		return nil
	})
}

// finding makes the item a finding of a host.
func (it v1Item) finding(at *host) kb.Finding {
	f := kb.Finding{Scanner: "Nessus", Plugin: kb.Plugin{ID: strings.TrimSpace(it.PluginID), Name: strings.TrimSpace(it.PluginName)}}
	at.fill(&f)
	given := ""
	f.Port, f.Protocol, given = fill.Port(it.Port)
	fillText(&f, it.Data, strings.TrimSpace(it.Severity))
	var a fill.Attributes
	name, changed := service(given)
	if f.Service = name; changed {
		a.Add("svc_name", given)
	}
	for _, o := range it.Others {
		a.Add(o.XMLName.Local, string(o.Text))
	}
	a.Say(&f)
	return f
}
