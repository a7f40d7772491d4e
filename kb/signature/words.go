package signature

import "strings"

// lower returns s with ASCII letters in lower case and every white space as a
// blank.
func lower(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && (s[i] < 'A' || s[i] > 'Z')
	}
	if plain {
		return s
	}
	b := make([]byte, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c < ' ':
			c = ' '
		}
		b[i] = c
	}
	return string(b)
}

// containsAny reports whether s contains one of the words.
func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// firstOf returns the offset of the first of the words in s, its length when
// there is none. A word counts at the start of a word only.
func firstOf(s string, words []string) int {
	first := len(s)
	for _, w := range words {
		for at := 0; at < first; {
			i := strings.Index(s[at:first], w)
			if i < 0 {
				break
			}
			if i += at; i == 0 || !isLetter(s[i-1]) {
				first = i
			}
			at = i + 1
		}
	}
	return first
}

// lastOf returns the offset of the last of the words in s, -1 when there is none.
func lastOf(s string, words []string) int {
	last := -1
	for _, w := range words {
		if i := strings.LastIndex(s, w); i > last && (i == 0 || !isLetter(s[i-1])) {
			last = i
		}
	}
	return last
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isUpper(c byte) bool  { return c >= 'A' && c <= 'Z' }
func isWord(c byte) bool   { return isLetter(c) || isDigit(c) || c == '_' || c >= 0x80 }
func isHex(c byte) bool    { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// hasFold reports whether s begins with the prefix, which is in lower case.
func hasFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := 0; i < len(prefix); i++ {
		c := s[i]
		if isUpper(c) {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// indexFold returns the offset of the first word, which is in lower case, in s
// in any case, and -1 when there is none.
func indexFold(s, word string) int {
	for at := 0; at+len(word) <= len(s); at++ {
		if s[at]|0x20 == word[0]|0x20 && hasFold(s[at:], word) {
			return at
		}
	}
	return -1
}

// number returns the digits that s begins with.
func number(s string) string {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return s[:n]
}

// collapse returns s with every stretch of white space as one blank, without
// blanks at either end.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
