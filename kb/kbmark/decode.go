package kbmark

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"kbadvisor/kb"
)

// bom is the byte order mark of UTF-8.
var bom = []byte("\xef\xbb\xbf")

// cp1252 has the characters of the bytes 0x80 to 0x9F in Windows-1252.
var cp1252 = [32]rune{
	'€', utf8.RuneError, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', utf8.RuneError, 'Ž', utf8.RuneError,
	utf8.RuneError, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', utf8.RuneError, 'ž', 'Ÿ',
}

// encodingOf returns the encoding of src: ASCII, UTF-8, else Windows-1252.
func encodingOf(src []byte) kb.Encoding {
	for _, c := range src {
		if c >= utf8.RuneSelf {
			if utf8.Valid(src) {
				return kb.UTF8
			}
			return kb.Windows1252
		}
	}
	return kb.ASCII
}

// decode returns the text of raw: UTF-8, line feeds as line ends, control
// characters replaced.
func decode(raw []byte, enc kb.Encoding) string {
	if !needsDecoding(raw, enc) {
		return string(raw)
	}
	var b strings.Builder
	b.Grow(len(raw) + 16)
	for i := 0; i < len(raw); {
		r, size := decodeRune(raw[i:], enc)
		i += size
		switch {
		case r == '\r':
			if i < len(raw) && raw[i] == '\n' {
				i++
			}
			r = '\n'
		case isControl(r):
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

// needsDecoding reports whether raw differs from its text.
func needsDecoding(raw []byte, enc kb.Encoding) bool {
	for _, c := range raw {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c >= utf8.RuneSelf && enc == kb.Windows1252 {
			return true
		}
	}
	return false
}

func decodeRune(raw []byte, enc kb.Encoding) (rune, int) {
	c := raw[0]
	switch {
	case c < utf8.RuneSelf:
		return rune(c), 1
	case enc == kb.UTF8:
		return utf8.DecodeRune(raw)
	case c < 0xa0:
		return cp1252[c-0x80], 1
	}
	return rune(c), 1
}

func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r == 0x7f
}

// isBinary reports whether src is no text at all: it has a zero byte, or more
// than one control character in thirty bytes.
func isBinary(src []byte) bool {
	if bytes.IndexByte(src, 0) >= 0 {
		return true
	}
	n := 0
	for _, c := range src {
		if c != '\r' && c != '\f' && c != 0x1b && isControl(rune(c)) {
			n++
		}
	}
	return n*30 > len(src)
}
