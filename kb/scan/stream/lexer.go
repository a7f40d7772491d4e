package stream

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// kind is what a token of XML is.
type kind uint8

const (
	startTag kind = iota // lexer.start
	endTag
	charData // lexer.data; a long text comes in several
)

// lexer splits XML into tags and texts, as strictly as encoding/xml does but for
// two things that harm nobody: any version is read, and "]]>" may stand in a text. Comments, instructions and the document type are
// passed over. It expects text that a cleaner went through.
//
// It is here because reports are large: it looks for the next character that
// matters in what is buffered, where encoding/xml asks for byte after byte.
type lexer struct {
	start xml.StartElement // of the last start tag
	data  []byte           // the last text, valid until the next token

	in     *source
	guard  *guard
	line   int
	open   []string // names of the elements around, as they are written
	closed bool     // the last start tag is an end tag, too
	inside bool     // of a CDATA section

	names map[string]name
	words []byte // what start and data are made of
	ends  []int  // of the values of attributes in words
	raw   []byte // a name
}

// newLexer returns a lexer. What it reads counts for the guard.
func newLexer(in *source, g *guard) *lexer {
	return &lexer{in: in, guard: g, line: 1, names: map[string]name{}}
}

// next reads a token. It returns io.EOF at the end of a whole document.
func (l *lexer) next() (kind, error) {
	if l.closed {
		l.closed = false
		return endTag, l.pop()
	}
	if l.inside {
		return charData, l.cdata()
	}
	for {
		w, err := l.window()
		switch {
		case errors.Is(err, io.EOF) && len(l.open) > 0:
			return 0, io.ErrUnexpectedEOF
		case err != nil:
			return 0, err
		case w[0] != '<':
			return charData, l.text(w)
		}
		if k, ok, err := l.tag(); ok || err != nil {
			return k, err
		}
	}
}

// window returns what is buffered, at least one byte.
func (l *lexer) window() ([]byte, error) {
	if _, err := l.in.Peek(1); err != nil {
		return nil, err
	}
	return l.in.Peek(l.in.Buffered())
}

// take consumes some bytes of the window.
func (l *lexer) take(w []byte) error {
	l.line += bytes.Count(w, []byte{'\n'})
	if _, err := l.in.Discard(len(w)); err != nil {
		return err
	}
	return l.guard.add(len(w))
}

// byte consumes one byte, and fails where the report ends early.
func (l *lexer) byte() (byte, error) {
	b, err := l.in.ReadByte()
	if err != nil {
		return 0, early(err)
	}
	if b == '\n' {
		l.line++
	}
	return b, l.guard.add(1)
}

// early returns the error of an end where more has to come.
func early(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// text reads a text, or as much of it as is buffered.
func (l *lexer) text(w []byte) error {
	if i := bytes.IndexByte(w, '<'); i >= 0 {
		w = w[:i]
	}
	i := special(w)
	if i == len(w) { // as it is, in place
		l.data = w
		return l.take(w)
	}
	l.words = l.words[:0]
	for {
		l.words = append(l.words, w[:i]...)
		if err := l.take(w[:i]); err != nil {
			return err
		}
		if w = w[i:]; len(w) == 0 {
			break
		}
		if err := l.special(w[0]); err != nil {
			return err
		}
		// The special character may have made the buffer move.
		if w = l.buffered(); len(w) == 0 || len(l.words) >= headSize {
			break
		}
		if end := bytes.IndexByte(w, '<'); end >= 0 {
			w = w[:end]
		}
		i = special(w)
	}
	l.data = l.words
	return nil
}

// buffered returns what is buffered, without reading.
func (l *lexer) buffered() []byte {
	w, _ := l.in.Peek(l.in.Buffered())
	return w
}

// special returns where the first character stands that does not stay as it is.
func special(w []byte) int {
	if i := bytes.IndexByte(w, '&'); i >= 0 {
		w = w[:i]
	}
	if i := bytes.IndexByte(w, '\r'); i >= 0 {
		w = w[:i]
	}
	return len(w)
}

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

// isNameByte reports whether a byte may stand in a name.
func isNameByte(b byte) bool {
	return b >= utf8.RuneSelf || 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || b == '_' || b == ':' || b == '.' || b == '-'
}
