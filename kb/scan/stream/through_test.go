package stream

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestThroughFiltersEachTimeAndKeepsLimits(t *testing.T) {
	double := func(in io.Reader) io.Reader {
		data, _ := io.ReadAll(in)
		return bytes.NewReader(append(data, data...))
	}
	r := NewReport(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("abc\n")), nil }, Limits{Bytes: 9, Value: 7}).Through(double)
	for range 2 {
		var got []string
		err := r.Lines(func(_ int, s string) error {
			got = append(got, s)
			return nil
		})
		if strings.Join(got, " ") != "abc abc" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if err := r.Through(double).Lines(func(int, string) error { return nil }); !errors.Is(err, ErrLimit) {
		t.Errorf("got %v, want %v", err, ErrLimit)
	}
}
