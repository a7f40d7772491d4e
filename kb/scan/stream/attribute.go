package stream

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
)

// values gives the attributes their values: one string, in pieces.
func (l *lexer) values() {
	all, at := string(l.words), 0
	for i, end := range l.ends {
		l.start.Attr[i].Value, at = all[at:end], end
	}
}

// attribute reads an attribute; its value goes into the words.
func (l *lexer) attribute() error {
	if err := l.readName(); err != nil {
		return fmt.Errorf("expected attribute name in element: %w", err)
	}
	name := l.intern()
	if err := l.space(); err != nil {
		return err
	}
	if err := l.expect('=', "attribute name without = in element"); err != nil {
		return err
	}
	if err := l.space(); err != nil {
		return err
	}
	quote, err := l.byte()
	switch {
	case err != nil:
		return err
	case quote != '"' && quote != '\'':
		return errors.New("unquoted or missing attribute value in element")
	}
	l.start.Attr = append(l.start.Attr, xml.Attr{Name: name.Name})
	if err := l.guard.part(); err != nil {
		return err
	}
	if err := l.quoted(quote); err != nil {
		return err
	}
	l.ends = append(l.ends, len(l.words))
	return nil
}

// quoted reads the value of an attribute behind its quote.
func (l *lexer) quoted(quote byte) error {
	for {
		w, err := l.window()
		if err != nil {
			return early(err)
		}
		end := bytes.IndexByte(w, quote)
		if end >= 0 {
			w = w[:end]
		}
		i := special(w)
		if bytes.IndexByte(w[:i], '<') >= 0 {
			return errors.New("unescaped < inside quoted string")
		}
		more := i < len(w)
		l.words = append(l.words, w[:i]...)
		var b byte
		if more {
			b = w[i]
		}
		if err := l.take(w[:i]); err != nil {
			return err
		}
		switch {
		case more:
			err = l.special(b)
		case end >= 0:
			_, err = l.byte()
			return err
		}
		if err != nil {
			return err
		}
	}
}
