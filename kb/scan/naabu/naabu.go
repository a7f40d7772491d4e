// Package naabu reads what the port scanner naabu writes with -json: one open port
// on each line. Old versions tell less of it, those that detect services tell more.
package naabu

import (
	"encoding/json"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// line is one line.
type line struct {
	Host     stream.Texts `json:"host"`
	IP       stream.Texts `json:"ip"`
	MAC      stream.Texts `json:"mac_address"`
	Port     number       `json:"port"`
	Protocol stream.Texts `json:"protocol"`
	TLS      stream.Texts `json:"tls"`

	Service stream.Texts `json:"name"` // detected, in the words of nmap
	Product stream.Texts `json:"product"`
	Version stream.Texts `json:"version"`
	Extra   stream.Texts `json:"extra_info"`
	OS      stream.Texts `json:"os_type"`
	Print   stream.Texts `json:"service_fp"`
	CPE     stream.Texts `json:"cpe"`
}

// number is a port: its number, or in one version an object.
type number struct {
	Port stream.Texts
	TLS  bool
}

// UnmarshalJSON reads a number or an object.
func (n *number) UnmarshalJSON(data []byte) error {
	type object number
	if len(data) > 0 && data[0] == '{' {
		return json.Unmarshal(data, (*object)(n))
	}
	return json.Unmarshal(data, &n.Port)
}

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "naabu-json", Title: "naabu -json", Reads: "every open port, with host, protocol and service",
		Is: isPorts, Reader: read,
	}}
}

// isPorts reports whether a report is naabu's: a port of a host with the time, or
// with nothing else that other tools have.
func isPorts(h stream.Head) bool {
	if h.HasKeys("ip", "port", "protocol", "timestamp") {
		return !h.HasKeys("data") && !h.HasKeys("ports")
	}
	if !h.HasKeys("port") || !h.HasKeys("ip") && !h.HasKeys("host") {
		return false
	}
	for k := range h.Keys {
		switch k {
		case "host", "ip", "port", "timestamp", "protocol", "tls", "cdn", "cdn-name", "mac_address":
		default:
			return false
		}
	}
	return true
}

// read reads the open ports.
func read(r *stream.Report, emit stream.Emit) error {
	return stream.Records(r, func(l line, warnings []string) error {
		f := l.finding()
		f.Warnings = append(f.Warnings, warnings...)
		return emit(f)
	})
}

// finding returns the finding of an open port.
func (l line) finding() kb.Finding {
	f := kb.Finding{
		Scanner: "naabu", Plugin: kb.Plugin{ID: "open-port", Name: "Open port"},
		Names: fill.Some(l.Host...), Addresses: fill.Some(append(l.IP, l.MAC...)...), Protocol: strings.ToLower(l.Protocol.First()),
		Service: l.Service.First(), Product: l.Product.First(), Version: l.Version.First(), System: l.OS.First(), CPE: fill.Some(l.CPE...),
	}
	f.Port, _, _ = fill.Port(l.Port.Port.First())
	if f.Service == "" && (l.Port.TLS || l.TLS.First() == "true") {
		f.Service = "tls"
	}
	fill.Say(&f, "extrainfo", l.Extra.First())
	fill.Say(&f, "servicefp", l.Print.First())
	return f
}
