package stream

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// clean cleans a text that comes byte by byte.
func clean(t *testing.T, s string, by syntax) string {
	t.Helper()
	whole, _, err := transform.String(&cleaner{syntax: by}, s)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	in := transform.NewReader(iotest.OneByteReader(strings.NewReader(s)), &cleaner{syntax: by})
	buf := make([]byte, 7)
	for {
		n, err := in.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			break
		}
	}
	if b.String() != whole {
		t.Errorf("%q in one piece is %q, byte by byte %q", s, whole, b.String())
	}
	return whole
}

func TestClean(t *testing.T) {
	tests := []struct{ in, plain, json, xml string }{
		{"a\tb\r\nc", "a\tb\r\nc", "a\tb\r\nc", "a\tb\r\nc"},
		{"\x05", "\x05", `\\x05`, `\x05`},
		{"\xff", `\xff`, `\\xff`, `\xff`},
		{"\xc3", `\xc3`, `\\xc3`, `\xc3`},
		{"é\U0001F600\uFFFD", "é\U0001F600\uFFFD", "é\U0001F600\uFFFD", "é\U0001F600\uFFFD"},
		{"\xed\xa0\x80", `\xed\xa0\x80`, `\\xed\\xa0\\x80`, `\xed\xa0\x80`},
		{"&#5;", "&#5;", "&#5;", `\x05`},
		{"&#X5;&#;&#x;&amp;&", "&#X5;&#;&#x;&amp;&", "&#X5;&#;&#x;&amp;&", "&#X5;&#;&#x;&amp;&"},
		{"&#1\xff\x05;", `&#1\xff` + "\x05;", `&#1\\xff\\x05;`, `&#1\xff\x05;`},
		{"&#99999999999999999999;", "&#99999999999999999999;", "&#99999999999999999999;", "&#99999999999999999999;"},
	}
	for _, test := range tests {
		for by, want := range map[syntax]string{plainText: test.plain, jsonText: test.json, xmlText: test.xml} {
			if got := clean(t, test.in, by); got != want {
				t.Errorf("%q by syntax %d: %q, want %q", test.in, by, got, want)
			}
		}
	}
}

// FuzzClean says that what is clean is valid and stays as it is, and that the
// decoders take it.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"a", "\xff&#5;", "&#xD800;", "\ufffe", "&#", "\xe2\x82", strings.Repeat("x", 3000) + "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for by := plainText; by <= xmlText; by++ {
			once := clean(t, s, by)
			if !utf8.ValidString(once) {
				t.Errorf("%q is not UTF-8", once)
			}
			if again := clean(t, once, by); again != once {
				t.Errorf("%q, then %q", once, again)
			}
		}
		inText := strings.NewReplacer("<", "", "&", "", "]", "").Replace(s)
		if err := xml.Unmarshal([]byte("<a>"+clean(t, inText, xmlText)+"</a>"), new(item)); err != nil {
			t.Errorf("XML: %v", err)
		}
		inString := strings.NewReplacer(`"`, "", `\`, "", "\t", "", "\r", "", "\n", "").Replace(s)
		if !json.Valid([]byte(`"` + clean(t, inString, jsonText) + `"`)) {
			t.Errorf("JSON: %q", inString)
		}
	})
}
