package web

import (
	"strconv"
	"strings"
	"unicode"

	v1 "kbadvisor/api/v1"
)

// segment is a stretch of a text that is marked or not.
type segment struct {
	Text   string
	Marked bool
}

// segments cuts a text at its marks. Marks that are out of order or out of the
// text are passed over.
func segments(text string, marks []v1.Span) []segment {
	var out []segment
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] <= m[0] || m[1] > len(text) {
			continue
		}
		out = appendSegment(out, text[at:m[0]], false)
		out = appendSegment(out, text[m[0]:m[1]], true)
		at = m[1]
	}
	return appendSegment(out, text[at:], false)
}

func appendSegment(out []segment, text string, marked bool) []segment {
	if text = clean(text); text == "" {
		return out
	}
	return append(out, segment{text, marked})
}

// clean replaces characters that could make a text look like another one: control
// characters and those that turn the direction of writing.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// number writes a count with separators: 45,674.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
