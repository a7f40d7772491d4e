// Package zgrab reads what the banner grabber zgrab2 writes: one host on each line,
// with what each protocol's module got from it.
//
// A finding is what one module got, also when it got nothing.
package zgrab

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// grab is one line.
type grab struct {
	IP     stream.Texts `json:"ip"`
	Domain stream.Texts `json:"domain"`
	Port   stream.Texts `json:"port"`
	Data   modules      `json:"data"`
}

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "zgrab2-jsonl", Title: "zgrab2 JSON lines", Reads: "what each protocol's module got from a host: banner, replies, error",
		Is: isGrabs, Reader: read,
	}}
}

// isGrabs reports whether a report is zgrab2's.
func isGrabs(h stream.Head) bool {
	return (h.HasKeys("ip", "data") || h.HasKeys("domain", "data")) && h.Keys["data"] == "" && !h.HasKeys("rec_type") &&
		strings.Contains(h.Text, `"status"`)
}

// read reads what the modules got.
func read(r *stream.Report, emit stream.Emit) error {
	return stream.Records(r, func(g grab, warnings []string) error {
		for _, m := range g.Data {
			f := m.finding(g)
			f.Warnings = append(f.Warnings, warnings...)
			if err := emit(f); err != nil {
				return err
			}
		}
		return nil
	})
}

// finding returns the finding of a module's result.
func (m module) finding(of grab) kb.Finding {
	f := kb.Finding{
		Scanner: "zgrab2", Plugin: kb.Plugin{ID: m.name}, Status: m.Status.First(),
		Names: fill.Some(of.Domain...), Addresses: fill.Some(of.IP...), Service: m.Protocol.First(), Protocol: "tcp",
	}
	switch f.Service {
	case "":
		f.Service = m.name
	case "banner": // whatever answers
		f.Service = ""
	case "ntp", "bacnet":
		f.Protocol = "udp"
	}
	port := append(m.Port, of.Port...)
	f.Port, _, _ = fill.Port(port.First())
	f.Outputs = m.outputs()
	fill.Say(&f, "error", m.Error.First())
	return f
}
