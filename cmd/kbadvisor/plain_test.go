package main

import (
	"strings"
	"testing"

	"kbadvisor/index"
)

func TestPlainQuery(t *testing.T) {
	for _, c := range []struct {
		name, in string
		words    string // joined by blanks
		id       string
	}{
		{"words", "disk full", "disk full", ""},
		{"an id", "KB239041", "KB239041", "Q239041"},
		{"a phrase is words", `"disk full"`, "disk full", ""},
		{"a quote that is not closed", `the "disk`, "the disk", ""},
		{"no required word", "+disk full", "disk full", ""},
		{"no excluded word", "disk -full", "disk full", ""},
		{"an option of a command is a word", "chkdsk --full", "chkdsk --full", ""},
		{"no field", "status:530 product:iis", "status 530 product iis", ""},
		{"no field with a bad value", "after:lunch", "after lunch", ""},
		{"no order", "disk sort:date", "disk sort date", ""},
		{"no prefix", "disk*", "disk", ""},
		{"a colon at the end", "detected that:", "detected that:", ""},
		{"nothing", "", "", ""},
		{"blank", " \t ", "", ""},
		{"signs only", `"" -- ::`, "", ""},
	} {
		q := plainQuery(c.in)
		var words []string
		for _, w := range q.Words {
			words = append(words, w.Text)
		}
		if got := strings.Join(words, " "); got != c.words || string(q.ID) != c.id {
			t.Errorf("%s: %q: got words %q, id %q, want %q, %q", c.name, c.in, got, q.ID, c.words, c.id)
		}
	}
}

func FuzzPlainQuery(f *testing.F) {
	for _, s := range []string{`a "b`, "-x", "after:1", strings.Repeat("ab ", 500), strings.Repeat("x", 2000), "\xff:", "“a” —b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if q := plainQuery(s); !onlyWords(q) || len(q.Words) > index.MaxWords {
			t.Errorf("%q: %+v is more than words", s, q)
		}
	})
}
