package stream

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// JSON walks the values of a report: one document, or several after each other
// (JSON Lines).
type JSON struct {
	src    *source
	guard  *guard
	dec    *json.Decoder
	limits Limits
	path   []string
	first  byte
}

// JSON opens the report as JSON. The caller closes it.
func (r *Report) JSON() (*JSON, error) {
	src, err := r.text(jsonText)
	if err != nil {
		return nil, err
	}
	j := &JSON{src: src, guard: &guard{max: r.limits.Value}, limits: r.limits}
	head, _ := src.Peek(headSize)
	if head = bytes.TrimLeft(head, " \t\r\n"); len(head) > 0 {
		j.first = head[0]
	}
	j.dec = json.NewDecoder(&byChunk{src: src, guard: j.guard})
	return j, nil
}

// Close ends reading.
func (j *JSON) Close() error { return j.src.Close() }

// Path returns the keys around the value that comes next.
func (j *JSON) Path() string { return strings.Join(j.path, ".") }

// Documents calls visit for each document until the report ends. Each time it has
// to take one value.
func (j *JSON) Documents(visit func() error) error {
	for {
		j.guard.mark()
		if !j.more() {
			return j.fail(j.end())
		}
		if err := visit(); err != nil {
			return err
		}
	}
}

// Each calls visit for each record: the values of a list when the report is one,
// else its documents. Each time it has to take one value.
func (j *JSON) Each(visit func() error) error {
	if j.first != '[' {
		return j.Documents(visit)
	}
	return j.Documents(func() error { return j.Array(func(int) error { return visit() }) })
}

// more reports whether something comes before the end of the report.
func (j *JSON) more() bool { return j.dec.More() }

// end returns why nothing comes: nil at the end of the report.
func (j *JSON) end() error {
	if _, err := j.dec.Token(); !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// Object takes an object and calls visit for each of its members, which has to take
// the value with one of Decode, Skip, Object and Array. Null is an object without
// members.
func (j *JSON) Object(visit func(key string) error) error {
	if there, err := j.open('{', "an object"); !there {
		return err
	}
	return j.members(visit)
}

// Array takes an array and calls visit for each of its values, which it has to
// take. Null is an empty array.
func (j *JSON) Array(visit func(i int) error) error {
	if there, err := j.open('[', "an array"); !there {
		return err
	}
	for i := 0; j.dec.More(); i++ {
		j.guard.mark()
		if err := j.inside(fmt.Sprintf("[%d]", i), func() error { return visit(i) }); err != nil {
			return err
		}
	}
	return j.close()
}

// open takes the beginning of an object or array. It is not there when the value is
// null.
func (j *JSON) open(want json.Delim, name string) (there bool, err error) {
	t, err := j.dec.Token()
	switch {
	case err != nil:
		return false, j.fail(err)
	case t == nil:
		return false, nil
	case t != want:
		return false, j.fail(fmt.Errorf("want %s, got %v", name, brief(t)))
	}
	return true, nil
}

func (j *JSON) close() error {
	_, err := j.dec.Token()
	return j.fail(err)
}

// brief names a token that was not wanted.
func brief(t json.Token) string {
	switch t := t.(type) {
	case nil:
		return "null"
	case json.Delim:
		return map[json.Delim]string{'{': "an object", '[': "an array"}[t]
	case string:
		return "a string"
	}
	return fmt.Sprint(t)
}

// inside visits a value under a key.
func (j *JSON) inside(key string, visit func() error) error {
	j.path = append(j.path, key)
	defer func() { j.path = j.path[:len(j.path)-1] }()
	if len(j.path) > j.limits.Depth {
		return j.tooDeep()
	}
	return visit()
}

// tooDeep returns the error for values that are too deep in each other.
func (j *JSON) tooDeep() error {
	return j.fail(fmt.Errorf("%w: values are more than %d deep in each other", ErrLimit, j.limits.Depth))
}

// Decode takes the next value into v, as encoding/json does. A value of another
// type than v is an *Error with a *json.UnmarshalTypeError in it; the value is taken
// all the same.
func (j *JSON) Decode(v any) error { return j.fail(j.dec.Decode(v)) }

// DecodeSome takes the next value into v as Decode does, but leaves out what is of
// another type than v has it. The warning names the first of that, and is empty when
// all is there.
func (j *JSON) DecodeSome(v any) (warning string, err error) {
	err = j.Decode(v)
	var other *json.UnmarshalTypeError
	if !errors.As(err, &other) {
		return "", err
	}
	return fmt.Sprintf("%.100s left out: it is not of the kind that the format has there, but %.100s", cmp.Or(other.Field, j.Path()), other.Value), nil
}

// Skip goes past the next value, whatever its size.
func (j *JSON) Skip() error {
	depth := 0
	for {
		j.guard.mark()
		t, err := j.dec.Token()
		if err != nil {
			return j.fail(err)
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			if depth++; len(j.path)+depth > j.limits.Depth {
				return j.tooDeep()
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// First returns the first byte of the report that is no blank: one of {["tfn-0-9
// for JSON. It is 0 for an empty report.
func (j *JSON) First() byte { return j.first }

// fail returns an error with the place where it happened, nil for nil.
func (j *JSON) fail(err error) error {
	var at *Error
	if err == nil || errors.As(err, &at) {
		return err
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if strings.Contains(err.Error(), "exceeded max depth") {
		err = fmt.Errorf("%w: %w", ErrLimit, err)
	}
	return &Error{At: fmt.Sprint("byte ", j.dec.InputOffset()), In: j.Path(), Err: err}
}

// byChunk gives a decoder of JSON what it asks for in pieces, small ones first, so
// that the guard's count is right to within an eighth. They grow because the decoder
// looks at all blanks before a value again whenever it gets more of them.
type byChunk struct {
	src   *source
	guard *guard
}

func (c *byChunk) Read(p []byte) (int, error) {
	p = p[:min(int64(len(p)), max(4<<10, c.guard.used/8))]
	n, err := c.src.Read(p)
	for n > 0 && n < len(p) && err == nil {
		more := 0
		more, err = c.src.Read(p[n:])
		n += more
	}
	if over := c.guard.add(n); over != nil {
		return 0, over
	}
	return n, err
}
