package signature

import (
	"strings"

	"kbadvisor/kb"
)

// mentions adds the codes that a block names without quoting a message.
func (x *extractor) mentions(b block) {
	p := &x.page
	base := p.rows[b.first].from
	s := p.text[base:p.end(b)]
	for at := 0; at < len(s); at++ {
		if !isDigit(s[at]) || at > 0 && (isWord(s[at-1]) || s[at-1] == '.' || s[at-1] == ',' || s[at-1] == '-' && !strings.HasPrefix(s[at:], "214")) {
			continue
		}
		sig, to := x.mention(s, at)
		if sig.Code != "" {
			sig.Origin = kb.OriginInline
			x.add(sig, base+at, base+to)
		}
		at = max(at, to-1)
		for at+1 < len(s) && isWord(s[at+1]) {
			at++
		}
	}
}

// mention reads the number at an offset as a code, by the words around it. It
// returns a signature without a code when it is none.
func (x *extractor) mention(s string, at int) (kb.Signature, int) {
	before := strings.TrimRight(lower(s[max(0, at-28):at]), " :#('\"=")
	if hasFold(s[at:], "0x") {
		return hexMention(s, at, before)
	}
	d := number(s[at:])
	to := at + len(d)
	if to < len(s) && isWord(s[to]) || len(d) > 7 {
		return kb.Signature{}, to
	}
	switch {
	case hasAnySuffix(before, "event id", "event ids", "eventid", "event id's", "event number"):
		return kb.Signature{Kind: kb.SigEvent, Code: eventNumber(d)}, to
	case len(d) == 3:
		if sig, end := x.replyMention(s, at, before); sig.Code != "" {
			return sig, end
		}
	}
	if len(d) >= 3 && hasAnySuffix(before, "error", "error code", "error number", "error message", "err msg", "helpmsg", "runtime error", "errors", "error no.") && !dateLike(s, to) {
		return kb.Signature{Kind: kb.SigError, Code: strings.TrimLeft(d, "0")}, to
	}
	return kb.Signature{}, to
}

// dateLike reports whether what follows a number makes it a part of something
// longer: 1.5, 12/31, 10,000.
func dateLike(s string, to int) bool {
	return to+1 < len(s) && strings.IndexByte(".,/-", s[to]) >= 0 && isDigit(s[to+1])
}

// hexMention reads the hexadecimal number at an offset.
func hexMention(s string, at int, before string) (kb.Signature, int) {
	v, n := readHex(s[at:])
	switch {
	case n == 0:
		return kb.Signature{}, at + 2
	case hasAnySuffix(before, "stop", "stop error", "stop code", "stop message", "stop screen", "bugcheck", "bug check", "stop errors"):
		return kb.Signature{Kind: kb.SigStop, Code: hexCode(v)}, at + n
	case n == 10 && failure(v):
		return kb.Signature{Kind: kb.SigResult, Code: hexCode(v)}, at + n
	}
	return kb.Signature{}, at + n
}

// replyMention reads three digits as the code of a reply: "HTTP error 403.12",
// "FTP error 425", "550 error".
func (x *extractor) replyMention(s string, at int, before string) (kb.Signature, int) {
	code, to := dotted(s, at)
	if code == "" || dateLike(s, to) {
		return kb.Signature{}, at
	}
	word := lastWord(strings.TrimSpace(trimSuffixes(before, "error", "code", "status", "message", "response", "reply", "return", "errors", "result")))
	behind := lower(strings.TrimLeft(s[to:min(len(s), to+20)], " \"'"))
	said := len(word) < len(before) || hasAnyPrefix(behind, []string{"error", "reply", "response", "status", "message"})
	switch {
	case strings.HasPrefix(word, "http"):
		return kb.Signature{Kind: kb.SigReply, Protocol: kb.HTTP, Code: code}, to
	case len(code) > 3 && said && httpPhrases[code[:3]] != nil:
		return kb.Signature{Kind: kb.SigReply, Protocol: kb.HTTP, Code: code}, to
	case len(code) > 3:
		return kb.Signature{}, at
	}
	for _, p := range protocols {
		if word == string(p) && strings.Contains(replyCodes[p], " "+code+" ") {
			return kb.Signature{Kind: kb.SigReply, Protocol: p, Code: code}, to
		}
	}
	if hasAnyPrefix(behind, []string{"error", "reply", "response"}) && code[0] >= '4' && !isDigit(byteAt(s, to)) && byteAt(s, at-1) != ',' {
		return x.looseMention(code), to
	}
	return kb.Signature{}, at
}

// looseMention returns a code that only "error" or "reply" marks as a reply: of
// the protocol that the article names most.
func (x *extractor) looseMention(code string) kb.Signature {
	if p := x.protocol(said{code: code}); p != "" {
		return kb.Signature{Kind: kb.SigReply, Protocol: p, Code: code}
	}
	return kb.Signature{}
}

// trimSuffixes takes the words off the end of s, in any order, as long as there is
// one.
func trimSuffixes(s string, words ...string) string {
	for again := true; again; {
		again = false
		for _, w := range words {
			if t, ok := strings.CutSuffix(s, w); ok {
				s, again = strings.TrimRight(t, " "), true
			}
		}
	}
	return s
}

func lastWord(s string) string {
	return s[strings.LastIndexAny(s, " (\"")+1:]
}

func hasAnySuffix(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
