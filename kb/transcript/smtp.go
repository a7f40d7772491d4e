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
