package stream

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// headSize is how much of a report is looked at to tell what it is.
const headSize = 64 << 10

// declared matches the encoding that an XML declaration names.
var declared = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// source is an opened report as UTF-8 that remembers how much was read.
type source struct {
	*bufio.Reader
	io.Closer
}

// text opens the report as UTF-8: without a byte order mark, in whatever encoding
// it is, and with bytes that the syntax forbids written out as \xNN.
func (r *Report) text(s syntax) (*source, error) {
	raw, err := r.open()
	if err != nil {
		return nil, err
	}
	limited := &bounded{r: raw, left: r.limits.Bytes, all: r.limits.Bytes}
	in := bufio.NewReaderSize(transform.NewReader(limited, unicode.BOMOverride(transform.Nop)), headSize)
	head, err := in.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		raw.Close()
		return nil, err
	}
	var out io.Reader = in
	if m := declared.FindSubmatch(head); m != nil && !isUTF(m[1]) {
		enc, err := htmlindex.Get(string(m[1]))
		if err != nil {
			raw.Close()
			return nil, &Error{At: "line 1", Err: fmt.Errorf("encoding %q is unknown; save the report as UTF-8", m[1])}
		}
		out = enc.NewDecoder().Reader(in)
	}
	out = transform.NewReader(out, &cleaner{syntax: s})
	return &source{bufio.NewReaderSize(out, headSize), raw}, nil
}

// isUTF reports whether a name of an encoding is one that the text is in already:
// UTF-16 has a byte order mark, by which it was decoded.
func isUTF(name []byte) bool {
	return len(name) >= 3 && bytes.EqualFold(name[:3], []byte("utf"))
}

// Text opens the report as plain UTF-8 text. The caller closes it.
func (r *Report) Text() (io.ReadCloser, error) { return r.text(plainText) }

// Lines returns the lines of the report with their numbers, from 1, without line
// ends. A line over the limit of one value ends it with an *Error.
func (r *Report) Lines(yield func(int, string) error) error {
	in, err := r.text(plainText)
	if err != nil {
		return err
	}
	defer in.Close()
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 0, headSize), int(r.limits.Value))
	n := 0
	for sc.Scan() {
		n++
		if err := yield(n, sc.Text()); err != nil {
			return err
		}
	}
	switch err := sc.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return &Error{At: fmt.Sprint("line ", n+1), Err: fmt.Errorf("%w: a line of more than %d bytes", ErrLimit, r.limits.Value)}
	case err != nil:
		return &Error{At: fmt.Sprint("line ", n+1), Err: err}
	}
	return nil
}

// bounded is a reader that fails when more comes than is allowed.
type bounded struct {
	r    io.Reader
	left int64
	all  int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, fmt.Errorf("%w: the report has more than %d bytes", ErrLimit, b.all)
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	return n, err
}

// All turns a reader's hand-over into an iterator: the findings, then the error
// that ended it, if any.
func All[T any](run func(func(T) error) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		stop := errors.New("stop")
		err := run(func(v T) error {
			if !yield(v, nil) {
				return stop
			}
			return nil
		})
		if err != nil && !errors.Is(err, stop) {
			var none T
			yield(none, err)
		}
	}
}

// Some returns the values that are not empty, each once, in their order.
func Some(values ...string) []string {
	var out []string
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
