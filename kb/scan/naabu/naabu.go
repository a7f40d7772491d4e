// Package naabu reads what the port scanner naabu writes with -json: one open port
// on each line.
package naabu

import (
	"kbadvisor/kb"
	"kbadvisor/kb/scan/stream"
)

// port is one line.
type port struct {
	Host     string `json:"host"`
	IP       string `json:"ip"`
	Port     int    `json:"port"`
	Protocol string `json:"protocol"`
	TLS      bool   `json:"tls"`
}

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "naabu-json", Title: "naabu -json", Reads: "every open port, with host and protocol",
		Is: isPorts, Reader: read,
	}}
}

// isPorts reports whether a report is naabu's.
func isPorts(h stream.Head) bool {
	return h.HasKeys("ip", "port", "protocol", "timestamp") && !h.HasKeys("data") && !h.HasKeys("ports")
}

// read reads the open ports.
func read(r *stream.Report, emit stream.Emit) error {
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	return j.Each(func() error {
		var p port
		if err := j.Decode(&p); err != nil {
			return err
		}
		return emit(p.finding())
	})
}

func (p port) finding() kb.Finding {
	f := kb.Finding{
		Scanner: "naabu", Plugin: kb.Plugin{ID: "open-port", Name: "Open port"},
		Names: stream.Some(p.Host), Addresses: stream.Some(p.IP), Port: p.Port, Protocol: p.Protocol,
	}
	if p.TLS {
		f.Service = "tls"
	}
	return f
}
