package transcript

import (
	"net/netip"
	"strings"

	"kbadvisor/kb"
)

// dataPort is an address that a client gave for the data channel.
type dataPort struct {
	host netip.Addr
	at   kb.Span
}

// portOf returns the address that a PORT, EPRT or LPRT names as host:port.
func portOf(it *item) string {
	switch it.verb {
	case "PORT", "LPRT":
		return dataAddress(it.arg)
	case "EPRT":
		return extendedAddress(it.arg)
	}
	return ""
}

// third adds the fact that a PORT names neither the client nor what the client
// named before.
func third(c *conversation, l *link) {
	client, err := netip.ParseAddr(strings.Trim(l.client, "[]"))
	client = client.Unmap()
	if err != nil {
		client = usual(l.ports)
	}
	for _, p := range l.ports {
		same := p.host == client || p.host.IsLoopback() && client.IsLoopback()
		if !same && client.IsValid() && p.host.Is4() == client.Is4() {
			c.facts.add(kb.FactPortThird, p.at)
		}
	}
}

// usual returns the address of the client when only its PORTs tell: of this
// machine if one of them names it, else the first.
func usual(ports []dataPort) netip.Addr {
	for _, p := range ports {
		if p.host.Is4() && p.host.IsLoopback() {
			return p.host
		}
	}
	if len(ports) > 0 {
		return ports[0].host
	}
	return netip.Addr{}
}

// port follows the reply to PORT, EPRT or LPRT.
func (ftp) port(c *conversation, l *link, it, cmd *item) {
	span := shown(it, cmd)
	before := l.state.Phase == kb.BeforeLogin || l.state.Phase == kb.UserGiven
	switch {
	case it.code == done, it.code != "" && it.code[0] == '2':
		l.asked = &span
		if cmd.verb != "" {
			l.state.Data = portOf(cmd)
		}
		switch {
		case before:
			l.early = &span
		case l.state.Phase == kb.UnknownPhase:
			l.unclear = &span
		case l.state.Phase == kb.LoggedIn:
			l.state.Phase = kb.DataAsked
		}
		if cmd.mark == "ftp-bounce" {
			c.facts.add(kb.FactPortThird, span)
		}
	case it.code == "421":
	case before:
		c.facts.add(kb.FactPortRefusedEarly, span)
	default:
		c.facts.add(kb.FactPortRefused, span)
	}
}

// transfer follows a reply to a command that uses the data channel.
func (ftp) transfer(c *conversation, l *link, it, cmd *item) {
	span := shown(it, cmd)
	began := l.state.Phase == kb.TransferOpen
	if it.code != "" && it.code[0] == '1' {
		l.state.Phase = kb.TransferOpen
		return
	}
	l.state.Data, l.asked = "", nil
	if l.state.Phase == kb.TransferOpen || l.state.Phase == kb.DataAsked {
		l.state.Phase = kb.LoggedIn
	}
	switch {
	case positive(it.code):
	case it.code == "425":
		c.facts.add(kb.FactDataNeverOpened, span)
	case it.code == "426" || began:
		c.facts.add(kb.FactDataLost, span)
	case it.code == "530" || it.code == "421":
	case !unknownCommand(it):
		c.facts.add(kb.FactRefused, span)
	}
}

// passive follows an accepted PASV or EPSV.
func (ftp) passive(c *conversation, l *link, it *item) {
	a := passiveAddress(it.text)
	if a != "" {
		c.passive[a] = true
	} else if p := extendedPort(it.text); p != "" {
		a = ":" + p
		if host := firstAddress(l.server); host.IsValid() {
			a = netip.AddrPortFrom(host, 0).String()
			a = strings.TrimSuffix(a, "0") + p
		}
	}
	if a == "" && it.code != done && it.code[:1] == "2" && it.code != "227" && it.code != "229" {
		return // EPSV ALL
	}
	l.state.Data, l.asked = a, &it.span
	if l.state.Phase == kb.LoggedIn {
		l.state.Phase = kb.DataAsked
	}
}

// typeOf returns the transfer type that an argument of TYPE names, or that the
// reply does when the command is not visible.
func typeOf(arg, text string) string {
	if arg != "" {
		return strings.ToUpper(arg[:1])
	}
	words := strings.Fields(strings.TrimRight(text, ". "))
	if len(words) == 0 {
		return ""
	}
	last := strings.Trim(words[len(words)-1], `'"`)
	if last == "mode" && len(words) > 1 {
		last = words[len(words)-2]
	}
	switch strings.ToLower(last) {
	case "a", "ascii":
		return "A"
	case "i", "binary", "image", "1":
		return "I"
	case "e", "ebcdic":
		return "E"
	case "l":
		return "L"
	}
	return ""
}

// torn reports whether a reply was cut off in the middle of its line.
func torn(text string) bool { return strings.Count(text, "(") > strings.Count(text, ")") }
