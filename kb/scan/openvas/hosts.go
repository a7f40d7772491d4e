package openvas

import (
	"net/netip"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Bounds of what is kept of hosts until their results are read.
const (
	maxHosts  = 200_000
	maxOfHost = 50
)

// hosts is what a report tells of its hosts, by address.
type hosts map[string]*host

// host is what a report tells of one host.
type host struct {
	names, macs, cpe []string
	system           string
}

// detail is one thing that was found out about a host.
type detail struct {
	Name  string `xml:"name"`
	Value string `xml:"value"`
}

// read takes a host of the report.
func (h hosts) read(x *stream.XML) error {
	var in struct {
		IP      string   `xml:"ip"`
		Name    string   `xml:"hostname"`
		Details []detail `xml:"detail"`
	}
	if err := x.Decode(&in); err != nil {
		return err
	}
	ip := strings.TrimSpace(in.IP)
	at := h[ip]
	if at == nil && (ip == "" || len(h) >= maxHosts) {
		return nil
	}
	if at == nil {
		at = &host{}
		h[ip] = at
	}
	at.add(&at.names, in.Name)
	for _, d := range in.Details {
		at.set(d)
	}
	return nil
}

// set takes a detail.
func (h *host) set(d detail) {
	switch d.Name = strings.TrimSpace(d.Name); d.Name {
	case "hostname", "DNS-via-TargetDefinition", "dns-name":
		h.add(&h.names, d.Value)
	case "SMB-HOST-SHORT-NAME", "netbios-name":
		h.add(&h.names, d.Value)
	case "MAC":
		h.add(&h.macs, d.Value)
	case "best_os_cpe":
		h.add(&h.cpe, d.Value)
	case "best_os_txt":
		h.system = strings.TrimSpace(d.Value)
	case "OS":
		if h.system == "" && !strings.HasPrefix(strings.TrimSpace(d.Value), "cpe:") {
			h.system = strings.TrimSpace(d.Value)
		}
	}
}

// add adds a value within the bound.
func (h *host) add(list *[]string, value string) {
	if value = strings.TrimSpace(value); value != "" && len(*list) < maxOfHost && !slices.Contains(*list, value) {
		*list = append(*list, strings.Clone(value))
	}
}

// fill notes a host in a finding, by the name or address that a result has.
func (h hosts) fill(f *kb.Finding, name, hostname string) {
	at := h[name]
	if at == nil {
		at = &host{}
	}
	f.Names = fill.Some(append([]string{hostname}, at.names...)...)
	if _, err := netip.ParseAddr(name); err == nil {
		f.Addresses = append([]string{name}, at.macs...)
	} else {
		f.Names = fill.Some(append(f.Names, name)...)
		f.Addresses = slices.Clone(at.macs)
	}
	f.CPE, f.System = slices.Clone(at.cpe), at.system
}
