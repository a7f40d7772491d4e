package observe

import (
	"cmp"
	"slices"

	"kbadvisor/kb"
	"kbadvisor/kb/transcript"
)

// Read decides what text is and returns what was understood of it. Hint is what
// the caller believes it to be, empty when it does not know; it decides where the
// text alone does not tell, and never against a clear layout. The time is linear
// in the length of text. Read does not fail: text without anything to read is
// ObsUnusable.
func Read(text string, hint kb.ObservationKind) kb.Observation {
	o := kb.Observation{Kind: kb.ObsUnusable, Text: text}
	if unusable(text) {
		return o
	}
	r := newReader(text, hint)
	r.findRecords()
	if s, ok := transcript.Read(text); ok && !r.opensWithRecord() {
		fromSession(&o, s)
		if r.embedded(s) {
			o.Kind = r.read()
			o.Messages = r.out
		} else if lines := r.lines(0, len(text)); o.Kind == kb.ObsFinding || s.Dialect == "raw" && r.layout(lines) > 0 {
			o.Kind = kb.ObsFinding
			r.readFinding(lines)
			o.Messages = r.out
		}
	} else {
		o.Kind = r.read()
		o.Messages = r.out
	}
	o.Identifiers = r.identifiers(o)
	if o.Protocol == "" {
		o.Protocol = protocolOf(o)
	}
	if o.Product == "" {
		o.Product, o.Version = r.product(o)
	}
	return o
}

// fromSession takes over what was understood of a session.
func fromSession(o *kb.Observation, s transcript.Session) {
	o.Protocol, o.Dialect = s.Protocol, s.Dialect
	o.Exchanges, o.Facts, o.Messages = s.Exchanges, s.Facts, s.Messages
	o.Product, o.Version = s.Product, s.Version
	o.Kind = sessionKind(s)
}

// maxEmbedded is how many replies a sentence quotes at most.
const maxEmbedded = 3

// embedded reports whether the replies of a session stand within sentences, so
// that the text is no transcript: words stand before each of them in its line.
func (r *reader) embedded(s transcript.Session) bool {
	if s.Dialect != "raw" || len(s.Exchanges) > maxEmbedded {
		return false
	}
	for _, e := range s.Exchanges {
		at := e.Reply
		if e.Sent.Len() > 0 {
			at = e.Sent
		}
		if wordCount(r.s[r.lineStart(at.Start):at.Start]) < 3 {
			return false
		}
	}
	return len(s.Exchanges) > 0
}

// sessionKind tells a session from a banner and a single reply. A status of HTTP
// is a reply, with the request that it answers or without.
func sessionKind(s transcript.Session) kb.ObservationKind {
	commands, replies := 0, 0
	for _, e := range s.Exchanges {
		if e.Command != "" {
			commands++
		}
		if e.Code != "" {
			replies++
		}
	}
	switch {
	case s.Dialect == "nmap":
		return kb.ObsFinding
	case s.Protocol == kb.HTTP && commands <= 1:
		return kb.ObsReply
	case commands == 0 && replies == 1 && greets(s.Exchanges[0]):
		return kb.ObsBanner
	case commands == 0 && replies == 1:
		return kb.ObsReply
	}
	return kb.ObsSession
}

// greets reports whether an exchange is the greeting of a server.
func greets(e kb.Exchange) bool {
	return e.Code == "220" || (e.Code == "+OK" || e.Code == "200" || e.Code == "201" || e.Code == "OK") && isBanner(e.Text)
}

// identifiers returns the identifiers of the observation in order, with the
// codes of failed replies and the events that only the layout tells.
func (r *reader) identifiers(o kb.Observation) []kb.Identifier {
	ids := slices.Clone(r.ids)
	for _, e := range o.Exchanges {
		if failed(e.Code) && o.Protocol != "" && e.Reply.Len() > 0 {
			ids = append(ids, kb.Identifier{Kind: kb.IdentReply, ID: string(o.Protocol) + "/" + e.Code, Span: e.Reply})
		}
	}
	slices.SortStableFunc(ids, func(a, b kb.Identifier) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	return apart(ids)
}

// apart takes out identifiers that overlap an earlier one of their kind.
func apart(ids []kb.Identifier) []kb.Identifier {
	ends := map[kb.IdentifierKind]int{}
	kept := ids[:0]
	for _, id := range ids {
		if id.Span.Start >= ends[id.Kind] {
			ends[id.Kind] = id.Span.End
			kept = append(kept, id)
		}
	}
	return kept
}

// failed reports whether the code of a reply reports a failure.
func failed(code string) bool {
	return code != "" && (code[0] == '4' || code[0] == '5' || code == "-ERR" || code == "NO" || code == "BAD")
}

// protocolOf returns the protocol that the replies named in an observation
// have in common, empty when there is none.
func protocolOf(o kb.Observation) kb.Protocol {
	var p kb.Protocol
	for _, id := range o.Identifiers {
		if id.Kind != kb.IdentReply {
			continue
		}
		for i := range id.ID {
			if id.ID[i] == '/' {
				if p != "" && string(p) != id.ID[:i] {
					return ""
				}
				p = kb.Protocol(id.ID[:i])
				break
			}
		}
	}
	return p
}
