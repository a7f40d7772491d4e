package transcript

import (
	"net/netip"
	"strings"

	"kbadvisor/kb"
)

// ftp is the machine of FTP: RFC 959 and its extensions.
type ftp struct{}

// dataPort is an address that a client gave for the data channel.
type dataPort struct {
	host netip.Addr
	at   kb.Span
}

// transfers are the commands that use the data channel.
var transfers = map[string]bool{"RETR": true, "STOR": true, "STOU": true, "APPE": true, "LIST": true, "NLST": true, "MLSD": true}

// inside are commands that servers carry out for users who are logged in.
var inside = map[string]bool{
	"RETR": true, "STOR": true, "STOU": true, "APPE": true, "LIST": true, "NLST": true, "MLSD": true, "MLST": true, "CWD": true, "CDUP": true, "XCWD": true, "PWD": true, "XPWD": true,
	"MKD": true, "XMKD": true, "RMD": true, "XRMD": true, "DELE": true, "RNFR": true, "RNTO": true, "SIZE": true, "MDTM": true,
}

// expected are the positive codes that answer a command of FTP.
var expected = map[string]string{
	"USER": "230 331 332 232 334 336", "PASS": "230 202 332", "ACCT": "230 202", "QUIT": "221", "CWD": "250 200", "CDUP": "250 200", "PWD": "257", "XPWD": "257", "MKD": "257 250", "TYPE": "200",
	"PORT": "200", "EPRT": "200", "PASV": "227", "EPSV": "229 200", "RETR": "110 125 150 226 250", "STOR": "110 125 150 226 250", "APPE": "125 150 226 250", "STOU": "125 150 226 250",
	"LIST": "125 150 226 250", "NLST": "125 150 226 250", "MLSD": "125 150 226 250", "FEAT": "211", "SYST": "215", "REST": "350", "RNFR": "350", "RNTO": "250", "SIZE": "213", "MDTM": "213", "DELE": "250 200",
	"RMD": "250", "AUTH": "234 334 235", "HELP": "211 214", "STAT": "211 212 213", "ABOR": "225 226", "NOOP": "200", "PBSZ": "200", "PROT": "200", "OPTS": "200", "CLNT": "200", "REIN": "220 120", "HOST": "220",
}

func (ftp) greeting(l *link, it *item) bool {
	return it.code == "220" && !holds(it.text, "logout", "goodbye") || it.code == "120" || l.fresh && it.code == "421" || l.fresh && l.replies == 1 && it.code == "230"
}

func (ftp) fits(verb, code string) bool {
	want, ok := expected[verb]
	return !ok || negative(code) || strings.Contains(want, code)
}

func (ftp) more(_, code string) bool { return code != "" && code[0] == '1' }

func (ftp) repeats(verb string) bool { return transfers[verb] || verb == "DELE" }

func (ftp) sent(c *conversation, l *link, it *item) {
	if it.verb == "USER" {
		l.state.User = it.arg
	}
	a := portOf(it)
	host, port, ok := hostPort(a)
	if !ok {
		return
	}
	l.ports = append(l.ports, dataPort{host, it.span})
	if port < 1024 {
		c.facts.add(kb.FactPortLow, it.span)
	}
	if c.passive[a] {
		c.facts.add(kb.FactPortThird, it.span)
	}
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

func (ftp) unfinished(c *conversation, p *pending) {
	if p.torn {
		return
	}
	c.facts.add(kb.FactDataNeverOpened, p.item.span)
}

// pending follows the end of a connection, or of the transcript.
func (ftp) pending(c *conversation, l *link) bool {
	if l.early != nil {
		c.facts.add(kb.FactPortBeforeLogin, *l.early)
		l.early = nil
	}
	third(c, l)
	if l.state.Phase == kb.UserGiven && l.replies > 1 && l.failures == 0 {
		c.facts.add(kb.FactNoPassword, l.given)
	}
	waits := false
	for i := range l.queue {
		p := &l.queue[i]
		waits = waits || p.item.verb != "QUIT"
		if transfers[p.item.verb] && !p.begun && l.asked != nil {
			c.facts.add(kb.FactDataNeverOpened, p.item.span)
		}
	}
	ready := l.state.Phase != kb.UserGiven && l.state.Phase != kb.TransferOpen && !waits
	return ready
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

func (m ftp) answered(c *conversation, l *link, it, cmd *item) {
	verb := cmd.verb
	if verb == "" {
		verb = guess(it, l.state.Phase)
	}
	unseen(l, verb, it)
	common(c, l, it, cmd)
	if it.code == "421" {
		l.state.Phase = kb.Closed
	}
	switch {
	case verb == "USER" || verb == "PASS" || verb == "ACCT":
		m.login(c, l, verb, it, cmd)
	case verb == "PORT" || verb == "EPRT" || verb == "LPRT":
		m.port(c, l, it, cmd)
	case transfers[verb] || verb == "transfer":
		m.transfer(c, l, it, cmd)
	default:
		m.other(c, l, verb, it, cmd)
	}
}

// guess returns the command that a reply without one seems to answer.
func guess(it *item, phase kb.Phase) string {
	switch it.code {
	case "331", "332":
		return "USER"
	case "230":
		return "PASS"
	case "125", "150", "226", "425", "426":
		return "transfer"
	case "257":
		return "PWD"
	case "221":
		return "QUIT"
	case "220":
		if !it.greets {
			return "QUIT"
		}
	case "234":
		return "AUTH"
	case "530":
		if refusesLogin(it) || phase == kb.UserGiven {
			return "PASS"
		}
	}
	return spoken(it)
}

// refusesLogin reports whether the words of a reply refuse a log-in, rather
// than ask for one.
func refusesLogin(it *item) bool {
	return holds(it.text, "cannot log", "can't log", "cannot login", "incorrect", "login failed", "authentication fail", "not allowed", "only", "invalid", "denied", "refused", "inaccessible", "permission", "unknown user", "sorry")
}

// unseen follows a reply that shows in which phase the session is when the
// transcript does not.
func unseen(l *link, verb string, it *item) {
	switch l.state.Phase {
	case kb.BeforeLogin, kb.UserGiven, kb.UnknownPhase:
	default:
		return
	}
	in := inside[verb] || verb == "transfer"
	switch {
	case in && positive(it.code), in && (it.code == "550" || it.code == "553") && l.state.Phase == kb.UnknownPhase:
		l.state.Phase, l.early = kb.LoggedIn, nil
	case it.code == "530" && l.state.Phase == kb.UnknownPhase:
		l.state.Phase = kb.BeforeLogin
	}
}

// login follows the reply to USER, PASS or ACCT.
func (ftp) login(c *conversation, l *link, verb string, it, cmd *item) {
	anonymous := strings.EqualFold(l.state.User, "anonymous") || strings.EqualFold(l.state.User, "ftp") || cmd.verb == "" && holds(it.text, "user anonymous", "anonymous access granted", "anonymous user", "anonymous ftp login allowed")
	switch {
	case it.code == "331", it.code == "332", it.code == "336", it.code == "334":
		l.state.Phase, l.given = kb.UserGiven, shown(it, cmd)
		if it.code == "332" {
			c.facts.add(kb.FactAccountAsked, it.span)
		}
	case it.code == "230", it.code == "232", it.code == "202", it.code == done:
		l.state.Phase = kb.LoggedIn
		if anonymous {
			c.facts.add(kb.FactAnonymousAccepted, shown(it, cmd))
		}
	case negative(it.code) && it.code != "503" && !unknownCommand(it) && (cmd.verb != "ACCT" || l.state.Phase != kb.LoggedIn):
		if l.state.Phase != kb.LoggedIn && l.state.Phase != kb.Closed {
			l.state.Phase = kb.BeforeLogin
		}
		c.facts.add(kb.FactLoginRefused, shown(it, cmd))
		if anonymous {
			c.facts.add(kb.FactAnonymousRefused, shown(it, cmd))
		}
	}
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

// other follows the reply to any other command.
func (m ftp) other(c *conversation, l *link, verb string, it, cmd *item) {
	if !positive(it.code) {
		m.refused(c, l, verb, it, cmd)
		return
	}
	switch verb {
	case "TYPE":
		l.state.Type = typeOf(cmd.arg, it.text)
	case "PASV", "EPSV", "LPSV":
		m.passive(c, l, it)
	case "AUTH":
		l.state.TLS = true
	case "CCC":
		l.state.TLS = false
	case "REIN":
		l.state = kb.State{Phase: kb.BeforeLogin}
	case "QUIT":
		l.state.Phase = kb.Closed
	case "ABOR":
		if l.state.Phase == kb.TransferOpen || l.state.Phase == kb.DataAsked {
			l.state.Phase, l.state.Data = kb.LoggedIn, ""
		}
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

// refused adds the facts that the refusal of a command tells.
func (ftp) refused(c *conversation, l *link, verb string, it, cmd *item) {
	switch {
	case it.code == "421" || it.code == "530" && verb != "AUTH":
	case verb == "AUTH":
		c.facts.add(kb.FactTLSRefused, shown(it, cmd))
	case unknownCommand(it) || asksTLS(it) || it.code == "":
	default:
		c.facts.add(kb.FactRefused, shown(it, cmd))
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
