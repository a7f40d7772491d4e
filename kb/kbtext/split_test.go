package kbtext

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// short returns a small article with the given number.
func short(n string) string {
	return "DOCUMENT:Q" + n + "  01-JAN-2001  [test]\r\nTITLE   :About " + n + "\r\nPRODUCT :P\r\nPROD/VER:\r\nOPER/SYS:\r\nKEYWORDS:\r\n\r\nSome text.\r\n"
}

func TestSplit(t *testing.T) {
	a, b, c := short("100001"), short("100002"), short("100003")
	big := short("100009") + strings.Repeat("x\r\n", 3000)
	tests := []struct {
		name, in string
		want     []string // the parts, or "error kind line"
	}{
		{"empty", "", []string{"not an article 1"}},
		{"one", a, []string{a}},
		{"blank lines first", "\r\n \n" + a + b, []string{"\r\n \n" + a, b}},
		{"byte order marks", bom + a + bom + b, []string{bom + a, bom + b}},
		{"blank line and byte order mark", "\n" + bom + a + b, []string{"\n" + bom + a, b}},
		{"several", a + b + c, []string{a, b, c}},
		{"lone CR", strings.ReplaceAll(a+b, "\r\n", "\r"), []string{strings.ReplaceAll(a, "\r\n", "\r"), strings.ReplaceAll(b, "\r\n", "\r")}},
		{"text first", "read me\nfirst\n" + a, []string{"not an article 1", a}},
		{"only text", "\nread me\n", []string{"not an article 2"}},
		{"quoted line", a + "DOCUMENT:Q1 is a label.\r\n" + b, []string{a + "DOCUMENT:Q1 is a label.\r\n", b}},
		{"in a line", a + "see DOCUMENT:Q100002\r\nTITLE   :x\r\n", []string{a + "see DOCUMENT:Q100002\r\nTITLE   :x\r\n"}},
		{"no line end between", a + "Copyright Somebody 2001." + b, []string{a + "Copyright Somebody 2001.", b}},
		{"broken header", "DOCUMENT:Q100001\nnothing\n", []string{"DOCUMENT:Q100001\nnothing\n"}},
		{"too large", a + big + c, []string{a, "too large 9", c}},
		{"too large at the end", a + big, []string{a, "too large 9"}},
		{"long text first", strings.Repeat("y\n", 9000) + a, []string{"not an article 1", a}},
		{"too large twice", big + big + a, []string{"too large 1", "too large 3009", a}},
	}
	for _, tt := range tests {
		for _, r := range []io.Reader{strings.NewReader(tt.in), iotest.OneByteReader(strings.NewReader(tt.in)), iotest.DataErrReader(strings.NewReader(tt.in))} {
			var got []string
			for part, err := range Split(r, Options{MaxArticle: 2000}) {
				var pe *kb.ParseError
				if errors.As(err, &pe) {
					part = []byte(pe.Kind.Error() + " " + strconv.Itoa(pe.Line))
				}
				got = append(got, string(part))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
			}
		}
	}
}

func TestSplitReadError(t *testing.T) {
	var got []error
	for _, err := range Split(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(short("100001")))), Options{}) {
		got = append(got, err)
	}
	if len(got) != 1 || !errors.Is(got[0], iotest.ErrTimeout) {
		t.Errorf("got %v, want the reader's error only", got)
	}
}

func TestSplitStops(t *testing.T) {
	n := 0
	for range Split(strings.NewReader(short("100001")+short("100002")), Options{}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("yielded %d parts after a break", n)
	}
}

// endless is a stream that never ends and has no article.
type endless struct{ left int }

func (e *endless) Read(b []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := min(len(b), e.left)
	copy(b, bytes.Repeat([]byte("no article here\n"), n/16+1))
	e.left -= n
	return n, nil
}

func TestSplitBoundsMemory(t *testing.T) {
	s := splitter{r: &endless{left: 16 << 20}, line: 1, yield: func([]byte, error) bool { return true }}
	s.run()
	if most := 4 * (s.opt.limit() + readSize); cap(s.buf) > most {
		t.Errorf("keeps %d bytes of a stream without articles, want at most %d", cap(s.buf), most)
	}
}
