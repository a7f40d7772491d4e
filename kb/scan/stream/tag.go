package stream

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
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

// declaration reads a comment, the document type or a CDATA section, which is text.
func (l *lexer) declaration() (kind, bool, error) {
	head, _ := l.in.Peek(len("![CDATA["))
	switch {
	case bytes.HasPrefix(head, []byte("!--")):
		if err := l.take(head[:len("!--")]); err != nil {
			return 0, false, err
		}
		return 0, false, l.until("-->")
	case string(head) == "![CDATA[":
		if err := l.take(head); err != nil {
			return 0, false, err
		}
		return charData, true, l.cdata()
	}
	return 0, false, l.doctype()
}

// cdata reads a piece of a CDATA section.
func (l *lexer) cdata() error {
	l.words = l.words[:0]
	for len(l.words) < headSize {
		w, done, err := l.before("]]>")
		if err != nil {
			return err
		}
		if l.inside = !done; !done && len(w) > 1 && w[len(w)-1] == '\r' {
			w = w[:len(w)-1] // a \n may follow
		}
		l.words = append(l.words, w...)
		if done {
			w = l.buffered()[:len(w)+len("]]>")]
		}
		if err := l.take(w); err != nil || done {
			l.data = newlines(l.words)
			return err
		}
	}
	l.data = newlines(l.words)
	return nil
}

// until goes past a mark, however far away it is.
func (l *lexer) until(mark string) error {
	for {
		w, done, err := l.before(mark)
		if err != nil {
			return err
		}
		if done {
			return l.take(l.buffered()[:len(w)+len(mark)])
		}
		l.guard.mark() // nothing is kept
		if err := l.take(w); err != nil {
			return err
		}
	}
}

// before returns what comes before a mark, or false with some of it.
func (l *lexer) before(mark string) (w []byte, done bool, err error) {
	if _, err := l.in.Peek(len(mark)); err != nil {
		return nil, false, early(err)
	}
	w = l.buffered()
	if i := bytes.Index(w, []byte(mark)); i >= 0 {
		return w[:i], true, nil
	}
	return w[:len(w)-len(mark)+1], false, nil // the mark may begin in the last bytes
}

// newlines makes all ends of lines \n, in place.
func newlines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	out := text[:0]
	for i, b := range text {
		switch {
		case b != '\r':
			out = append(out, b)
		case i+1 == len(text) || text[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}

// doctype goes past the document type with the declarations in it.
func (l *lexer) doctype() error {
	for range len("!D") { // what comes first is taken as it is
		if _, err := l.byte(); err != nil {
			return err
		}
	}
	for depth, quote := 1, byte(0); depth > 0; {
		b, err := l.byte()
		if err != nil {
			return err
		}
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			depth--
		case b == '<':
			if head, _ := l.in.Peek(len("!--")); string(head) == "!--" {
				err = l.until("-->")
			} else {
				depth++
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
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
	if b, err := l.byte(); err != nil || b != '>' {
		return errors.Join(err, errors.New("expected /> in element"))
	}
	return nil
}

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
	if b, err := l.byte(); err != nil || b != '=' {
		return errors.Join(err, errors.New("attribute name without = in element"))
	}
	if err := l.space(); err != nil {
		return err
	}
	quote, err := l.byte()
	if err != nil || quote != '"' && quote != '\'' {
		return errors.Join(err, errors.New("unquoted or missing attribute value in element"))
	}
	l.start.Attr = append(l.start.Attr, xml.Attr{Name: name.Name})
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

// readName reads a name into l.raw.
func (l *lexer) readName() error {
	l.raw = l.raw[:0]
	for {
		w, err := l.window()
		if err != nil {
			return early(err)
		}
		n := 0
		for n < len(w) && isNameByte(w[n]) {
			n++
		}
		l.raw = append(l.raw, w[:n]...)
		if err := l.take(w[:n]); err != nil {
			return err
		}
		if n < len(w) {
			return checkName(l.raw)
		}
	}
}

// checkName returns why a name is none.
func checkName(name []byte) error {
	switch {
	case len(name) == 0:
		return errors.New("no name")
	case name[0] == '-' || name[0] == '.' || '0' <= name[0] && name[0] <= '9':
		return fmt.Errorf("invalid XML name: %.40s", name)
	}
	return nil
}

// name is a name as it is written, and in its two parts.
type name struct {
	xml.Name
	written string
}

// maxNames is how many names are kept for the next time that they come.
const maxNames = 4096

// intern returns l.raw in its two parts.
func (l *lexer) intern() name {
	if n, ok := l.names[string(l.raw)]; ok {
		return n
	}
	written := string(l.raw)
	n := name{split(written), written}
	if len(l.names) < maxNames {
		l.names[written] = n
	}
	return n
}

// split returns a name that is written with a prefix, or without, in its two parts.
func split(written string) xml.Name {
	if prefix, local, ok := strings.Cut(written, ":"); ok && prefix != "" && local != "" {
		return xml.Name{Space: prefix, Local: local}
	}
	return xml.Name{Local: written}
}
