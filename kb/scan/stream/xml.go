package stream

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// XML walks the elements of a report. Names are local: namespaces are ignored.
// Entities that a report declares are refused, and nothing is ever fetched; those of
// HTML are known.
type XML struct {
	// Leave is called at the end of each element that was entered and not decoded
	// or skipped, with its path. It may be nil.
	Leave func(path string) error

	src    *source
	guard  *guard
	dec    *xml.Decoder // reads tokens through limits
	limits Limits
	path   []string
	start  *xml.StartElement // that was entered last, nil when it is decoded or skipped
}

// XML opens the report as XML. The caller closes it.
func (r *Report) XML() (*XML, error) {
	src, err := r.text(xmlText)
	if err != nil {
		return nil, err
	}
	x := &XML{src: src, guard: &guard{in: src, max: r.limits.Value}, limits: r.limits}
	x.dec = xml.NewDecoder(x.guard)
	x.dec.Entity = xml.HTMLEntity
	x.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 already
	return x, nil
}

// Close ends reading.
func (x *XML) Close() error { return x.src.Close() }

// Each calls enter for each element, in the order of the report, with its path
// ("nmaprun/host/address"). The elements inside of it follow unless enter calls
// Decode or Skip. It returns nil at the end of a whole report.
func (x *XML) Each(enter func(path string, e xml.StartElement) error) error {
	seen := false
	for {
		t, err := x.token()
		if errors.Is(err, io.EOF) && seen {
			return nil
		}
		if err != nil {
			return x.fail(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			seen = true
			err = x.enter(t, enter)
		case xml.EndElement:
			err = x.leave()
		}
		if err != nil {
			return err
		}
	}
}

// enter goes into an element and calls a function for it.
func (x *XML) enter(e xml.StartElement, visit func(string, xml.StartElement) error) error {
	x.path = append(x.path, e.Name.Local)
	if len(x.path) > x.limits.Depth {
		return x.fail(fmt.Errorf("%w: elements are more than %d deep in each other", ErrLimit, x.limits.Depth))
	}
	x.start = &e
	return visit(x.Path(), e)
}

// leave goes out of an element.
func (x *XML) leave() error {
	path := x.Path()
	x.start = nil
	x.path = x.path[:max(0, len(x.path)-1)]
	if x.Leave == nil {
		return nil
	}
	return x.Leave(path)
}

// Path returns the names of the elements around the one that was entered last,
// and its own, with slashes between them.
func (x *XML) Path() string { return strings.Join(x.path, "/") }

// token returns the next token.
func (x *XML) token() (xml.Token, error) {
	x.guard.mark()
	return x.dec.Token()
}

// Decode reads all of the element that was entered last into a struct, as
// encoding/xml does. Its end is not told to Leave.
func (x *XML) Decode(v any) error {
	if x.start == nil {
		return x.fail(errors.New("no element is open"))
	}
	x.guard.mark()
	inner := xml.NewTokenDecoder(&deep{x: x, pending: x.start, left: x.limits.Depth})
	return x.done(inner.Decode(v))
}

// Skip goes past the element that was entered last.
func (x *XML) Skip() error {
	depth := 1
	for depth > 0 {
		t, err := x.token()
		if err != nil {
			return x.done(err)
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return x.done(nil)
}

// done notes that the element that was entered last is behind.
func (x *XML) done(err error) error {
	if err != nil {
		return x.fail(err)
	}
	x.start = nil
	x.path = x.path[:max(0, len(x.path)-1)]
	return nil
}

// fail returns an error with the place where it happened.
func (x *XML) fail(err error) error {
	var at *Error
	if errors.As(err, &at) {
		return err
	}
	var syntax *xml.SyntaxError
	if errors.Is(err, io.EOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF") {
		err = io.ErrUnexpectedEOF
	}
	line, _ := x.dec.InputPos()
	if errors.As(err, &syntax) {
		line, err = syntax.Line, errors.New(syntax.Msg)
	}
	return &Error{At: fmt.Sprint("line ", line), In: x.Path(), Err: err}
}

// deep gives the tokens of one element, whose start was read already, and fails
// when they are too deep in each other.
type deep struct {
	x       *XML
	pending *xml.StartElement
	open    int
	left    int
}

// Token implements xml.TokenReader.
func (d *deep) Token() (xml.Token, error) {
	if d.pending != nil {
		t := *d.pending
		d.pending, d.open = nil, 1
		return t, nil
	}
	if d.open == 0 {
		return nil, io.EOF
	}
	t, err := d.x.dec.Token()
	switch t.(type) {
	case xml.StartElement:
		if d.open++; d.open > d.left {
			return nil, fmt.Errorf("%w: elements are more than %d deep in each other", ErrLimit, d.left)
		}
	case xml.EndElement:
		d.open--
	}
	return t, err
}

// guard bounds how much is read for one value.
type guard struct {
	in   io.ByteReader
	max  int64
	used int64
}

// mark begins a value.
func (g *guard) mark() { g.used = 0 }

// ReadByte implements io.ByteReader, which keeps the decoder from reading ahead.
func (g *guard) ReadByte() (byte, error) {
	if g.used++; g.used > g.max {
		return 0, fmt.Errorf("%w: one piece of more than %d bytes", ErrLimit, g.max)
	}
	return g.in.ReadByte()
}

// Read is not used: the decoder asks for bytes.
func (g *guard) Read([]byte) (int, error) { return 0, errors.ErrUnsupported }

// Flat is the text of an element with markup in it: one line for each block.
type Flat string

// UnmarshalXML gathers the text of the element.
func (f *Flat) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var b strings.Builder
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
			b.WriteByte('\n')
		case xml.CharData:
			b.Write(t)
		}
	}
	*f = Flat(Tidy(b.String()))
	return nil
}

// Tidy returns a text whose lines have no blanks at their ends, without empty
// lines around it and with at most one between two others.
func Tidy(s string) string {
	var b strings.Builder
	empty := 0
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:1+min(1, empty)])
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}
