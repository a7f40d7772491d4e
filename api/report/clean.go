package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Clean makes text of articles, reports and the network safe to show: whatever
// could command a terminal or change the order of what is read is written out
// as \x1b or \u202e. Line feeds and tabs stay.
func Clean(text string) string {
	if safe(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case !hazard(r):
			b.WriteString(text[i : i+n])
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		i += n
	}
	return b.String()
}

// CleanLine is Clean for text that has to stay on one line.
func CleanLine(text string) string {
	return Clean(strings.Join(strings.FieldsFunc(text, isBreak), " "))
}

// CleanJSON does for JSON what Clean does for text: the same characters can only
// stand inside strings there, and get JSON's own escape, so that nothing changes
// for who reads it.
func CleanJSON(text []byte) []byte {
	if safe(string(text)) {
		return text
	}
	var b strings.Builder
	for _, r := range string(text) {
		switch hi, lo := utf16.EncodeRune(r); {
		case !hazard(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\u%04x\u%04x`, hi, lo)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return []byte(b.String())
}

func safe(text string) bool {
	return utf8.ValidString(text) && strings.IndexFunc(text, hazard) < 0
}

// hazard reports whether the rune is a control character, changes the direction
// of text, or cannot be seen. Line feeds and tabs are none.
func hazard(r rune) bool {
	switch {
	case r < 0x80:
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7f
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	}
	return r == 0x61c || r == 0x180e || r == 0xfeff || unicode.IsControl(r) || r >= 0xe0000 && r <= 0xe0fff
}

func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\t' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// oneLine returns a text on one clean line, cut to about n bytes.
func oneLine(text string, n int) string {
	return cut(strings.Join(strings.Fields(CleanLine(cut(text, 4*n))), " "), n)
}

// cut shortens a text to at most n bytes, with a mark when something is gone.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n] + " …"
}
