package stream

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// utf16 writes ASCII text in UTF-16.
func utf16(text string, big bool) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if big {
			b.Write([]byte{0, c})
		} else {
			b.Write([]byte{c, 0})
		}
	}
	return b.String()
}

func TestEncodings(t *testing.T) {
	const doc = `<?xml version="1.0" encoding="UTF-16"?><a>b</a>`
	tests := []struct{ name, in, want string }{
		{"UTF-8", "<a>ü</a>", "a=ü"},
		{"byte order mark", "\xef\xbb\xbf<a>ü</a>", "a=ü"},
		{"mark before ISO-8859-1 wins", "\xef\xbb\xbf<?xml version='1.0' encoding='ISO-8859-1'?><a>ü</a>", "a=ü"},
		{"ISO-8859-1", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>\xfc</a>", "a=ü"},
		{"windows-1252", "<?xml version='1.0' encoding='Windows-1252'?><a>\x93\xfc\x94</a>", "a=“ü”"},
		{"blanks around", "\r\n <a>b</a>\n\n", "a=b"},
		{"UTF-16 with mark, little endian", "\xff\xfe" + utf16(doc, false), "a=b"},
		{"UTF-16 with mark, big endian", "\xfe\xff" + utf16(doc, true), "a=b"},
		{"UTF-16 without mark, little endian", utf16(doc, false), "a=b"},
		{"UTF-16 without mark, big endian", utf16(doc, true), "a=b"},
		{"UTF-16 is declared, UTF-8 it is", doc, "a=b"},
		{"US-ASCII", "<?xml version='1.0' encoding='US-ASCII'?><a>b</a>", "a=b"},
		{"standalone", "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><a>b</a>", "a=b"},
		{"unknown", "<?xml version='1.0' encoding='klingon'?><a>b</a>", `error: line 1: encoding "klingon" is unknown; save the report as UTF-8`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := elements(of(test.in, Limits{}))
			if err != nil {
				got = append(got, "error: "+err.Error())
			}
			if diff := cmp.Diff([]string{test.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEncodingsOfJSON(t *testing.T) {
	for _, in := range []string{"\xef\xbb\xbf{\"a\":\"b\"}", "\xff\xfe" + utf16(`{"a":"b"}`, false), utf16(`{"a":"b"}`, true), utf16(`[{"a":"b"}]`, false)} {
		got, err := records(of(in, Limits{}))
		if diff := cmp.Diff([]string{`{"a":"b"}`}, got); diff != "" || err != nil {
			t.Errorf("%q: %v %s", in, err, diff)
		}
	}
}

func TestLines(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"ends", "a\r\nb\n\nc", []string{"1 a", "2 b", "3 ", "4 c"}},
		{"mark and bytes", "\xef\xbb\xbfa\xffb\x00", []string{"1 a\\xffb\x00"}},
		{"long", "short\n" + strings.Repeat("x", 200_000), []string{"1 short", "line 2: over the limit: a line of more than 100000 bytes"}},
		{"longer than what is read at once", strings.Repeat("x", 99_990) + "\r\n\r\n" + strings.Repeat("y", 70_000), []string{"1 " + strings.Repeat("x", 99_990), "2 ", "3 " + strings.Repeat("y", 70_000)}},
		{"empty", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			err := of(test.in, Limits{Value: 100_000}).Lines(func(n int, line string) error {
				got = append(got, fmt.Sprint(n, " ", line))
				return nil
			})
			if err != nil {
				got = append(got, err.Error())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	stop := errors.New("stop")
	if err := of("a\nb\n", Limits{}).Lines(func(int, string) error { return stop }); err != stop {
		t.Errorf("error %v, want that of the caller", err)
	}
}

func TestText(t *testing.T) {
	in, err := of("a\xe9b\x05", Limits{}).Text()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if got, err := io.ReadAll(in); err != nil || string(got) != "a\\xe9b\x05" {
		t.Errorf("%q, %v", got, err)
	}
}
