package stream

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
)

// TestBlanksComeInFewPieces says that many blanks before a value are taken in few
// pieces: at each, the decoder looks at all of them again.
func TestBlanksComeInFewPieces(t *testing.T) {
	const blanks = 8 << 20
	text := strings.Repeat("\n", blanks) + "1"
	r := NewReport(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, Limits{})
	j, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	pieces := &countedReader{in: &byChunk{src: j.src, guard: j.guard}}
	j.dec = json.NewDecoder(pieces)
	var n int
	if err := j.Each(func() error { return j.Decode(&n) }); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if pieces.n > 200 {
		t.Errorf("%d bytes of blanks in %d pieces", blanks, pieces.n)
	}
}

// countedReader counts the pieces that are read.
type countedReader struct {
	in io.Reader
	n  int
}

func (c *countedReader) Read(p []byte) (int, error) {
	c.n++
	return c.in.Read(p)
}
