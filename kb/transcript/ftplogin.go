package transcript

import (
	"strings"

	"kbadvisor/kb"
)

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
	return holds(it.text, "cannot log", "can't log", "cannot login", "incorrect", "login failed", "authentication fail", "not allowed", "only", "invalid", "denied", "refused", "inaccessible", "permission", "unknown user", "sorry", "password error", "wrong password", "bad password")
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
	case in && positive(it.code), in && tried(it) && (l.state.Phase == kb.UnknownPhase || l.state.User == ""):
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

// tried reports whether a refusal is of a server that has tried to carry out the
// command, which it does for users who are logged in.
func tried(it *item) bool {
	switch it.code {
	case "425", "426", "450", "451", "452", "550", "551", "552", "553":
		return !holds(it.text, "log in", "login", "logged", "logon", "authenticat", "not allowed")
	}
	return false
}
