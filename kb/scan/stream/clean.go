package stream

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// syntax tells what a text must not have in it.
type syntax uint8

const (
	plainText syntax = iota // bytes that are not UTF-8
	jsonText                // also control characters; they are written with a doubled backslash
	xmlText                 // also control characters, and references to them
)

// cleaner writes bytes that a syntax forbids as \xNN, as scanners do it for
// what they received.
type cleaner struct {
	transform.NopResetter
	syntax syntax
}

// maxRef is the length of the longest reference to a character that is looked at.
const maxRef = 32

// Transform implements transform.Transformer.
func (c *cleaner) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		out, size, enough := c.next(src[nSrc:], atEOF)
		if !enough {
			return nDst, nSrc, transform.ErrShortSrc
		}
		if nDst+len(out) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], out)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// next returns what the beginning of src becomes and how many bytes that is made
// of, or false when more of the text is needed to tell.
func (c *cleaner) next(src []byte, atEOF bool) (out []byte, size int, enough bool) {
	if n := c.fine(src); n > 0 {
		return src[:n], n, true
	}
	b := src[0]
	switch {
	case b == '&':
		return c.reference(src, atEOF)
	case b < utf8.RuneSelf:
		return c.escaped(rune(b)), 1, true
	case !utf8.FullRune(src) && !atEOF:
		return nil, 0, false
	}
	r, n := utf8.DecodeRune(src)
	if n > 1 && legal(r) {
		return src[:n], n, true
	}
	for _, b := range src[:n] {
		out = append(out, c.escaped(rune(b))...)
	}
	return out, n, true
}

// fine returns how many bytes at the beginning of src are plain ASCII that may
// stay. It looks at eight of them at once.
func (c *cleaner) fine(src []byte) int {
	src = src[:min(len(src), 1<<10)]
	for i := 0; i < len(src); {
		if len(src)-i >= 8 && !c.suspect(binary.LittleEndian.Uint64(src[i:])) {
			i += 8
			continue
		}
		for end := min(i+8, len(src)); i < end; i++ {
			b := src[i]
			if b >= utf8.RuneSelf || c.syntax == xmlText && b == '&' || c.syntax != plainText && b < ' ' && b != '\t' && b != '\n' && b != '\r' {
				return i
			}
		}
	}
	return len(src)
}

// suspect reports whether one of eight bytes may be such that it cannot stay.
func (c *cleaner) suspect(w uint64) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	found := w & tops // no ASCII
	if c.syntax != plainText {
		found |= (w - ' '*ones) & ^w & tops // less than a blank
	}
	if c.syntax == xmlText {
		and := w ^ '&'*ones
		found |= (and - ones) & ^and & tops // a byte that is zero now
	}
	return found != 0
}

// reference returns a reference to a character as it is, or the character written
// out when XML forbids it.
func (c *cleaner) reference(src []byte, atEOF bool) ([]byte, int, bool) {
	if len(src) < 2 && !atEOF {
		return nil, 0, false
	}
	if len(src) < 2 || src[1] != '#' {
		return src[:1], 1, true
	}
	end := bytes.IndexByte(src[:min(len(src), maxRef)], ';')
	switch {
	case end < 0 && len(src) < maxRef && !atEOF:
		return nil, 0, false
	case end < 0:
		return src[:1], 1, true
	}
	digits, base := string(src[2:end]), 10
	if len(digits) > 1 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	switch {
	case err != nil: // what is behind the & is looked at on its own
		return src[:1], 1, true
	case legal(rune(n)) && n <= utf8.MaxRune:
		return src[:end+1], end + 1, true
	}
	return c.escaped(rune(n)), end + 1, true
}

// legal reports whether XML 1.0 allows a character.
func legal(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r < 0xD800 || r > 0xDFFF && r < 0xFFFE || r > 0xFFFF
}

// escaped returns a character that is not allowed as \xNN.
func (c *cleaner) escaped(r rune) []byte {
	const hex = "0123456789abcdef"
	if uint32(r) > 0xFF {
		return []byte("\\u{" + strconv.FormatUint(uint64(uint32(r)), 16) + "}")
	}
	out := []byte{'\\', 'x', hex[r>>4&15], hex[r&15]}
	if c.syntax == jsonText {
		out = append([]byte{'\\'}, out...)
	}
	return out
}
