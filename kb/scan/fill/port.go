package fill

import (
	"regexp"
	"strconv"
	"strings"
)

// namedPort matches "ftp (21/tcp)".
var namedPort = regexp.MustCompile(`^(.*)\(\s*([^()\s]+)\s*\)$`)

// Port reads a port as scanners write it: "21/tcp", "ftp (21/tcp)", "tcp/21", "21"
// and "general/tcp", which is the host as a whole. What stands before the brackets
// is the service. A protocol that is none of a transport ("general/CPE-T") is left
// out.
func Port(s string) (port int, protocol, service string) {
	s = strings.TrimSpace(s)
	if m := namedPort.FindStringSubmatch(s); m != nil {
		service, s = strings.TrimSpace(m[1]), m[2]
	}
	for part := range strings.SplitSeq(s, "/") {
		part = strings.ToLower(strings.TrimSpace(part))
		n, err := strconv.ParseUint(part, 10, 16)
		switch {
		case err == nil && port == 0:
			port = int(n)
		case isTransport(part):
			protocol = part
		}
	}
	return port, protocol, service
}

// isTransport reports whether a name is one of a protocol that findings have.
func isTransport(s string) bool {
	switch s {
	case "tcp", "udp", "sctp", "icmp", "icmpv6", "dccp", "igmp", "ip":
		return true
	}
	return false
}
