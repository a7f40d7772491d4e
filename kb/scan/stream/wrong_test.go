package stream

import (
	"io"
	"strings"
	"testing"
)

func TestWrongGoesOn(t *testing.T) {
	for text, want := range map[string]string{
		`[{"a":1},{"a":2}]`:              "1 2",
		`[{"a":1},7,{"a":2}]`:            "1 2 one finding could not be read: byte 10, in [1]: the number is not what is expected there",
		`[{"a":1},{"a":"x"},[],{"a":2}]`: "1 2 2 findings could not be read; the first: byte 18, in [1].A: the string is not what is expected there",
		`[{"a":1},7,{"a"`:                "1 byte 11, in [2]: the report ends early",
	} {
		r := NewReport(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, Limits{})
		j, err := r.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		var wrong Wrong
		err = wrong.End(j.Each(func() error {
			var v struct{ A int }
			ok, err := wrong.Pass(j.Decode(&v))
			if ok {
				got = append(got, string(rune('0'+v.A)))
			}
			return err
		}))
		if err != nil {
			got = append(got, err.Error())
		}
		if all := strings.Join(got, " "); all != want {
			t.Errorf("%s: got %q, want %q", text, all, want)
		}
	}
}
