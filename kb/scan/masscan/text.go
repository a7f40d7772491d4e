package masscan

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// escape matches a byte as masscan writes those that are no letters.
var escape = regexp.MustCompile(`\\x([0-9a-fA-F]{2})`)

// unescaped returns the text of a banner. All of its bytes are resolved when that
// gives a text; else only those that are ASCII and no control characters, and ends
// of lines.
func unescaped(s string) string {
	if !strings.Contains(s, `\x`) {
		return s
	}
	all := escape.ReplaceAllStringFunc(s, func(m string) string { return string([]byte{value(m)}) })
	if isText(all) {
		return all
	}
	return escape.ReplaceAllStringFunc(s, func(m string) string {
		if b := value(m); b < utf8.RuneSelf && plain(rune(b)) {
			return string(rune(b))
		}
		return m
	})
}

// value returns the byte that an escape stands for.
func value(escape string) byte {
	n, _ := strconv.ParseUint(escape[2:], 16, 8) // two digits
	return byte(n)
}

// plain reports whether a character may stand in a text as it is.
func plain(r rune) bool {
	return r >= ' ' && r != 0x7F && (r < 0x80 || r > 0x9F) || r == '\t' || r == '\r' || r == '\n'
}

// isText reports whether bytes are UTF-8 without control characters.
func isText(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0
}

// fromBytes returns a text whose characters each stand for a byte, as masscan's
// JSON has them. Those that are no text are written as \xNN.
func fromBytes(s string) string {
	bytes := make([]byte, 0, len(s))
	for _, r := range s {
		if r > 0xFF {
			return visible(s) // it was written in UTF-8
		}
		bytes = append(bytes, byte(r))
	}
	if isText(string(bytes)) {
		return string(bytes)
	}
	var b strings.Builder
	for _, c := range bytes {
		if c < utf8.RuneSelf && plain(rune(c)) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, `\x%02x`, c)
		}
	}
	return b.String()
}

// visible writes control characters as \xNN.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if plain(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\x%02x`, r)
		}
	}
	return b.String()
}
