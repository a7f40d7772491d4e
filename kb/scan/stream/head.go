package stream

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/transform"
)

// Head is what the beginning of a report shows of its format. Only the fields of
// one syntax are set.
type Head struct {
	Text string // the first 64 KiB, as UTF-8

	Root  string            // XML: local name of the root element
	Attrs map[string]string // XML: its attributes by local name
	Inner string            // XML: local name of the first element in the root

	Keys   map[string]string // JSON: members of the first object (also of a list or of lines), scalars with their value
	List   bool              // JSON: the first object is in a list
	Tables []Row             // text: the first rows with each separator, taken as names of columns
}

// Head looks at the beginning of the report. When nothing at all can be read, it
// fails.
func (r *Report) Head() (Head, error) {
	src, err := r.text(plainText)
	if err != nil {
		return Head{}, err
	}
	defer src.Close()
	text, err := src.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) && len(text) == 0 {
		return Head{}, err
	}
	h := Head{Text: strings.ToValidUTF8(string(text), "")} // its last character may be cut
	switch start := strings.TrimLeft(h.Text, " \t\r\n"); {
	case strings.HasPrefix(start, "<"):
		h.root(start)
	case strings.HasPrefix(start, "{"), strings.HasPrefix(start, "["):
		h.keys(start)
	case start != "":
		for _, c := range separators {
			h.Tables = append(h.Tables, tables(start, c)...)
		}
	}
	return h, nil
}

// root finds the root element.
func (h *Head) root(text string) {
	clean := transform.NewReader(strings.NewReader(text), &cleaner{syntax: xmlText})
	in := newLexer(&source{Reader: bufio.NewReaderSize(clean, headSize)}, &guard{max: headSize * 4})
	for h.Inner == "" {
		kind, err := in.next()
		switch {
		case err != nil:
			return
		case kind != startTag:
		case h.Root != "":
			h.Inner = in.start.Name.Local
		default:
			h.Root, h.Attrs = in.start.Name.Local, map[string]string{}
			for _, a := range in.start.Attr {
				h.Attrs[a.Name.Local] = a.Value
			}
		}
	}
}

// keys finds the members of the first object.
func (h *Head) keys(text string) {
	dec := json.NewDecoder(strings.NewReader(text))
	h.Keys = map[string]string{}
	depth, key, isKey := 0, "", false
	for {
		t, err := dec.Token()
		if err != nil {
			return
		}
		d, isDelim := t.(json.Delim)
		switch {
		case d == '[' && depth == 0 && !h.List:
			h.List = true
			continue
		case d == '{' || d == '[':
			depth++
		case isDelim:
			depth--
		}
		switch {
		case depth == 0:
			return // one object is enough
		case depth == 1 && d == '{' && !isKey:
			isKey = true
		case depth == 1 && isDelim: // the end of a member's value
			isKey = true
		case depth == 2 && (d == '{' || d == '[') && !isKey:
			h.Keys[key] = ""
		case depth == 1 && isKey:
			key, _ = t.(string)
			h.Keys[key], isKey = "", false
		case depth == 1:
			h.Keys[key], isKey = plainToken(t), true
		}
	}
}

// plainToken returns a scalar as text.
func plainToken(t json.Token) string {
	b, err := json.Marshal(t)
	if err != nil {
		return ""
	}
	return plain(b)
}

// HasKeys reports whether the first object has all of some members.
func (h Head) HasKeys(names ...string) bool {
	for _, n := range names {
		if _, ok := h.Keys[n]; !ok {
			return false
		}
	}
	return true
}

// HasColumns reports whether one of the first rows has all of some names.
func (h Head) HasColumns(names ...string) bool {
	for _, t := range h.Tables {
		if t.Has(names...) {
			return true
		}
	}
	return false
}
