package nmap

import (
	"net/netip"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// maxWaiting bounds the findings of one host that wait for its end, in bytes.
const maxWaiting = 64 << 20

// maxNames is how many names or addresses of one host are kept: one more than a
// finding may have, so that it tells of the cut.
const maxNames = 10_001

// maxCPE is how many CPE of a service, or of a host, are kept.
const maxCPE = 100

// host gathers the findings of one target. They wait for its end because nmap tells
// the operating system after the ports.
type host struct {
	names, addresses []string
	systems          []string // operating systems that it may be, all as likely
	cpe              []string // of the operating system

	out     *output
	waiting []kb.Finding
	size    int            // of what waits, about
	ports   map[string]int // open ports among it, by protocol and number
	early   bool           // some went before the end
}

// output hands findings over until that fails.
type output struct {
	emit stream.Emit
	err  error
}

func (o *output) give(f kb.Finding) {
	if o.err == nil {
		o.err = o.emit(f)
	}
}

// name adds a name of the host.
func (h *host) name(s string) { h.names = more(h.names, s) }

// address adds an address of the host.
func (h *host) address(s string) { h.addresses = more(h.addresses, s) }

// runs adds operating systems that run there, by CPE.
func (h *host) runs(cpe ...string) {
	h.cpe = fill.Some(append(h.cpe, cpe...)...)
	h.cpe = h.cpe[:min(len(h.cpe), maxCPE)]
}

func more(all []string, s string) []string {
	if s = strings.TrimSpace(s); s == "" || len(all) >= maxNames || len(all) < 100 && slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

// add keeps a finding until the end of the host, or hands it over now when too many
// wait.
func (h *host) add(f kb.Finding) {
	if h.early {
		h.give(f)
		return
	}
	if f.Plugin.ID == openPort {
		if h.ports == nil {
			h.ports = map[string]int{}
		}
		h.ports[portKey(f.Protocol, f.Port)] = len(h.waiting)
	}
	h.waiting = append(h.waiting, f)
	if h.size += sizeOf(f); h.size > maxWaiting {
		h.early = true
		h.flush()
	}
}

// port returns the finding of an open port that waits, or nil.
func (h *host) port(key string) *kb.Finding {
	if i, ok := h.ports[key]; ok {
		return &h.waiting[i]
	}
	return nil
}

// flush hands over what waits.
func (h *host) flush() {
	h.addresses = byFamily(h.addresses)
	for _, f := range h.waiting {
		h.give(f)
	}
	h.waiting, h.ports, h.size = nil, nil, 0
}

// give completes a finding and hands it over.
func (h *host) give(f kb.Finding) {
	f.Names, f.Addresses = slices.Clip(h.names), slices.Clip(h.addresses)
	if len(h.systems) > 0 {
		f.System = strings.Join(h.systems, ", ")
	}
	if len(h.cpe) > 0 {
		f.CPE = fill.Some(slices.Concat(f.CPE, h.cpe)...)
	}
	if h.early && len(h.systems) == 0 {
		f.Warnings = append(f.Warnings, "operating system not given: the report tells it after more findings than are held for one host")
	}
	cite(&f)
	h.out.give(f)
}

// byFamily sorts addresses: IPv4, IPv6, then MAC.
func byFamily(all []string) []string {
	family := func(s string) int {
		switch a, err := netip.ParseAddr(s); {
		case err != nil:
			return 3
		case a.Is4():
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b string) int { return family(a) - family(b) })
	return all
}

// sizeOf returns about how many bytes a finding takes.
func sizeOf(f kb.Finding) int {
	n := 512 + len(f.Plugin.ID) + len(f.Service) + len(f.Product) + len(f.Version)
	for _, o := range f.Outputs {
		n += 32 + len(o.Text)
	}
	return n
}
