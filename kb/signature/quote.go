package signature

import (
	"strings"

	"kbadvisor/kb"
)

// maxQuote bounds a quotation within a sentence, in bytes.
const maxQuote = 400

// quotes adds the messages that a block quotes within its sentences.
func (x *extractor) quotes(b block) {
	p := &x.page
	if b.rule || b.first >= b.last || x.taken[b.first] {
		return
	}
	base, end := p.rows[b.first].from, p.end(b)
	s := p.text[base:end]
	var open []span // quotations that share what stands behind the next one
	for at := 0; at < len(s); {
		from, to, next := quotation(s, at)
		if next == 0 {
			return
		}
		at = next
		if to-from < 6 || to-from > maxQuote {
			open = nil
			continue
		}
		text, behind := collapse(s[from:to]), s[next:min(len(s), next+60)]
		switch {
		case isQuotedMessage(s[max(0, from-90):from], text, behind) || x.isReply(text):
			for _, o := range append(open, span{from, to}) {
				x.emitText(strings.TrimRight(collapse(s[o.from:o.to]), ","), base+o.from, base+o.to, kb.OriginInline)
			}
			open = nil
		case wordy(text) && !notQuoted(text) && joined(behind):
			open = append(open, span{from, to})
		default:
			open = nil
		}
	}
}

// span is a stretch of a text.
type span struct{ from, to int }

// joined reports whether what stands behind a quotation joins it to the next
// one: or "...
func joined(behind string) bool {
	behind = strings.TrimLeft(lower(behind), " ,")
	return strings.HasPrefix(behind, `or "`) || strings.HasPrefix(behind, `and "`) || strings.HasPrefix(behind, `"`)
}

// quotation finds the next quotation at or behind an offset: the bytes between the
// marks, and the offset behind it, 0 when there is none.
func quotation(s string, at int) (from, to, next int) {
	for ; at < len(s); at++ {
		mark, width := "\"", 1
		switch {
		case s[at] == '"':
		case s[at] == curly[0] && strings.HasPrefix(s[at:], curly):
			mark, width = "”", len(curly)
		default:
			continue
		}
		from = at + width
		n := strings.Index(s[from:], mark)
		if n < 0 {
			return 0, 0, 0
		}
		return from, from + n, from + n + len(mark)
	}
	return 0, 0, 0
}

// curly is a typographic mark that opens a quotation.
const curly = "“"

// isQuotedMessage reports whether a quotation is a message, by the words before
// and behind it.
func isQuotedMessage(before, text, behind string) bool {
	if !wordy(text) || notQuoted(text) {
		return false
	}
	behind = strings.TrimLeft(lower(behind), `"'”.,) `)
	before = strings.TrimRight(lower(before), " \"'“(:,")
	if hasAnyPrefix(behind, otherBehind) && !strings.HasPrefix(behind, "dialog box appears") && !strings.HasPrefix(behind, "message box ") {
		return false
	}
	if hasAnyPrefix(behind, quotedBehind) || hasAnyPrefix(behind, shownBehind) && containsAny(before, speakers) {
		return true
	}
	for _, w := range quotedBefore {
		if strings.HasSuffix(before, w) && (len(before) == len(w) || !isLetter(before[len(before)-len(w)-1])) {
			return true
		}
	}
	if containsAny(before[max(0, len(before)-40):], captions) {
		return false
	}
	if strings.HasPrefix(behind, "dialog box appears") || strings.HasPrefix(behind, "message box") {
		return strings.Count(text, " ") > 1
	}
	for _, w := range quotingVerbs {
		if strings.HasSuffix(before, " "+w) && containsAny(before, speakers) {
			return true
		}
	}
	return false
}

// isReply reports whether a quotation is a reply of a server with its code.
func (x *extractor) isReply(text string) bool {
	r, ok := parseReply(text)
	return ok && wordy(r.text) && x.protocol(r) != ""
}

func hasAnyPrefix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// wordy reports whether a text has two words or more, or a code.
func wordy(s string) bool {
	i := strings.IndexByte(s, ' ')
	return i > 0 && i < len(s)-1
}

// notQuoted reports whether a quotation is known to be something else than a
// message.
func notQuoted(s string) bool {
	l := lower(s)
	for _, w := range []string{"starting windows", "more information", "hkey_", "http://", "www.", "steps to reproduce", "see also", "for more information"} {
		if strings.HasPrefix(l, w) {
			return true
		}
	}
	return strings.HasSuffix(s, ";") || strings.ContainsAny(s, "{}")
}
