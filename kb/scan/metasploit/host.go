package metasploit

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// host is the element of a host.
type host struct {
	Address text `xml:"address"`
	MAC     text `xml:"mac"`
	Name    text `xml:"name"`
	System  text `xml:"os-name"`
	Flavor  text `xml:"os-flavor"`
	Pack    text `xml:"os-sp"`

	Attempts []attempt `xml:"exploit_attempts>exploit_attempt"`
	Services []service `xml:"services>service"`
	Notes    []note    `xml:"notes>note"`
	Vulns    []vuln    `xml:"vulns>vuln"`

	byID map[text]service
}

// service is something that listens.
type service struct {
	ID       text `xml:"id"`
	Port     text `xml:"port"`
	Protocol text `xml:"proto"`
	State    text `xml:"state"`
	Name     text `xml:"name"`
	Info     text `xml:"info"` // banner, or product and version
}

// attempt is one try to exploit.
type attempt struct {
	Module    text `xml:"module"`
	Exploited text `xml:"exploited"` // "true"
	Reason    text `xml:"fail-reason"`
	Detail    text `xml:"fail-detail"`
	Port      text `xml:"port"`
	Protocol  text `xml:"proto"`
	Service   text `xml:"service-id"`
	User      text `xml:"username"`
	Session   text `xml:"session-id"`
}

// note is what some module wrote down.
type note struct {
	Type    text `xml:"ntype"`
	Data    text `xml:"data"`
	Service text `xml:"service-id"`
}

// findings returns the findings of a host: attempts, services, notes, then
// vulnerabilities, as the framework exports them.
func (h host) findings() []kb.Finding {
	h.byID = map[text]service{}
	for _, s := range h.Services {
		h.byID[s.ID] = s
	}
	var all []kb.Finding
	for _, a := range h.Attempts {
		all = append(all, h.attempt(a))
	}
	for _, s := range h.Services {
		if state := strings.ToLower(string(s.State)); state == "" || state == "open" {
			all = append(all, h.service(s))
		}
	}
	objects := 0
	for _, n := range h.Notes {
		if !n.Data.isText() {
			objects += min(1, len(n.Data))
			continue
		}
		f := h.at(n.Service)
		f.Plugin = kb.Plugin{ID: string(n.Type), Family: "note"}
		fill.Say(&f, "data", string(n.Data))
		all = append(all, f)
	}
	for _, v := range h.Vulns {
		all = append(all, h.vuln(v))
	}
	if objects > 0 && len(all) > 0 {
		all[0].Warnings = append(all[0].Warnings, fmt.Sprintf("%d notes of the host not read: they are objects of Ruby", objects))
	}
	return all
}

// at returns what findings of a service of the host have in common, or those of the
// host when it has no such service.
func (h host) at(serviceID text) kb.Finding {
	f := kb.Finding{
		Names: fill.Some(string(h.Name)), Addresses: fill.Some(string(h.Address), string(h.MAC)),
		System: strings.Join(fill.Some(string(h.System), string(h.Flavor), string(h.Pack)), " "),
	}
	if s, ok := h.byID[serviceID]; ok && serviceID != "" {
		s.place(&f)
	}
	return f
}

// place notes the service in a finding.
func (s service) place(f *kb.Finding) {
	f.Port, _, _ = fill.Port(string(s.Port))
	f.Protocol, f.Service = string(s.Protocol), string(s.Name)
}

// lineEnds resolves the ends of lines, which modules write as numbers.
var lineEnds = strings.NewReplacer(`\x0d`, "\r", `\x0a`, "\n", `\x09`, "\t")

// service returns the finding of a service.
func (h host) service(s service) kb.Finding {
	f := h.at("")
	s.place(&f)
	f.Plugin, f.Status = kb.Plugin{ID: "open-port", Name: "Open port"}, string(s.State)
	fill.Say(&f, "info", lineEnds.Replace(string(s.Info)))
	return f
}

// attempt returns the finding of a try to exploit.
func (h host) attempt(a attempt) kb.Finding {
	f := h.at(a.Service)
	if a.Port != "" {
		f.Port, _, _ = fill.Port(string(a.Port))
		f.Protocol = string(a.Protocol)
	}
	f.Plugin = kb.Plugin{ID: string(a.Module), Family: "exploit attempt"}
	a.say(&f)
	citeModule(&f, string(a.Module), "module")
	return f
}

// say adds what came of a try.
func (a attempt) say(f *kb.Finding) {
	status := first(a.Reason, "failed")
	if a.Exploited == "true" {
		status = "exploited"
	}
	if f.Status == "" {
		f.Status = status
	}
	fill.Say(f, "attempt", strings.Join(fill.Some(string(a.Module), status, string(a.Detail)), ": "))
	fill.Say(f, "username", string(a.User))
	fill.Say(f, "session", string(a.Session))
}
