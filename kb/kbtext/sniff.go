package kbtext

import (
	"bytes"
	"fmt"
	"strings"

	"kbadvisor/kb"
)

// bom is the UTF-8 byte order mark.
const bom = "\xEF\xBB\xBF"

// Sniff reports whether head, the beginning of a text, looks like an article in
// the KB text format: its first line that is not blank is a DOCUMENT: line.
func Sniff(head []byte) bool {
	s, ok := bytes.CutPrefix(skipSpace(head), []byte("DOCUMENT"))
	return ok && bytes.HasPrefix(bytes.TrimLeft(s, " \t"), []byte(":"))
}

// skipSpace returns b without leading white space and byte order marks.
func skipSpace(b []byte) []byte {
	for len(b) > 0 {
		switch {
		case b[0] == ' ' || b[0] == '\t' || b[0] == '\r' || b[0] == '\n':
			b = b[1:]
		case bytes.HasPrefix(b, []byte(bom)):
			b = b[len(bom):]
		default:
			return b
		}
	}
	return b
}

// foreign returns the error for a text that is no article.
func foreign(src []byte) *kb.ParseError {
	rest := skipSpace(src)
	line := 1 + countLines(src[:len(src)-len(rest)])
	if i := bytes.IndexAny(rest[:min(len(rest), 200)], "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	return &kb.ParseError{Kind: kb.ErrNotArticle, Line: line, Want: "a line DOCUMENT:Qnnnnnn", Got: clip(string(rest[:min(len(rest), 200)]))}
}

// tooLarge returns the error for an article that begins on a line and is over
// the limit.
func tooLarge(line int, opt Options) error {
	return &kb.ParseError{Kind: kb.ErrTooLarge, Line: line, Want: fmt.Sprintf("an article of at most %d bytes", opt.limit())}
}

// clip shortens what was found to what fits an error message.
func clip(s string) string {
	const most = 60
	s = strings.ToValidUTF8(strings.TrimSpace(s), "\uFFFD")
	if s == "" {
		return "nothing"
	}
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "..."
	}
	return s
}

// countLines returns the number of line ends (CRLF, LF or CR) in b.
func countLines(b []byte) int {
	n := bytes.Count(b, []byte("\n"))
	if bytes.IndexByte(b, '\r') < 0 {
		return n
	}
	return n + bytes.Count(b, []byte("\r")) - bytes.Count(b, []byte("\r\n"))
}
