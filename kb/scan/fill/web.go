package fill

import (
	"net/netip"
	"strconv"
	"strings"

	"kbadvisor/kb"
)

// webPorts are the ports of schemes that are used when a URL has none.
func webPorts(scheme string) int {
	switch scheme {
	case "http", "ws":
		return 80
	case "https", "wss":
		return 443
	case "ftp":
		return 21
	}
	return 0
}

// Web notes in a finding where a URL, or a host that may have a port, points to.
// It sets of location, host, port, protocol and service only what the finding does
// not have yet. A text that is neither, such as a path, becomes the location alone.
func Web(f *kb.Finding, url string) {
	url = strings.TrimSpace(url)
	if f.Location == "" {
		f.Location = url
	}
	scheme, host, port := authority(url)
	addr, err := netip.ParseAddr(host)
	switch {
	case host == "":
		return
	case err != nil && len(f.Names) == 0:
		f.Names = []string{host}
	case err == nil && len(f.Addresses) == 0:
		f.Addresses = []string{addr.String()}
	}
	if f.Port == 0 {
		f.Port = port
	}
	if webPorts(scheme) == 0 {
		return
	}
	if f.Protocol == "" {
		f.Protocol = "tcp"
	}
	if f.Service == "" {
		f.Service = scheme
	}
}

// authority takes the scheme, the host and the port out of a URL, or out of a host
// with or without a port. Nothing is unescaped; URLs of attacks are no good ones.
func authority(url string) (scheme, host string, port int) {
	scheme, rest, ok := strings.Cut(url, "://")
	scheme = strings.ToLower(scheme)
	if !ok || !isScheme(scheme) {
		scheme, rest = "", strings.TrimPrefix(url, "//")
	}
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	host, digits := rest, ""
	switch i := strings.LastIndexByte(rest, ':'); {
	case strings.HasPrefix(rest, "["):
		host, digits, _ = strings.Cut(rest[1:], "]")
		digits = strings.TrimPrefix(digits, ":")
	case i >= 0 && strings.IndexByte(rest, ':') == i: // more of them are in an IPv6 address
		host, digits = rest[:i], rest[i+1:]
	}
	if strings.ContainsFunc(host, notInHost) {
		return scheme, "", 0
	}
	if n, err := strconv.ParseUint(digits, 10, 16); err == nil && n > 0 {
		return scheme, host, int(n)
	}
	return scheme, host, webPorts(scheme)
}

// isScheme reports whether a text is the scheme of a URL, in lower case.
func isScheme(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("+-.", r)
	})
}

// notInHost reports whether names and addresses of hosts do not have a character.
func notInHost(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"'`()[]{}|^,;=&$!", r) }
