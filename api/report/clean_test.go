package report

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "530 User bob\tcannot\nlog in.", "530 User bob\tcannot\nlog in."},
		{"letters of any script", "Größe, 大きさ", "Größe, 大きさ"},
		{"colour", "\x1b[31mred\x1b[0m", `\x1b[31mred\x1b[0m`},
		{"title of the window", "\x1b]0;owned\x07", `\x1b]0;owned\x07`},
		{"eight-bit control", "a\u009b31mb", `a\x9b31mb`},
		{"overwrites the line", "good\rbad", `good\x0dbad`},
		{"backspace and delete", "a\b\x7f", `a\x08\x7f`},
		{"nul", "a\x00b", `a\x00b`},
		{"changed direction", "user\u202egnp.exe", `user\u202egnp.exe`},
		{"isolates", "\u2066a\u2069", `\u2066a\u2069`},
		{"invisible", "pass\u200bword\ufeff", `pass\u200bword\ufeff`},
		{"tags", "a\U000e0041", `a\U000e0041`},
		{"not UTF-8", "caf\xe9", `caf\xe9`},
		{"replacement character", "caf\ufffd", "caf\ufffd"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestCleanLine(t *testing.T) {
	if got, want := CleanLine("one\r\ntwo\n\x1bthree\u2028four"), `one two \x1bthree four`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzCleanJSON(f *testing.F) {
	for _, s := range []string{"", "plain", "\x1b[2J", "\u202e\u009b\U000e0041", "caf\xe9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		in, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		out := CleanJSON(in)
		if !safe(string(out)) {
			t.Errorf("%q is not safe to print", out)
		}
		var before, after string
		if err := json.Unmarshal(in, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out, &after); err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		if d := cmp.Diff(before, after); d != "" {
			t.Errorf("meaning changed (-before +after):\n%s", d)
		}
		if c := Clean(s); !safe(c) {
			t.Errorf("Clean(%q) = %q is not safe to print", s, c)
		}
	})
}
