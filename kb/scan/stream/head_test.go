package stream

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHead(t *testing.T) {
	keys := func(pairs ...string) map[string]string {
		m := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = pairs[i+1]
		}
		return m
	}
	tests := []struct {
		name, in string
		want     Head
	}{
		{"XML", "<?xml version='1.0'?><!DOCTYPE a><!-- c --><x:a xmlns:x='u' x:v='1'>\n<b/></x:a>", Head{Root: "a", Attrs: keys("x", "u", "v", "1"), Inner: "b"}},
		{"XML with a control character", "<a v='\x05'>\x05<b/>", Head{Root: "a", Attrs: keys("v", `\x05`), Inner: "b"}},
		{"XML without elements in it", "<a/>", Head{Root: "a", Attrs: keys()}},
		{"markup without an element", "< a", Head{}},
		{"object", `{"a":1,"b":{"c":2,"d":[3]},"e":[],"f":"x","g":null,"h":true}`, Head{Keys: keys("a", "1", "b", "", "e", "", "f", "x", "g", "", "h", "true")}},
		{"list", ` [{"a":"1"},{"b":2}]`, Head{List: true, Keys: keys("a", "1")}},
		{"lines", "{\"a\":\"1\"}\n{\"b\":2}", Head{Keys: keys("a", "1")}},
		{"object that goes on", `{"a":"1","b":[{"c":`, Head{Keys: keys("a", "1", "b", "")}},
		{"empty object", `{}`, Head{Keys: keys()}},
		{"list of scalars", `[1,2]`, Head{List: true, Keys: keys()}},
		{"empty", "", Head{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := of(test.in, Limits{}).Head()
			if err != nil {
				t.Fatal(err)
			}
			test.want.Text = strings.ReplaceAll(test.in, "\xef\xbb\xbf", "")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHeadOfTables(t *testing.T) {
	for _, in := range []string{"a,b c\n1,2", "x|y|z\n\nA;B_C\n", "a\tb c\td;e;f;g\n"} {
		h, err := of(in, Limits{}).Head()
		if err != nil || !h.HasColumns("a", "bc") || h.HasColumns("a", "q") {
			t.Errorf("%q: columns %v, %v", in, h.Tables, err)
		}
		if h.HasKeys("a") {
			t.Errorf("%q is no JSON", in)
		}
	}
}

func TestHeadIsCutBetweenLetters(t *testing.T) {
	h, err := of("x"+strings.Repeat("é", 100_000), Limits{}).Head()
	if err != nil || len(h.Text) != headSize-1 || !utf8.ValidString(h.Text) {
		t.Errorf("%d bytes, %v", len(h.Text), err)
	}
}

func FuzzHead(f *testing.F) {
	for _, s := range []string{"<a b='c'><d/></a>", `[{"a":1}]`, "a,b\n1,2", "[[[", `{"a":{"b":`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := of(string(data), Limits{}).Head()
		placed(t, err)
		if !utf8.ValidString(h.Text + h.Root + h.Inner) {
			t.Errorf("not UTF-8: %v", h)
		}
	})
}
