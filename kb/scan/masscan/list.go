package masscan

import (
	"bufio"
	"io"
	"regexp"
)

// list makes records of what stands in a list, as good as masscan writes one: it
// puts blanks in the place of the list's brackets, of all commas between records and
// of the note that the scan is finished, which is no JSON.
type list struct {
	in     *bufio.Reader
	depth  int  // of objects and lists in a record
	quoted bool // in a string
	escape bool // behind a backslash in a string
	blank  int  // bytes to come that become blanks
	open   bool // the list began and did not end
	read   int64
}

func newList(in io.Reader) *list { return &list{in: bufio.NewReader(in)} }

// finished matches the note at the end.
var finished = regexp.MustCompile(`^\{\s*finished\s*:\s*\d*\s*\}`)

// Read implements io.Reader.
func (l *list) Read(p []byte) (n int, err error) {
	for n < len(p) {
		b, err := l.in.ReadByte()
		if err != nil && n > 0 {
			return n, nil // the error comes again
		}
		if err != nil {
			return 0, err
		}
		l.read++
		p[n] = l.next(b)
		n++
		if l.in.Buffered() == 0 {
			break
		}
	}
	return n, nil
}

// next returns what a byte becomes.
func (l *list) next(b byte) byte {
	switch {
	case l.blank > 0:
		l.blank--
		return ' '
	case l.quoted:
		l.quoted = b != '"' || l.escape
		l.escape = b == '\\' && !l.escape
		return b
	case l.depth > 0:
		return l.inside(b)
	}
	switch b {
	case '{':
		l.depth = 1
		rest, _ := l.in.Peek(63)
		if m := finished.FindIndex(append([]byte{b}, rest...)); m != nil {
			l.depth, l.blank = 0, m[1]-1
			return ' '
		}
	case '[', ']':
		l.open = b == '['
		return ' '
	case ',':
		return ' '
	case '"':
		l.quoted, l.escape = true, false
	}
	return b
}

// inside keeps count in a record.
func (l *list) inside(b byte) byte {
	switch b {
	case '"':
		l.quoted, l.escape = true, false
	case '{', '[':
		l.depth++
	case '}', ']':
		l.depth--
	}
	return b
}
