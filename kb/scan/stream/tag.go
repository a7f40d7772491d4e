package stream

import (
	"encoding/xml"
	"errors"
	"fmt"
)

// tag reads what begins with <. It returns false for what is no token.
func (l *lexer) tag() (k kind, ok bool, err error) {
	if _, err := l.byte(); err != nil {
		return 0, false, err
	}
	next, err := l.in.Peek(1)
	if err != nil {
		return 0, false, early(err)
	}
	switch next[0] {
	case '/':
		return endTag, true, l.endTag()
	case '?':
		return 0, false, l.until("?>")
	case '!':
		return l.declaration()
	}
	return startTag, true, l.startTag()
}

// endTag reads an end tag behind its <.
func (l *lexer) endTag() error {
	if _, err := l.byte(); err != nil {
		return err
	}
	if err := l.readName(); err != nil {
		return fmt.Errorf("expected element name after </: %w", err)
	}
	if err := l.space(); err != nil {
		return err
	}
	switch b, err := l.byte(); {
	case err != nil:
		return err
	case b != '>':
		return fmt.Errorf("invalid characters between </%s and >", l.raw)
	case len(l.open) == 0:
		return fmt.Errorf("unexpected end element </%s>", l.raw)
	}
	if was := l.open[len(l.open)-1]; was != string(l.raw) {
		return fmt.Errorf("element <%s> closed by </%s>", was, l.raw)
	}
	return l.pop()
}

// pop goes out of an element.
func (l *lexer) pop() error {
	l.open = l.open[:len(l.open)-1]
	return nil
}

// startTag reads a start tag behind its <.
func (l *lexer) startTag() error {
	if err := l.readName(); err != nil {
		return fmt.Errorf("expected element name after <: %w", err)
	}
	name := l.intern()
	l.open = append(l.open, name.written)
	l.start = xml.StartElement{Name: name.Name}
	if err := l.guard.part(); err != nil {
		return err
	}
	l.words, l.ends = l.words[:0], l.ends[:0]
	for {
		if err := l.space(); err != nil {
			return err
		}
		next, err := l.in.Peek(1)
		if err != nil {
			return early(err)
		}
		switch next[0] {
		case '>', '/':
			l.values()
			return l.endOfStart(next[0])
		}
		if err := l.attribute(); err != nil {
			return err
		}
	}
}

// endOfStart reads > or />.
func (l *lexer) endOfStart(b byte) error {
	l.closed = b == '/'
	if _, err := l.byte(); err != nil || !l.closed {
		return err
	}
	return l.expect('>', "expected /> in element")
}

// expect consumes a byte, and fails when it is another one.
func (l *lexer) expect(want byte, wrong string) error {
	if b, err := l.byte(); err != nil || b == want {
		return err
	}
	return errors.New(wrong)
}

// space goes past blanks.
func (l *lexer) space() error {
	for {
		w, err := l.window()
		if err != nil {
			return early(err)
		}
		n := 0
		for n < len(w) && (w[n] == ' ' || w[n] == '\n' || w[n] == '\t' || w[n] == '\r') {
			n++
		}
		if n == 0 {
			return nil
		}
		if err := l.take(w[:n]); err != nil || n < len(w) {
			return err
		}
	}
}
