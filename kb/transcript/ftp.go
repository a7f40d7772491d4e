package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// ftp is the machine of FTP: RFC 959 and its extensions.
type ftp struct{}

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
