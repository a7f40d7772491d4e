package transcript

import (
	"strings"
	"unicode/utf8"

	"kbadvisor/kb"
)

// line is one line of the input, or what is left of it when terminal bytes are
// taken away.
type line struct {
	text  string  // without line end, colour codes, telnet bytes and control bytes
	start int     // offset of text in the input
	at    []int32 // offsets in the input of the bytes of text and of its end; nil when text is a slice of the input
	body  int     // where text goes on behind time stamps and log prefixes
	conn  string  // connection that a log prefix names
}

// span returns the bytes of the input that text[from:to] stands for.
func (l *line) span(from, to int) kb.Span {
	if from >= to {
		return kb.Span{}
	}
	if l.at == nil {
		return kb.Span{Start: l.start + from, End: l.start + to}
	}
	return kb.Span{Start: int(l.at[from]), End: int(l.at[to-1]) + 1}
}

// rest returns the text behind time stamps and log prefixes.
func (l *line) rest() string { return l.text[l.body:] }

// split cuts the input into lines that are not blank. Lines end with \n, \r or
// any mix of them.
func split(input string) []line {
	var lines []line
	for pos := 0; pos < len(input); {
		end := strings.IndexAny(input[pos:], "\r\n")
		if end < 0 {
			end = len(input) - pos
		}
		if l := clean(input, pos, pos+end); strings.TrimSpace(l.text) != "" {
			l.text = strings.TrimRight(l.text, " \t")
			prefix(&l)
			lines = append(lines, l)
		}
		pos += end + 1
	}
	return lines
}

// clean returns the line input[start:end] without what a terminal swallows.
func clean(input string, start, end int) line {
	raw := input[start:end]
	if !dirty(raw) {
		return line{text: raw, start: start}
	}
	l := line{start: start}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		if n := swallowed(raw[i:]); n > 0 {
			i += n
			continue
		}
		out = append(out, raw[i])
		l.at = append(l.at, int32(start+i))
		i++
	}
	l.text = string(out)
	return l
}

// dirty reports whether s may hold bytes that a terminal swallows.
func dirty(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7f || c >= 0xc2 {
			return true
		}
	}
	return false
}

// swallowed returns the length of what s begins with that no one sees: a
// colour code, a telnet command, a control byte, a byte order mark. It is 0
// when s begins with something to read.
func swallowed(s string) int {
	switch c := s[0]; {
	case c == 0x1b:
		return escape(s)
	case c == 0xff:
		return telnet(s, 1)
	case strings.HasPrefix(s, "\u00ff"):
		return telnetRunes(s)
	case strings.HasPrefix(s, "\ufeff"), strings.HasPrefix(s, "\ufffd"), strings.HasPrefix(s, "\u200b"):
		return 3
	case c < ' ' && c != '\t', c == 0x7f:
		return 1
	}
	return 0
}

// escape returns the length of the terminal escape that s begins with.
func escape(s string) int {
	if len(s) == 1 {
		return 1
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s) && i < 64; i++ {
			if s[i] >= '@' && s[i] <= '~' {
				return i + 1
			}
		}
	case ']':
		if i := strings.IndexByte(s[:min(len(s), 256)], 7); i > 0 {
			return i + 1
		}
	}
	return min(len(s), 2)
}

// telnet returns the length of the telnet command that s begins with, 0 when
// its first n bytes, which are an IAC, are text.
func telnet(s string, n int) int {
	if len(s) == n {
		return n
	}
	switch c := s[n]; {
	case c == 0xfa: // a sub-negotiation, up to IAC SE
		if i := strings.Index(s[:min(len(s), 256)], "\xff\xf0"); i > 0 {
			return i + 2
		}
		return n + 1
	case c >= 0xfb && c < 0xff: // WILL, WONT, DO, DONT and an option
		return min(len(s), n+2)
	case c >= 0xf0:
		return n + 1
	}
	return 0
}

// telnetRunes is telnet for bytes that were turned into runes of Latin-1.
func telnetRunes(s string) int {
	second, n := utf8.DecodeRuneInString(s[2:])
	switch {
	case second < 0xf0 || second > 0xff:
		return 0
	case second < 0xfb || second == 0xff:
		return 2 + n
	}
	_, m := utf8.DecodeRuneInString(s[2+n:])
	return 2 + n + m
}
