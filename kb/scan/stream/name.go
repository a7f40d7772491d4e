package stream

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

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

// isNameByte reports whether a byte may stand in a name.
func isNameByte(b byte) bool {
	return b >= utf8.RuneSelf || 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || b == '_' || b == ':' || b == '.' || b == '-'
}
