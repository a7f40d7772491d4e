package nessus

import (
	"encoding/json"
	"net/netip"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// maxOfHost is how many names, addresses and products of one host are kept.
const maxOfHost = 1000

// host is what a report says of a host once, before its findings.
type host struct {
	name     string // as it was scanned: a name, an address or a URL
	fqdn     []string
	netbios  []string
	ips      []string
	macs     []string
	cpe      []string
	system   string
	location string
	left     int // values over the bound

	names, addresses []string // put together by done
}

// newHost returns a host by the name under which it was scanned.
func newHost(name string) *host {
	h := &host{name: strings.TrimSpace(name)}
	var at kb.Finding
	switch {
	case isAddress(h.name):
		h.ips = []string{h.name}
	case strings.Contains(h.name, "://"):
		fill.Web(&at, h.name)
		h.location, h.fqdn, h.ips = h.name, at.Names, at.Addresses
	}
	return h
}

func isAddress(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}

// set takes a tag of HostProperties.
func (h *host) set(tag, value string) {
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	h.names = nil
	switch tag = strings.ToLower(tag); {
	case tag == "host-ip", tag == "host-ips", tag == "ipv4", tag == "ipv6":
		h.add(&h.ips, strings.Fields(value)...)
	case tag == "host-fqdn", tag == "host-rdns", tag == "hostname", tag == "fqdn", tag == "dns-name":
		h.add(&h.fqdn, bare(value))
	case tag == "host-fqdns":
		h.add(&h.fqdn, fqdns(value)...)
	case tag == "netbios-name":
		h.add(&h.netbios, value)
	case tag == "mac-address":
		h.add(&h.macs, strings.Fields(value)...)
	case tag == "operating-system", tag == "os" && h.system == "":
		h.system = strings.Join(strings.Fields(value), " ")
	case tag == "cpe", strings.HasPrefix(tag, "cpe-"):
		name, _, _ := strings.Cut(value, " ->")
		h.add(&h.cpe, name)
	}
}

// add adds values within the bound.
func (h *host) add(list *[]string, values ...string) {
	for _, v := range values {
		if len(*list) >= maxOfHost {
			h.left++
			continue
		}
		*list = append(*list, v)
	}
}

// bare returns the host of a name that is written as a URL.
func bare(name string) string {
	if !strings.Contains(name, "://") {
		return name
	}
	var at kb.Finding
	fill.Web(&at, name)
	return strings.Join(append(at.Names, at.Addresses...), "")
}

// fqdns reads a list of names in JSON.
func fqdns(value string) []string {
	var list []struct{ FQDN string }
	if json.Unmarshal([]byte(value), &list) != nil {
		return strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(" ,;\n", r) })
	}
	var out []string
	for _, n := range list {
		out = append(out, n.FQDN)
	}
	return out
}

// fill notes the host in a finding.
func (h *host) fill(f *kb.Finding) {
	if h.names == nil {
		h.done()
	}
	f.Names, f.Addresses, f.CPE, f.System = slices.Clip(h.names), slices.Clip(h.addresses), slices.Clip(h.cpe), h.system
	if h.location != "" && f.Location == "" {
		f.Location = h.location
	}
	if h.left > 0 {
		f.Warnings = append(f.Warnings, "names, addresses or products of the host over 1,000 left out")
	}
}

// done puts the names and addresses in their order.
func (h *host) done() {
	h.names = []string{}
	all := slices.Concat(h.fqdn, []string{h.name}, h.netbios)
	for _, n := range fill.Some(all...) {
		if !isAddress(n) && n != h.location {
			h.names = append(h.names, n)
		}
	}
	ips := fill.Some(h.ips...)
	slices.SortStableFunc(ips, func(a, b string) int { return min(1, strings.Count(a, ":")) - min(1, strings.Count(b, ":")) })
	h.addresses = slices.Concat(ips, fill.Some(h.macs...))
	h.cpe = fill.Some(h.cpe...)
}
