package kbtext

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"kbadvisor/kb"
)

// checkText fails when the texts of the sections do not say what the source
// says: every section's text, laid over the source, must give the same
// characters.
func checkText(t *testing.T, a *kb.Article) {
	t.Helper()
	for _, s := range a.Sections {
		loc := a.Locator(s)
		if end := loc.Span(len(s.Text), len(s.Text)); end.Start != s.Span.End {
			t.Errorf("%s: the text of section %q ends at %d of the source, its span at %d", a.ID, s.Name, end.Start, s.Span.End)
		}
		if strings.ContainsRune(s.Text, '\r') {
			t.Errorf("%s: section %q has a carriage return", a.ID, s.Name)
		}
	}
}

func FuzzParse(f *testing.F) {
	full := strings.ReplaceAll(sample, "\n", "\r\n")
	f.Add([]byte(sample))
	f.Add([]byte(full))
	f.Add([]byte(strings.ReplaceAll(sample, "\n", "\r")))
	f.Add([]byte(bom + sample))
	f.Add([]byte(full[:200]))
	f.Add([]byte("\n\nDOCUMENT:Q1000  [x]\nTITLE:\xe9\x81\x01 y\n\nCAUSE\n-----\nText. Additional query words: a b\n"))
	f.Add([]byte("DOCUMENT:Q100001\nTITLE   :T\n=====\nSYMPTOM\n=======\r\r\nSee Q123456\rhttp://a.example/\n/b"))
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		a, err := Parse(src, "Q100001.TXT", Options{})
		if !bytes.Equal(before, src) {
			t.Fatal("the source was changed")
		}
		if err != nil {
			var pe *kb.ParseError
			if !errors.As(err, &pe) || pe.Line < 1 || pe.Line > countLines(src)+1 {
				t.Errorf("error %v (%d lines)", err, countLines(src))
			}
			return
		}
		checkCover(t, a)
		checkText(t, a)
		if a.ID == "" || a.Title == "" {
			t.Errorf("id %q, title %q", a.ID, a.Title)
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add([]byte(sample+sample), 4000)
	f.Add([]byte("text\n"+short("100001")+bom+short("100002")), 150)
	f.Add([]byte(short("100001")+strings.Repeat("long\r", 900)+short("100002")), 150)
	f.Fuzz(func(t *testing.T, src []byte, limit int) {
		opt := Options{MaxArticle: max(limit%100_000, 1)}
		var all []byte
		failed := false
		for part, err := range Split(bytes.NewReader(src), opt) {
			if err != nil {
				var pe *kb.ParseError
				if !errors.As(err, &pe) || pe.Line < 1 || pe.Line > countLines(src)+1 {
					t.Errorf("error %v (%d lines)", err, countLines(src))
				}
				failed = true
				continue
			}
			if len(part) > opt.limit() {
				t.Errorf("a part has %d bytes, the limit is %d", len(part), opt.limit())
			}
			if !Sniff(part) {
				t.Errorf("the part %.40q is no article", part)
			}
			all = append(all, part...)
		}
		if !failed && !bytes.Equal(all, src) {
			t.Errorf("the parts make up %d bytes of %d", len(all), len(src))
		}
	})
}
