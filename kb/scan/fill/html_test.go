package fill

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHTML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"no markup", "a\n\n\nb ", "a\n\n\nb "},
		{"references", "a &amp; b &lt;c&gt; &#233;&eacute;", "a & b <c> éé"},
		{"blocks", "<p>one<br>two</p><ul><li>three</li></ul>", "one\ntwo\n\nthree"},
		{"cells", "<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\n\nc"},
		{"words of a message", "530 User <username> cannot <b>log</b> in </username>", "530 User <username> cannot log in </username>"},
		{"no tags", "a < b, <3, <-- x, <", "a < b, <3, <-- x, <"},
		{"not closed", "see a <b c", "see a <b c"},
		{"comments", "a<!-- x -->b <!-- y", "ab <!-- y"},
		{"instructions", `a <?xml version="1.0"?> b`, `a <?xml version="1.0"?> b`},
		{"script", "<script>a(1)</script>", "a(1)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _ := HTML(test.in)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	_, links := HTML(`<A HREF=" http://a.example/?x=1&amp;y=2 ">t</A> <a name=x>u</a> <a href='b.html'>`)
	if diff := cmp.Diff([]string{"http://a.example/?x=1&y=2", "b.html"}, links); diff != "" {
		t.Error(diff)
	}
}

func TestTidy(t *testing.T) {
	if diff := cmp.Diff("  a\n\nb\nc", Tidy("\n \n  a \t\r\n\n\n\nb\nc\n\n")); diff != "" {
		t.Error(diff)
	}
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<p>a<b>c</p>", "a &lt <x y='z", "<a href=b>", "<!--", "<title>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		text, links := HTML(s)
		if !utf8.ValidString(text + strings.Join(links, "")) {
			t.Errorf("not UTF-8: %q", text)
		}
	})
}
