// Package reply knows what the reply codes of FTP, SMTP, POP3, IMAP, NNTP and
// HTTP mean by the documents that define them, in words of its own. The codes
// stand in codes.tsv: those of the RFCs, those that IIS adds to HTTP (401.1) and a
// few that servers use although no RFC has them.
package reply

import (
	"slices"

	"kbadvisor/kb"
)

// The sources of a meaning that are no RFC.
const (
	SourceIIS     = "IIS"     // IIS adds the code to HTTP
	SourceServers = "servers" // servers use the code, no RFC defines it
)

// Meaning is what a reply code says.
type Meaning struct {
	Protocol kb.Protocol
	Code     string   // normal form: "530", "401.1", "5.7.1", "+OK", "NO", "IN-USE"
	Class    string   // what all codes of its class have in common: "permanent negative"
	Subject  string   // what the code is about: "connections", empty when the protocol does not say
	Text     string   // the meaning in a sentence without a full stop
	Source   string   // "RFC 959 section 4.2.2", SourceIIS or SourceServers
	Commands []string // that usually get it, "connect" for the greeting, "any"; empty when unknown
	Defined  bool     // false when nothing defines the code and only its class is known
	Broader  *Meaning // what this one refines: 401 for 401.1, 550 for "550 5.7.1", nil for others
}

// Lookup returns what a code of a protocol means. The code may be written as
// replies have it, in either case: "530", "530-", "401.1", "401;1", "550 5.7.1",
// "5.7.1", "-ERR [IN-USE]", "NO", "[ALERT]". A code that is well-formed and not
// defined has the meaning of its class. Lookup returns false for what is no
// reply code of the protocol. The meaning belongs to the caller.
func Lookup(p kb.Protocol, code string) (Meaning, bool) {
	c, ok := parse(p, code)
	if !ok {
		return Meaning{}, false
	}
	if c.main == "" {
		return detail(p, c.detail), true
	}
	m := plain(p, c.main)
	if c.detail == "" {
		return m, true
	}
	d := detail(p, c.detail)
	d.Broader = &m
	return d, true
}

// plain returns the meaning of a code that refines no other.
func plain(p kb.Protocol, code string) Meaning {
	m := Meaning{Protocol: p, Code: code, Class: class(p, code), Subject: subject(p, code)}
	return fill(m, code)
}

// detail returns the meaning of a code that refines another one, without that.
func detail(p kb.Protocol, code string) Meaning {
	m := Meaning{Protocol: p, Code: code, Class: class(p, code), Subject: detailSubject(p, code)}
	if p == kb.SMTP {
		return fill(m, "X"+code[1:])
	}
	return fill(m, code)
}

// fill adds what the table has under a key, or says that it has nothing.
func fill(m Meaning, key string) Meaning {
	r, ok := table()[rowKey{m.Protocol, key}]
	if !ok {
		m.Text = "Not defined; only its class is known: " + m.Class
		return m
	}
	m.Text, m.Source, m.Commands, m.Defined = r.text, r.source, slices.Clone(r.commands), true
	return m
}
