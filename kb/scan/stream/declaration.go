package stream

import "bytes"

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
