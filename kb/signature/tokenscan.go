package signature

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The classes of bytes.
const (
	classSep    uint8 = iota // always ends a chunk
	classLetter              // ASCII letter or underscore
	classDigit
	classSoft // may stand inside an address, a path, a date
	classHigh // part of a rune beyond ASCII
)

// tokenClass is the class of each byte.
var tokenClass = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = classHigh
		case c >= '0' && c <= '9':
			t[c] = classDigit
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
			t[c] = classLetter
		}
	}
	for _, c := range `.:\/@-',$~` {
		t[c] = classSoft
	}
	return t
}()

// tokenChunk returns the end of the run of characters at i that can be one
// token, and whether it is a plain word of ASCII letters. The end is i when the
// character at i separates.
func tokenChunk(text string, i int) (end int, plain bool) {
	j := i
	for j < len(text) && tokenClass[text[j]] == classLetter {
		j++
	}
	if j > i && (wordEnds(text, j) || strings.IndexByte(".,:", text[j]) >= 0 && wordEnds(text, j+1)) {
		return j, true
	}
	for j < len(text) {
		n := chunkRune(text, i, j)
		if n == 0 {
			break
		}
		j += n
		if n == 3 && strings.HasPrefix(text[j-3:], "://") {
			return urlEnd(text, j), false
		}
	}
	return j, false
}

// wordEnds reports whether the text ends at j or a separator stands there.
func wordEnds(text string, j int) bool { return j >= len(text) || tokenClass[text[j]] == classSep }

// chunkRune returns the size of the character at j when it goes on the chunk
// that began at i, else 0. For the mark after a scheme it is 3.
func chunkRune(text string, i, j int) int {
	c := text[j]
	switch tokenClass[c] {
	case classLetter, classDigit:
		return 1
	case classHigh:
		return highRune(text, i, j)
	case classSep:
		return 0
	}
	switch c {
	case '\'':
		return btoi(between(text, i, j, j+1, classLetter))
	case ',':
		return btoi(between(text, i, j, j+1, classDigit))
	case ':':
		if j-i >= 3 && j-i <= 10 && strings.HasPrefix(text[j:], "://") {
			return 3
		}
	}
	return 1
}

// btoi returns 1 for true and 0 for false.
func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// between reports whether the bytes before j and at next are of the class and
// in the text.
func between(text string, i, j, next int, class uint8) bool {
	return j > i && next < len(text) && tokenClass[text[j-1]] == class && tokenClass[text[next]] == class
}

// highRune is chunkRune for a character beyond ASCII.
func highRune(text string, i, j int) int {
	r, size := utf8.DecodeRuneInString(text[j:])
	switch {
	case r == '’':
		if between(text, i, j, j+size, classLetter) {
			return size
		}
		return 0
	case r == utf8.RuneError && size <= 1:
		return 0
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return size
	}
	return 0
}

// runeLen returns the size of the character at i, at least 1.
func runeLen(text string, i int) int {
	_, size := utf8.DecodeRuneInString(text[i:])
	return max(size, 1)
}

// urlEnd returns the end of a URL of which the part up to j is known.
func urlEnd(text string, j int) int {
	for j < len(text) && text[j] > ' ' && text[j] < utf8.RuneSelf && strings.IndexByte("\"<>|`(){}[],;'", text[j]) < 0 {
		j++
	}
	return j
}
