package stream

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// XML walks the elements of a report. Names are local: namespaces are ignored.
// Entities that a report declares are refused, and nothing is ever fetched; those of
// HTML are known.
type XML struct {
	// Leave is called at the end of each element that was entered and not taken,
	// with its path. It may be nil.
	Leave func(path string) error

	src    *source
	lex    *lexer
	limits Limits
	paths  []string // of the elements around: "nmaprun", "nmaprun/host"
	known  map[pathKey]string
	text   []byte // what Text puts together
	fresh  bool   // the element that was entered last is not taken yet
}

// pathKey is what a path is made of.
type pathKey struct{ parent, name string }

// XML opens the report as XML. The caller closes it.
func (r *Report) XML() (*XML, error) {
	src, err := r.text(xmlText)
	if err != nil {
		return nil, err
	}
	lex := newLexer(src, &guard{max: r.limits.Value})
	return &XML{src: src, lex: lex, limits: r.limits, known: map[pathKey]string{}}, nil
}

// Close ends reading.
func (x *XML) Close() error { return x.src.Close() }

// Each calls enter for each element, in the order of the report, with its path
// ("nmaprun/host/address"). The elements inside of it follow unless enter takes it
// with one of Decode, Text and Skip. It returns nil at the end of a whole report.
func (x *XML) Each(enter func(path string, e xml.StartElement) error) error {
	seen := false
	for {
		k, err := x.token()
		switch {
		case errors.Is(err, io.EOF) && seen:
			return nil
		case errors.Is(err, io.EOF):
			return x.fail(io.ErrUnexpectedEOF)
		case err != nil:
			return x.fail(err)
		case k == startTag:
			seen = true
			err = x.enter(x.lex.start, enter)
		case k == endTag:
			err = x.leave()
		}
		if err != nil {
			return err
		}
	}
}

// enter goes into an element and calls a function for it.
func (x *XML) enter(e xml.StartElement, visit func(string, xml.StartElement) error) error {
	x.paths = append(x.paths, x.below(e.Name.Local))
	x.fresh = true
	return visit(x.Path(), e)
}

// below returns the path of an element in the one that is open.
func (x *XML) below(name string) string {
	if len(x.paths) == 0 {
		return name
	}
	key := pathKey{x.Path(), name}
	path, ok := x.known[key]
	if !ok {
		path = key.parent + "/" + name
		if len(x.known) < maxNames {
			x.known[key] = path
		}
	}
	return path
}

// leave goes out of an element.
func (x *XML) leave() error {
	path := x.Path()
	x.out()
	if x.Leave == nil {
		return nil
	}
	return x.Leave(path)
}

// out forgets the element that was entered last.
func (x *XML) out() {
	x.fresh = false
	x.paths = x.paths[:max(0, len(x.paths)-1)]
}

// Path returns the names of the elements around the one that was entered last,
// and its own, with slashes between them.
func (x *XML) Path() string {
	if len(x.paths) == 0 {
		return ""
	}
	return x.paths[len(x.paths)-1]
}

// token reads a token that is kept by nobody.
func (x *XML) token() (kind, error) {
	x.lex.guard.mark()
	return x.next()
}

// next reads a token.
func (x *XML) next() (kind, error) {
	k, err := x.lex.next()
	if err == nil && len(x.lex.open) > x.limits.Depth {
		err = fmt.Errorf("%w: elements are more than %d deep in each other", ErrLimit, x.limits.Depth)
	}
	return k, err
}

// Decode reads all of the element that was entered last into a struct, as
// encoding/xml does. Its end is not told to Leave.
func (x *XML) Decode(v any) error {
	return x.taken(func() error {
		return xml.NewTokenDecoder(&subtree{x: x, start: true, above: len(x.lex.open) - 1}).Decode(v)
	})
}

// Text reads all of the element that was entered last and returns the text in it,
// without tags. Its end is not told to Leave.
func (x *XML) Text() (string, error) {
	x.text = x.text[:0]
	err := x.taken(func() error {
		for above := len(x.lex.open) - 1; len(x.lex.open) > above; {
			k, err := x.next()
			if err != nil {
				return err
			}
			if k == charData {
				x.text = append(x.text, x.lex.data...)
			}
		}
		return nil
	})
	out := string(x.text)
	if cap(x.text) > 1<<20 {
		x.text = nil
	}
	return out, err
}

// Skip goes past the element that was entered last, whatever its size.
func (x *XML) Skip() error {
	return x.taken(func() error {
		for above := len(x.lex.open) - 1; len(x.lex.open) > above; {
			if _, err := x.token(); err != nil {
				return err
			}
		}
		return nil
	})
}

// taken reads the element that was entered last with a function.
func (x *XML) taken(read func() error) error {
	if !x.fresh {
		return x.fail(errors.New("no element is open"))
	}
	x.lex.guard.mark()
	if err := read(); err != nil {
		return x.fail(err)
	}
	x.out()
	return nil
}

// fail returns an error with the place where it happened.
func (x *XML) fail(err error) error {
	var at *Error
	if errors.As(err, &at) {
		return err
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		err = errors.New(syntax.Msg)
	}
	return &Error{At: fmt.Sprint("line ", x.lex.line), In: x.Path(), Err: err}
}
