package kb

import (
	"strings"
	"testing"
)

func TestLocator(t *testing.T) {
	tests := []struct {
		name, source, text string
		enc                Encoding
		at                 int
	}{
		{"same", "head one\ntwo three\n", "one\ntwo three\n", ASCII, 5},
		{"CRLF", "head one\r\ntwo\r\nthree", "one\ntwo\nthree", ASCII, 5},
		{"lone CR", "one\rtwo\rthree", "one\ntwo\nthree", ASCII, 0},
		{"Windows-1252", "caf\xe9 \xc3\xa9 two\r\n\x81 three", "café Ã© two\n\uFFFD three", Windows1252, 0},
		{"UTF-8", "café two\r\n€ three", "café two\n€ three", UTF8, 0},
		{"control", "one \x01\x7f two \u0085 three", "one \uFFFD\uFFFD two \uFFFD three", UTF8, 0},
	}
	for _, tt := range tests {
		a := &Article{Source: []byte(tt.source), Encoding: tt.enc}
		l := a.Locator(Section{Text: tt.text, TextAt: tt.at})
		for _, word := range []string{"two", "three", "two"} {
			at := strings.Index(tt.text, word)
			if at < 0 {
				t.Fatalf("%s: bad test: no %q", tt.name, word)
			}
			s := l.Span(at, at+len(word))
			if got := tt.source[s.Start:s.End]; got != word {
				t.Errorf("%s: %q is found at %v: %q", tt.name, word, s, got)
			}
		}
	}
}

func TestLocatorStaysInside(t *testing.T) {
	a := &Article{Source: []byte("short")}
	l := a.Locator(Section{Text: "longer than the source", TextAt: 3})
	if s := l.Span(10, 99); s.Start > 5 || s.End > 5 {
		t.Errorf("span %v is outside the source", s)
	}
}
