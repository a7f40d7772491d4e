package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// imap is the machine of IMAP: RFC 3501.
type imap struct{ open }

func (imap) greeting(l *link, it *item) bool {
	return it.mark == "*" && !l.greeted && (it.code == "OK" || it.code == "PREAUTH" || it.code == "BYE")
}

// more reports whether a reply is the one that announces the end of a session,
// before the one that answers the command.
func (imap) more(verb, code string) bool { return verb == "LOGOUT" && code == "BYE" }

func (imap) sent(_ *conversation, l *link, it *item) {
	if it.verb == "LOGIN" {
		l.state.User, _, _ = strings.Cut(strings.Trim(it.arg, `"`), " ")
		l.state.User = strings.Trim(l.state.User, `"`)
	}
}

func (imap) pending(_ *conversation, l *link) bool { return len(l.queue) == 0 }

func (imap) answered(c *conversation, l *link, it, cmd *item) {
	common(c, l, it, cmd)
	ok := positive(it.code)
	switch cmd.verb {
	case "LOGIN", "AUTHENTICATE":
		if ok {
			l.state.Phase = kb.LoggedIn
		} else {
			l.state.Phase = kb.BeforeLogin
			c.facts.add(kb.FactLoginRefused, shown(it, cmd))
		}
	case "STARTTLS":
		l.state.TLS = l.state.TLS || ok
		if !ok {
			c.facts.add(kb.FactTLSRefused, shown(it, cmd))
		}
	case "LOGOUT":
		if it.code != "BYE" {
			l.state.Phase = kb.Closed
		}
	case "SELECT", "EXAMINE", "FETCH", "STORE", "SEARCH", "LIST":
		if ok && l.state.Phase == kb.UnknownPhase {
			l.state.Phase = kb.LoggedIn
		}
	}
	switch {
	case it.code == "PREAUTH":
		l.state.Phase = kb.LoggedIn
	case it.code == "BYE" && cmd.verb != "LOGOUT":
		l.state.Phase = kb.Closed
		c.facts.add(kb.FactClosedByServer, it.span)
	case !ok && cmd.verb != "LOGIN" && cmd.verb != "AUTHENTICATE" && cmd.verb != "STARTTLS" && it.code != "BYE" && !unknownCommand(it):
		c.facts.add(kb.FactRefused, shown(it, cmd))
	}
}
