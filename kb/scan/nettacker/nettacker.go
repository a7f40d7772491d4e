// Package nettacker reads what OWASP Nettacker writes as JSON: a list of events, of
// which each is a finding. Versions before 0.3 name the members in other words.
package nettacker

import (
	"encoding/json"
	"net/netip"
	"regexp"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// event is one result. Names of members are read without their case.
type event struct {
	Target stream.Texts `json:"target"`
	Port   stream.Texts `json:"port"`
	Module stream.Texts `json:"module_name"`
	Event  stream.Texts `json:"event"`
	JSON   stream.Texts `json:"json_event"` // JSON in a text

	Host        stream.Texts `json:"host"` // old reports, from here
	Type        stream.Texts `json:"type"` // the module
	Category    stream.Texts `json:"category"`
	Description stream.Texts `json:"description"`
	User        stream.Texts `json:"username"`
	Password    stream.Texts `json:"password"`
}

// step is what a module did, in json_event.
type step struct {
	Method   stream.Texts `json:"method"`
	URL      stream.Texts `json:"url"`
	Response struct {
		Conditions map[string]json.RawMessage `json:"conditions_results"` // of a scan of ports: by service
	} `json:"response"`
}

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "nettacker-json", Title: "OWASP Nettacker JSON", Reads: "every event: what a module found on a host",
		Is: isEvents, Reader: read,
	}}
}

// isEvents reports whether a report is Nettacker's.
func isEvents(h stream.Head) bool {
	return h.HasKeys("module_name", "target", "event") || h.HasKeys("SCAN_ID", "HOST", "TYPE", "DESCRIPTION")
}

// read reads the events.
func read(r *stream.Report, emit stream.Emit) error {
	return stream.Records(r, func(e event, warnings []string) error {
		f := e.finding()
		f.Warnings = append(f.Warnings, warnings...)
		return emit(f)
	})
}

// namedCVE matches the CVE in a module's name ("apache_cve_2021_41773_vuln").
var namedCVE = regexp.MustCompile(`(?i)(?:^|_)cve_(\d{4})_(\d{4,})(?:_|$)`)

// finding returns the finding of an event.
func (e event) finding() kb.Finding {
	f := kb.Finding{
		Scanner: "nettacker", Plugin: kb.Plugin{ID: append(e.Module, e.Type...).First(), Family: e.Category.First()},
	}
	for _, t := range append(e.Target, e.Host...) {
		if _, err := netip.ParseAddr(t); err == nil {
			f.Addresses = fill.Some(append(f.Addresses, t)...)
		} else {
			f.Names = fill.Some(append(f.Names, t)...)
		}
	}
	f.Port, _, _ = fill.Port(e.Port.First())
	var s step
	if json.Unmarshal([]byte(e.JSON.First()), &s) == nil {
		s.add(&f)
	}
	for _, o := range []kb.Output{
		{ID: "event", Text: e.Event.First()}, {ID: "json_event", Text: e.JSON.First()}, {ID: "description", Text: e.Description.First()},
		{ID: "username", Text: e.User.First()}, {ID: "password", Text: e.Password.First()},
	} {
		fill.Say(&f, o.ID, o.Text)
	}
	if m := namedCVE.FindStringSubmatch(f.Plugin.ID); m != nil {
		fill.Cite(&f, "cve", "CVE-"+m[1]+"-"+m[2], "module_name")
	}
	return f
}

// add adds to a finding what the step tells of the place.
func (s step) add(f *kb.Finding) {
	f.Location = s.URL.First()
	if transport, _, ok := strings.Cut(s.Method.First(), "_"); ok && (transport == "tcp" || transport == "udp") {
		f.Protocol = transport
	}
	if f.Plugin.ID != "port_scan" || len(s.Response.Conditions) != 1 {
		return
	}
	for service := range s.Response.Conditions {
		if service != "open_port" {
			f.Service = service
		}
	}
}
