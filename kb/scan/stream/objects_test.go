package stream

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestObjects(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":{"x":1,"y":2},"b":3}`:   "begin x=1 y=2 end",
		`{"a":[{"x":1},{"x":2}]}`:     "begin x=1 begin x=2 end",
		`{"a":[]}`:                    "end",
		`{"a":null}`:                  "end",
		`{"a":7}`:                     "byte 6, in a: want an object or an array, got 7",
		`{"a":[{"x":1},7]}`:           "begin x=1 begin byte 15, in a.[1]: want an object, got 7",
		`{"a":[{"x":1},{"x":2},{"x":`: "begin x=1 begin x=2 begin byte 27, in a.[2].x: the report ends early",
	} {
		r := NewReport(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, Limits{})
		j, err := r.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		err = j.Object(func(key string) error {
			if key != "a" {
				return j.Skip()
			}
			return j.Objects(func() { got.WriteString("begin ") }, func(key string) error {
				var n int
				if err := j.Decode(&n); err != nil {
					return err
				}
				fmt.Fprintf(&got, "%s=%d ", key, n)
				return nil
			})
		})
		if err == nil {
			got.WriteString("end")
		} else {
			got.WriteString(err.Error())
		}
		if got.String() != want {
			t.Errorf("%s: got %q, want %q", text, got.String(), want)
		}
	}
}
