package stream

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
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
	Tables []Row             // text: the first rows, each taken as names of columns
}

// Head looks at the beginning of the report.
func (r *Report) Head() (Head, error) {
	src, err := r.text(plainText)
	if err != nil {
		return Head{}, err
	}
	defer src.Close()
	text, err := src.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return Head{}, err
	}
	h := Head{Text: string(text)}
	switch start := strings.TrimLeft(h.Text, " \t\r\n"); {
	case strings.HasPrefix(start, "<"):
		h.root(start)
	case strings.HasPrefix(start, "{"), strings.HasPrefix(start, "["):
		h.keys(start)
	case start != "":
		h.tables(start)
	}
	return h, nil
}

// root finds the root element.
func (h *Head) root(text string) {
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for h.Inner == "" {
		t, err := dec.Token()
		if err != nil {
			return
		}
		e, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case h.Root != "":
			h.Inner = e.Name.Local
		default:
			h.Root, h.Attrs = e.Name.Local, map[string]string{}
			for _, a := range e.Attr {
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

// tables takes the first lines as names of columns.
func (h *Head) tables(text string) {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = comma([]byte(text)), -1, true
	for range preamble {
		values, err := in.Read()
		if err != nil {
			return
		}
		h.Tables = append(h.Tables, NewHeader(values))
	}
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
