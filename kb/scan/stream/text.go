package stream

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
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
	in := bufio.NewReaderSize(&bounded{r: raw, left: r.limits.Bytes, all: r.limits.Bytes}, headSize)
	head, _ := in.Peek(512) // an error comes again when the text is read
	enc, mark, err := charset(head)
	if err != nil {
		raw.Close()
		return nil, err
	}
	in.Discard(mark)
	var out io.Reader = in
	if enc != nil {
		out = enc.NewDecoder().Reader(in)
	}
	out = transform.NewReader(out, &cleaner{syntax: s})
	return &source{bufio.NewReaderSize(out, headSize), raw}, nil
}

// charset returns the encoding of a report by its beginning, nil for UTF-8, and the
// length of its byte order mark. The mark is believed before the XML declaration;
// without either, zeros tell of UTF-16.
func charset(head []byte) (enc encoding.Encoding, mark int, err error) {
	be, le := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	switch start := string(head[:min(len(head), 3)]); {
	case start == "\xef\xbb\xbf":
		return nil, 3, nil
	case strings.HasPrefix(start, "\xfe\xff"):
		return be, 2, nil
	case strings.HasPrefix(start, "\xff\xfe"):
		return le, 2, nil
	case len(start) > 1 && start[0] == 0 && strings.IndexByte("<{[", start[1]) >= 0:
		return be, 0, nil
	case len(start) > 1 && start[1] == 0 && strings.IndexByte("<{[", start[0]) >= 0:
		return le, 0, nil
	}
	m := declared.FindSubmatch(head)
	if m == nil || isUTF(m[1]) {
		return nil, 0, nil
	}
	if enc, err = htmlindex.Get(string(m[1])); err != nil {
		return nil, 0, &Error{At: "line 1", Err: fmt.Errorf("encoding %q is unknown; save the report as UTF-8", m[1])}
	}
	return enc, 0, nil
}

// isUTF reports whether a name of an encoding is one that a text without a byte
// order mark is taken to be in: UTF-8, also when its declaration says UTF-16.
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
	for n := 1; ; n++ {
		line, err := in.line(r.limits.Value)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return &Error{At: fmt.Sprint("line ", n), Err: err}
		}
		if err := yield(n, line); err != nil {
			return err
		}
	}
}

// line returns the next line without its end. What stands before an error is a line,
// and the error comes with the next one. bufio.Scanner would look at a long line from
// its beginning again with every piece that comes.
func (s *source) line(most int64) (string, error) {
	var line []byte
	for {
		part, err := s.ReadSlice('\n')
		if int64(len(line))+int64(len(part)) > most {
			return "", fmt.Errorf("%w: a line of more than %d bytes", ErrLimit, most)
		}
		line = append(line, part...)
		switch {
		case err == bufio.ErrBufferFull:
		case len(line) == 0:
			return "", err
		default:
			return string(bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))), nil
		}
	}
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
		stopped := false
		err := run(func(v T) error {
			if stopped = stopped || !yield(v, nil); stopped {
				return stop
			}
			return nil
		})
		if err != nil && !stopped {
			var none T
			yield(none, err)
		}
	}
}
