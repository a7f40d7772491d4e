package stream

import (
	"encoding/xml"
	"fmt"
	"unicode/utf8"
)

// special reads a reference or the end of a line into the words.
func (l *lexer) special(b byte) error {
	if _, err := l.byte(); err != nil {
		return err
	}
	if b == '&' {
		return l.reference()
	}
	l.words = append(l.words, '\n')
	if next, err := l.in.Peek(1); err == nil && next[0] == '\n' {
		_, err = l.byte()
		return err
	}
	return nil
}

// maxEntity is the length of the longest name of an entity that is looked at.
const maxEntity = 64

// reference reads a reference behind its & into the words.
func (l *lexer) reference() error {
	l.raw = l.raw[:0]
	for {
		b, err := l.byte()
		if err != nil {
			return err
		}
		if b == ';' {
			break
		}
		if !isNameByte(b) && b != '#' || len(l.raw) >= maxEntity {
			return fmt.Errorf("invalid character entity &%s (no semicolon)", l.raw)
		}
		l.raw = append(l.raw, b)
	}
	if len(l.raw) > 0 && l.raw[0] == '#' {
		r, ok := codePoint(l.raw[1:])
		if !ok {
			return fmt.Errorf("invalid character entity &%s;", l.raw)
		}
		l.words = utf8.AppendRune(l.words, r)
		return nil
	}
	text, ok := entity(l.raw)
	if !ok {
		return fmt.Errorf("invalid character entity &%s;", l.raw)
	}
	l.words = append(l.words, text...)
	return nil
}

// entity returns what the name of an entity stands for. Only those of XML and HTML
// are known.
func entity(name []byte) (string, bool) {
	switch string(name) {
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "amp":
		return "&", true
	case "apos":
		return "'", true
	case "quot":
		return `"`, true
	}
	text, ok := xml.HTMLEntity[string(name)]
	return text, ok
}

// codePoint returns the character of a number, decimal or with x in front.
func codePoint(digits []byte) (rune, bool) {
	base := rune(10)
	if len(digits) > 0 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n := rune(0)
	for _, b := range digits {
		d := rune(99)
		switch {
		case '0' <= b && b <= '9':
			d = rune(b - '0')
		case 'a' <= b|0x20 && b|0x20 <= 'f':
			d = rune(b|0x20-'a') + 10
		}
		if n = n*base + d; d >= base || n > utf8.MaxRune {
			return 0, false
		}
	}
	return n, len(digits) > 0 && legal(n)
}
