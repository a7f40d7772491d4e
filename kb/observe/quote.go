package observe

import (
	"strings"
)

// quote notes a message in quotation marks.
func (r *reader) quote(p piece) {
	r.put(p.role, p.Start, p.Start, p.End)
	if n := len(r.out); n > 0 && r.out[n-1].Span == p.span {
		r.out[n-1].Text = unquote(r.out[n-1].Text)
	}
}

// unquote returns s without quotation marks around it.
func unquote(s string) string {
	return strings.Trim(s, "\"\u201c\u201d\u201e\u00ab\u00bb ")
}

// minQuote is how many words a quoted message has at least.
const minQuote = 3

// quotes returns the messages in quotation marks within a sentence, with the
// marks.
func (r *reader) quotes(s span) []span {
	var out []span
	for at := s.Start; at < s.End; {
		open, n := quoteMark(r.s[at:s.End])
		if open < 0 {
			break
		}
		from := at + open + n
		end := closeMark(r.s[from:s.End])
		if end < 0 {
			break
		}
		next := from + end + markLen(r.s[from+end:])
		if q := r.trim(from, from+end); wordCount(r.s[q.Start:q.End]) >= minQuote && !pathLike(r.s[q.Start:q.End]) {
			out = append(out, span{Start: at + open, End: next})
		}
		at = next
	}
	return out
}

// quoteMark returns the offset and the length of the first opening quotation
// mark, -1 when there is none.
func quoteMark(s string) (at, n int) {
	at = strings.IndexAny(s, "\"\u201c\u201e\u00ab")
	if at < 0 {
		return -1, 0
	}
	return at, markLen(s[at:])
}

// markLen returns the length of the quotation mark with which s begins.
func markLen(s string) int {
	switch s[0] {
	case '"':
		return 1
	case 0xc2:
		return 2
	}
	return 3
}

// wordCount returns how many words of two letters or more s has.
func wordCount(s string) int {
	n := 0
	for _, w := range strings.Fields(s) {
		if wordy(w) {
			n++
		}
	}
	return n
}

// closeMark returns the offset of the first closing quotation mark, -1 when there
// is none.
func closeMark(s string) int { return strings.IndexAny(s, "\"\u201d\u201c\u00bb") }

// pathLike reports whether what is quoted is a path or an address.
func pathLike(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "\\\\") || strings.Contains(s, "://") || len(s) > 2 && s[1] == ':' && s[2] == '\\'
}

// leadingQuote returns the message in quotation marks with which a description
// begins, when more follows.
func (r *reader) leadingQuote(sp span) (span, bool) {
	if sp.Len() == 0 || r.s[sp.Start] != '"' {
		return span{}, false
	}
	end := strings.IndexByte(r.s[sp.Start+1:sp.End], '"')
	if end < 1 || sp.Start+end+2 >= sp.End {
		return span{}, false
	}
	q := span{Start: sp.Start, End: sp.Start + end + 2}
	return q, wordCount(r.s[q.Start:q.End]) >= minQuote
}
