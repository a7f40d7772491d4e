package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// pop3 is the machine of POP3: RFC 1939.
type pop3 struct{ open }

func (pop3) greeting(l *link, it *item) bool { return it.code == "+OK" && !l.greeted }

func (pop3) sent(_ *conversation, l *link, it *item) {
	if it.verb == "USER" || it.verb == "APOP" {
		l.state.User, _, _ = strings.Cut(it.arg, " ")
	}
}

func (pop3) pending(c *conversation, l *link) bool {
	if l.state.Phase == kb.UserGiven && l.replies > 1 && l.failures == 0 {
		c.facts.add(kb.FactNoPassword, l.given)
	}
	return l.state.Phase != kb.UserGiven && len(l.queue) == 0
}

func (pop3) answered(c *conversation, l *link, it, cmd *item) {
	common(c, l, it, cmd)
	ok := positive(it.code)
	switch cmd.verb {
	case "USER":
		if ok {
			l.state.Phase, l.given = kb.UserGiven, shown(it, cmd)
		}
	case "PASS", "APOP", "AUTH":
		l.state.Phase = kb.BeforeLogin
		if ok {
			l.state.Phase = kb.LoggedIn
		}
	case "STLS":
		l.state.TLS = l.state.TLS || ok
		if !ok {
			c.facts.add(kb.FactTLSRefused, shown(it, cmd))
		}
	case "QUIT":
		l.state.Phase = kb.Closed
	}
	if ok {
		return
	}
	switch cmd.verb {
	case "USER", "PASS", "APOP", "AUTH":
		c.facts.add(kb.FactLoginRefused, shown(it, cmd))
	default:
		if holds(it.text, "logon", "log on", "login", "authenticat", "password") {
			c.facts.add(kb.FactLoginRefused, shown(it, cmd))
		} else if !unknownCommand(it) {
			c.facts.add(kb.FactRefused, shown(it, cmd))
		}
	}
}
