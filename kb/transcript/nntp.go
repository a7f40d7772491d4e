package transcript

import (
	"strings"

	"kbadvisor/kb"
)

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
