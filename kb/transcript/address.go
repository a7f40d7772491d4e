package transcript

import (
	"net/netip"
	"strconv"
	"strings"
)

// dataAddress returns h1,h2,h3,h4,p1,p2 as host:port, with the family and the
// lengths of LPRT or without them. It is empty when s is not of that form.
func dataAddress(s string) string {
	parts := strings.Split(strings.TrimSpace(s), ",")
	if len(parts) == 9 && parts[0] == "4" && parts[1] == "4" && parts[6] == "2" {
		parts = append(parts[2:6:6], parts[7:]...)
	}
	if len(parts) != 6 {
		return ""
	}
	var n [6]int
	for i, p := range parts {
		v, err := strconv.ParseUint(strings.TrimSpace(p), 10, 8)
		if err != nil {
			return ""
		}
		n[i] = int(v)
	}
	host := netip.AddrFrom4([4]byte{byte(n[0]), byte(n[1]), byte(n[2]), byte(n[3])})
	return netip.AddrPortFrom(host, uint16(n[4]<<8|n[5])).String()
}

// extendedAddress returns |1|address|port| of EPRT as host:port. It is empty
// when s is not of that form.
func extendedAddress(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 5 || alnum(s[0]) {
		return ""
	}
	parts := strings.Split(s, s[:1])
	if len(parts) < 4 {
		return ""
	}
	host, err := netip.ParseAddr(parts[2])
	port, bad := strconv.ParseUint(parts[3], 10, 16)
	if err != nil || bad != nil {
		return ""
	}
	return netip.AddrPortFrom(host, uint16(port)).String()
}

// passiveAddress returns the address that a 227 reply names as host:port.
func passiveAddress(text string) string {
	for rest := text; ; {
		i := strings.IndexFunc(rest, func(r rune) bool { return r >= '0' && r <= '9' })
		if i < 0 {
			return ""
		}
		rest = rest[i:]
		n := strings.IndexFunc(rest, func(r rune) bool { return r != ',' && (r < '0' || r > '9') })
		if n < 0 {
			n = len(rest)
		}
		if a := dataAddress(strings.Trim(rest[:n], ",")); a != "" {
			return a
		}
		rest = rest[n:]
	}
}

// extendedPort returns the port that a 229 reply names, empty when it names none.
func extendedPort(text string) string {
	_, s, ok := strings.Cut(text, "(")
	if !ok || s == "" {
		return ""
	}
	parts := strings.Split(s[:min(len(s), 80)], s[:1])
	if len(parts) < 4 {
		return ""
	}
	if _, err := strconv.ParseUint(parts[3], 10, 16); err != nil {
		return ""
	}
	return parts[3]
}

// hostPort cuts host:port into its parts. ok is false when it is no such thing.
func hostPort(s string) (host netip.Addr, port uint16, ok bool) {
	a, err := netip.ParseAddrPort(s)
	return a.Addr().Unmap(), a.Port(), err == nil
}

// firstAddress returns the first IP address in s, the zero address when it has none.
func firstAddress(s string) netip.Addr {
	for _, w := range strings.FieldsFunc(s[:min(len(s), 1000)], func(r rune) bool {
		return strings.ContainsRune(" \t()[]<>,;\"'|=", r)
	}) {
		w = strings.TrimRight(w, ".:")
		if a, err := netip.ParseAddr(w); err == nil {
			return a.Unmap()
		}
		if a, err := netip.ParseAddrPort(w); err == nil {
			return a.Addr().Unmap()
		}
	}
	return netip.Addr{}
}
