// Package masscan reads what the port scanner masscan writes: XML (-oX), which has
// the root element of nmap, JSON (-oJ, -oD), which is not always JSON, and lines (-oG,
// -oL).
//
// A finding is one record: a port in the state that was seen, or a banner.
package masscan

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{
		{
			Name: "masscan-xml", Title: "masscan XML (-oX)", Reads: "every port and every banner",
			Is: isXML, Reader: readXML,
		},
		{
			Name: "masscan-json", Title: "masscan JSON (-oJ, -oD)", Reads: "every port and every banner",
			Is: isJSON, Reader: readJSON,
		},
		{
			Name: "masscan-text", Title: "masscan lines (-oG, -oL)", Reads: "every port and every banner",
			Is: isLines, Reader: readLines,
		},
	}
}

// isXML reports whether a report is masscan's XML.
func isXML(h stream.Head) bool {
	return h.Root == "nmaprun" && strings.EqualFold(h.Attrs["scanner"], "masscan")
}

// nothing matches the report of a scan that found nothing.
var nothing = regexp.MustCompile(`^[\s\[]*\{\s*finished\s*:`)

// isJSON reports whether a report is masscan's JSON.
func isJSON(h stream.Head) bool {
	ports := h.HasKeys("ip", "ports") && strings.Contains(h.Text, `"proto"`)
	return ports || h.HasKeys("ip", "port", "proto", "rec_type") || h.Keys != nil && nothing.MatchString(h.Text)
}

// record is a port of a host in one state, or what it answered.
type record struct {
	scanner         string
	addresses       []string
	port            stream.Texts
	protocol, state string
	service, banner string
}

// finding returns the finding of a record.
func (r record) finding() kb.Finding {
	f := kb.Finding{
		Scanner: r.scanner, Plugin: kb.Plugin{ID: "open-port", Name: "Open port"},
		Status: r.state, Addresses: fill.Some(r.addresses...), Protocol: r.protocol, Service: r.service,
	}
	f.Port, _, _ = fill.Port(r.port.First())
	switch state := strings.ToLower(r.state); {
	case r.banner != "":
		f.Plugin = kb.Plugin{ID: "banner", Name: "Banner"}
	case state != "" && state != "open":
		f.Plugin = kb.Plugin{ID: state + "-port", Name: "Port that is " + state}
	}
	fill.Say(&f, "banner", r.banner)
	return f
}
