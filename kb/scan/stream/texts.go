package stream

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// Texts is a string, a number or a boolean, or a list of them: scanners write one
// or many in the same place. Null is none.
type Texts []string

// UnmarshalJSON reads one or many. Objects in the place of texts are kept as JSON.
func (t *Texts) UnmarshalJSON(data []byte) error {
	*t = nil
	many := []json.RawMessage{data}
	if bytes.HasPrefix(data, []byte("[")) {
		many = nil
		if err := json.Unmarshal(data, &many); err != nil {
			return err
		}
	}
	for _, m := range many {
		if s := plain(m); s != "" {
			*t = append(*t, s)
		}
	}
	return nil
}

// First returns the first text, or nothing.
func (t Texts) First() string {
	if len(t) == 0 {
		return ""
	}
	return t[0]
}

// plain returns a value of JSON as text.
func plain(m json.RawMessage) string {
	switch {
	case len(m) == 0 || m[0] == 'n':
		return "" // null
	case len(m) > 1 && m[0] == '"' && bytes.IndexByte(m, '\\') < 0 && utf8.Valid(m):
		return string(m[1 : len(m)-1]) // as it stands, which is most of the time
	}
	var s string
	if m[0] == '"' && json.Unmarshal(m, &s) == nil {
		return s
	}
	var b bytes.Buffer
	if json.Compact(&b, m) != nil {
		return string(m)
	}
	return b.String()
}

// Word is a string, a number or a boolean as text, whatever of them a tool writes.
// Null is nothing, and an object or a list is kept as JSON.
type Word string

// UnmarshalJSON reads any value.
func (w *Word) UnmarshalJSON(data []byte) error {
	*w = Word(plain(data))
	return nil
}
