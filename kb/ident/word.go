package ident

import "strings"

// wordKind tells what a word is made of.
type wordKind uint8

const (
	hasDigit wordKind = 1 << iota
	hasLetter
	hasUnder
	isDigits = hasDigit
)

// word is a run of ASCII letters, digits and underscores.
type word struct {
	from, to int32
	kind     wordKind
}

// split returns the words of a text.
func split(s string) []word {
	words := make([]word, 0, len(s)/6+1)
	for i := 0; i < len(s); {
		kind := classOf(s[i])
		if kind == 0 {
			i++
			continue
		}
		from := i
		for i < len(s) {
			k := classOf(s[i])
			if k == 0 {
				break
			}
			kind |= k
			i++
		}
		words = append(words, word{int32(from), int32(i), kind})
	}
	return words
}

// classOf returns what a byte makes of its word, 0 when it is in none.
func classOf(c byte) wordKind {
	switch {
	case c >= '0' && c <= '9':
		return hasDigit
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return hasLetter
	case c == '_':
		return hasUnder
	}
	return 0
}

// word returns the text of the word i, empty when there is none.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.w) {
		return ""
	}
	return f.s[f.w[i].from:f.w[i].to]
}

// gap returns what stands between the words i and i+1, for i = -1 what
// stands before the first word, for the last word what stands behind it.
func (f *finder) gap(i int) string {
	from, to := 0, len(f.s)
	if i >= 0 {
		from = int(f.w[i].to)
	}
	if i+1 < len(f.w) {
		to = int(f.w[i+1].from)
	}
	return f.s[from:to]
}

// gapByte returns the byte at an offset, a line feed outside the text.
func (f *finder) byteAt(at int) byte {
	if at < 0 || at >= len(f.s) {
		return '\n'
	}
	return f.s[at]
}

// maxLowered is the length over which no word is looked up.
const maxLowered = 64

// lower returns a word in lower case, empty when it is too long to be a key.
func lower(s string) string {
	if len(s) > maxLowered {
		return ""
	}
	return strings.ToLower(s)
}

// allDigits reports whether s is made of digits, at least one.
func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// allHex reports whether s is made of hexadecimal digits, at least one.
func allHex(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f') {
			return false
		}
	}
	return s != ""
}

// digitsFrom returns how many digits stand at an offset.
func digitsFrom(s string, at int) int {
	n := 0
	for at+n < len(s) && s[at+n] >= '0' && s[at+n] <= '9' {
		n++
	}
	return n
}
