package match

import (
	"strings"

	"kbadvisor/kb"
)

// services are words that say which service something is about.
var services = []string{
	"ftp", "smtp", "pop3", "imap", "nntp", "dns", "wins", "dhcp", "snmp", "ldap", "rdp", "rpc", "ras", "pptp", "smb",
	"odbc", "proxy", "telnet", "gopher", "winsock", "netbios", "netlogon", "spooler", "tftp", "webdav", "frontpage",
}

// servicesOf returns the services that an observation is about: the one whose
// protocol it speaks, or those that it names.
func servicesOf(o *kb.Observation) []string {
	if o.Protocol != "" && o.Protocol != kb.HTTP {
		return []string{string(o.Protocol)}
	}
	var out []string
	text := strings.ToLower(o.Text[:min(len(o.Text), maxLooked)])
	for _, w := range services {
		if hasWord(text, w) {
			out = append(out, w)
		}
	}
	return out
}

// service fills in whether the article speaks of the observation's services.
func (s *search) service(c *candidate) {
	if len(s.services) == 0 {
		return
	}
	title, body, seen := c.card.title, strings.ToLower(c.body.Text), ""
	for _, p := range c.seenAt() {
		seen += strings.ToLower(c.body.Text[p.Start:p.End])
	}
	sum := 0.0
	for _, w := range s.services {
		switch {
		case hasWord(title, w), hasWord(seen, w):
			sum++
		case strings.Contains(body, w):
			sum += 0.3
		default:
			sum -= 0.5
		}
	}
	c.v[fService] = sum / float64(len(s.services))
}

// hasWord reports whether a text has a word that begins with the protocol's name.
func hasWord(text, word string) bool {
	for i := strings.Index(text, word); i >= 0; {
		if i == 0 || !isLetter(text[i-1]) {
			return true
		}
		next := strings.Index(text[i+1:], word)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
