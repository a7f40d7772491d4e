package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// smtp is the machine of SMTP: RFC 5321.
type smtp struct{ open }

func (smtp) greeting(l *link, it *item) bool {
	return it.code == "220" || l.fresh && (it.code == "421" || it.code == "554" || it.code == "521")
}

func (smtp) fits(verb, code string) bool {
	want, ok := map[string]string{"HELO": "250", "EHLO": "250", "MAIL": "250", "RCPT": "250 251 252", "DATA": "354 250", "QUIT": "221", "STARTTLS": "220", "AUTH": "334 235"}[verb]
	return !ok || negative(code) || strings.Contains(want, code)
}

func (smtp) more(verb, code string) bool { return code == "354" || code == "334" && verb == "AUTH" }

func (smtp) unfinished(c *conversation, p *pending) {
	if p.item.verb == "DATA" {
		c.facts.add(kb.FactDataLost, p.item.span)
	}
}

func (smtp) pending(_ *conversation, l *link) bool {
	return l.state.Phase != kb.UserGiven && len(l.queue) == 0
}

func (smtp) answered(c *conversation, l *link, it, cmd *item) {
	common(c, l, it, cmd)
	switch {
	case it.code == "421" || it.code == "221":
		l.state.Phase = kb.Closed
	case it.code == "354":
		l.state.Phase = kb.TransferOpen
	case it.code == "334":
		l.state.Phase = kb.UserGiven
	case it.code == "235":
		l.state.Phase = kb.LoggedIn
	case cmd.verb == "STARTTLS" && it.code == "220":
		l.state.TLS = true
	case cmd.verb == "STARTTLS" && negative(it.code):
		c.facts.add(kb.FactTLSRefused, shown(it, cmd))
	case cmd.verb == "AUTH" && negative(it.code):
		l.state.Phase = kb.BeforeLogin
		c.facts.add(kb.FactLoginRefused, shown(it, cmd))
	case l.state.Phase == kb.TransferOpen:
		l.state.Phase = kb.BeforeLogin
	}
	if negative(it.code) {
		smtpRefused(c, it, cmd)
	}
}

// smtpRefused adds the facts that the refusal of a command tells.
func smtpRefused(c *conversation, it, cmd *item) {
	span := shown(it, cmd)
	switch {
	case holds(it.text, "relay"):
		c.facts.add(kb.FactRelayRefused, span)
	case cmd.verb == "RCPT", cmd.verb == "" && holds(it.text, "recipient", "user unknown", "unknown user", "mailbox", "addressee", "address unknown", "no such user"):
		c.facts.add(kb.FactRecipientRefused, span)
	case cmd.verb == "MAIL", cmd.verb == "" && it.code != "503" && holds(it.text, "sender", "originator"):
		c.facts.add(kb.FactSenderRefused, span)
	case cmd.verb == "AUTH", cmd.verb == "STARTTLS", unknownCommand(it), it.code == "421":
	default:
		c.facts.add(kb.FactRefused, span)
	}
	if it.code[0] == '4' && it.code != "421" {
		c.facts.add(kb.FactTryLater, span)
	}
}

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

// nntp is the machine of NNTP: RFC 3977 and 4643.
type nntp struct{ open }

func (nntp) greeting(l *link, it *item) bool {
	return !l.greeted && (it.code == "200" || it.code == "201") || l.fresh && (it.code == "400" || it.code == "502")
}

func (nntp) more(verb, code string) bool { return code == "340" || code == "335" }

func (nntp) sent(_ *conversation, l *link, it *item) {
	if name, user, ok := strings.Cut(it.arg, " "); ok && it.verb == "AUTHINFO" && strings.EqualFold(name, "user") {
		l.state.User = user
	}
}

func (nntp) pending(_ *conversation, l *link) bool {
	return l.state.Phase != kb.UserGiven && len(l.queue) == 0
}

func (nntp) answered(c *conversation, l *link, it, cmd *item) {
	common(c, l, it, cmd)
	switch {
	case it.code == "381":
		l.state.Phase = kb.UserGiven
	case it.code == "281" || it.code == "250" && cmd.verb == "AUTHINFO":
		l.state.Phase = kb.LoggedIn
	case it.code == "340" || it.code == "335":
		l.state.Phase = kb.TransferOpen
	case it.code == "205" || it.code == "400":
		l.state.Phase = kb.Closed
	case cmd.verb == "AUTHINFO" && negative(it.code), it.code == "481" || it.code == "482":
		l.state.Phase = kb.BeforeLogin
		c.facts.add(kb.FactLoginRefused, shown(it, cmd))
	case l.state.Phase == kb.TransferOpen:
		l.state.Phase = kb.LoggedIn
	}
	switch {
	case it.code == "400":
		c.facts.add(kb.FactClosedByServer, shown(it, cmd))
	case negative(it.code) && cmd.verb != "AUTHINFO" && !unknownCommand(it):
		c.facts.add(kb.FactRefused, shown(it, cmd))
	}
}

// http is the machine of HTTP: RFC 9110. It has no phases.
type http struct{ open }

func (http) greeting(*link, *item) bool { return false }

func (http) more(_, code string) bool { return code == "100" }

func (http) pending(_ *conversation, l *link) bool { return len(l.queue) == 0 }

func (http) answered(c *conversation, l *link, it, cmd *item) {
	common(c, l, it, cmd)
	switch {
	case !negative(it.code):
	case strings.HasPrefix(it.code, "401"), it.code == "407":
		c.facts.add(kb.FactLoginRefused, shown(it, cmd))
	case it.code == "403.4", it.code == "403.5":
		c.facts.add(kb.FactTLSRequired, shown(it, cmd))
	case it.code == "501" || it.code == "405":
		c.facts.add(kb.FactCommandUnknown, shown(it, cmd))
	default:
		c.facts.add(kb.FactRefused, shown(it, cmd))
	}
}
