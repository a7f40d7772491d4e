package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// machine is what a protocol makes of commands and replies.
type machine interface {
	greeting(l *link, it *item) bool                  // a reply to no command begins a session
	fits(verb, code string) bool                      // a code can answer a command
	more(verb, code string) bool                      // another reply to the same command follows
	repeats(verb string) bool                         // a client's command may send this several times
	sent(c *conversation, l *link, it *item)          // a command was sent
	answered(c *conversation, l *link, it, cmd *item) // a reply came; cmd has no verb when it answers none
	unfinished(c *conversation, p *pending)           // what was begun did not end
	pending(c *conversation, l *link) (healthy bool)  // the transcript ends
}

// machineOf returns the machine of a protocol.
func machineOf(p kb.Protocol) machine {
	switch p {
	case kb.FTP:
		return ftp{}
	case kb.SMTP:
		return smtp{}
	case kb.POP3:
		return pop3{}
	case kb.IMAP:
		return imap{}
	case kb.NNTP:
		return nntp{}
	case kb.HTTP:
		return http{}
	}
	return open{}
}

// positive reports whether a code says that a request went well or goes on.
func positive(code string) bool {
	return code == done || code != "" && code[0] >= '1' && code[0] <= '3' || code == "+OK" || code == "OK" || code == "PREAUTH"
}

// negative reports whether a code says that a request failed.
func negative(code string) bool { return code != "" && !positive(code) && code != "BYE" }

// holds reports whether text has one of some words, which are in lower case.
func holds(text string, words ...string) bool {
	lower := strings.ToLower(text[:min(len(text), 600)])
	for _, w := range words {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// shown returns the place that shows a fact: the reply, or the command when it
// has none.
func shown(it, cmd *item) kb.Span {
	if it.span.Len() > 0 {
		return it.span
	}
	return cmd.span
}

// common adds the facts that replies of all protocols tell.
func common(c *conversation, l *link, it, cmd *item) {
	if !negative(it.code) {
		if roleOf(it.code, it.text) == kb.RoleFailure {
			l.failures++
		}
		return
	}
	l.failures++
	span := shown(it, cmd)
	if it.code == "421" {
		c.facts.add(kb.FactClosedByServer, span)
	}
	if asksTLS(it) {
		c.facts.add(kb.FactTLSRequired, span)
	}
	if unknownCommand(it) {
		c.facts.add(kb.FactCommandUnknown, span)
	}
}

// asksTLS reports whether a refusal says that the connection must be encrypted.
func asksTLS(it *item) bool {
	return holds(it.text, "ssl", "tls", "secure connection", "encrypt", "cleartext", "clear text", "clear-text") &&
		holds(it.text, "requir", "must", "policy", "only", "not allowed", "reconnect using", "needed", "not available in clear", "refused", "not accepted") &&
		!holds(it.text, "reuse", "unable to initialize")
}

// unknownCommand reports whether a refusal says that the server does not know
// the command.
func unknownCommand(it *item) bool {
	switch it.code {
	case "502", "500", "501", "BAD", "-ERR", "504":
	default:
		return false
	}
	return it.code == "502" && holds(it.text, "implement", "unknown", "not supported", "recogni", "not understood") ||
		it.code != "504" && it.code != "501" && holds(it.text, "not understood", "unknown command", "unrecogni", "not recogni", "not implemented", "unimplemented", "bad command", "invalid command", "command not supported", "command unknown", "not a command", "command is not", "does not support", "syntax error, command")
}

// open is the machine of transcripts whose protocol is open.
type open struct{}

func (open) greeting(l *link, it *item) bool {
	return l.fresh && (it.code == "220" || it.code == "200" || it.code == "201")
}
func (open) fits(string, string) bool           { return true }
func (open) more(string, string) bool           { return false }
func (open) repeats(string) bool                { return false }
func (open) sent(*conversation, *link, *item)   {}
func (open) unfinished(*conversation, *pending) {}
func (open) pending(*conversation, *link) bool  { return true }
func (open) answered(c *conversation, l *link, it, cmd *item) {
	if it.code == "421" {
		l.state.Phase = kb.Closed
	}
	common(c, l, it, cmd)
}
