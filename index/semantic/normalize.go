package semantic

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character does to the word it stands in.
type class uint8

const (
	dropped class = iota // is passed over: control characters, accents
	blank                // ends the word
	single               // ends the word and is a word of its own
	part                 // belongs to the word
)

// ascii holds the classes of the ASCII characters.
var ascii = func() (c [utf8.RuneSelf]class) {
	for b := range c {
		c[b] = classOf(rune(b))
	}
	return c
}()

// word collects the characters of a word.
type word struct {
	buf  [maxWord * utf8.UTFMax]byte
	size int // bytes in buf
	n    int // characters, also those that buf has no room for
}

func (w *word) add(r rune) {
	if w.n < maxWord {
		w.size += utf8.EncodeRune(w.buf[w.size:], r)
	}
	w.n++
}

// tokens appends the pieces of a text until there are limit of them.
func (v *vocabulary) tokens(pieces []uint16, text string, limit int) []uint16 {
	var w word
	for i := 0; i < len(text) && len(pieces) < limit; {
		c, r, size := next(text[i:])
		i += size
		if c == part {
			w.add(r)
			continue
		}
		if c == dropped {
			continue
		}
		pieces = v.flush(&w, pieces)
		if c == single {
			w.add(r)
			pieces = v.flush(&w, pieces)
		}
	}
	pieces = v.flush(&w, pieces)
	return pieces[:min(len(pieces), limit)]
}

// flush appends the pieces of the word and empties it.
func (v *vocabulary) flush(w *word, pieces []uint16) []uint16 {
	switch {
	case w.n == 0:
	case w.n > maxWord:
		pieces = append(pieces, v.unknown)
	default:
		pieces = v.cut(w.buf[:w.size], pieces)
	}
	w.n, w.size = 0, 0
	return pieces
}

// next returns the first character of text in lower case and without accents,
// what it does to a word, and how many bytes it takes.
func next(text string) (c class, r rune, size int) {
	if b := text[0]; b < utf8.RuneSelf {
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		return ascii[b], rune(b), 1
	}
	r, size = utf8.DecodeRuneInString(text)
	r = unicode.ToLower(r)
	if base, ok := unaccented[r]; ok {
		r = base
	}
	return classOf(r), r, size
}

// classOf returns the class of a character in lower case.
func classOf(r rune) class {
	switch {
	case r == ' ' || r == '\t' || r == '\n' || r == '\r':
		return blank
	case r == utf8.RuneError || unicode.Is(unicode.Mn, r):
		return dropped
	case r < utf8.RuneSelf && !unicode.IsControl(r) && !letterOrDigit(r):
		return single // also the symbols, such as $ and +
	case unicode.IsPunct(r) || chinese(r):
		return single
	case unicode.In(r, unicode.Z):
		return blank
	case !unicode.IsGraphic(r):
		return dropped // control characters and what has no meaning yet
	}
	return part
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// chinese reports whether r is in one of the blocks of Chinese characters that
// the reference has.
func chinese(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x2A6DF ||
		r >= 0x2A700 && r <= 0x2B81F || r >= 0x2B920 && r <= 0x2CEAF ||
		r >= 0x2F800 && r <= 0x2FA1F
}
