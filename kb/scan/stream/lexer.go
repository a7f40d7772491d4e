package stream

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
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
