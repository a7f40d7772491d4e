package fill

import (
	"encoding/xml"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestInner(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"text", "plain &amp;lt; text", "plain < text"},
		{"html as text", `<![CDATA[See <a href="http://docs.example/?a&amp;b">this</a>.<br>Done.]]>`, "See this.\nDone."},
		{"escaped html", `See &lt;a href="http://docs.example/?a&amp;amp;b"&gt;this&lt;/a&gt;.&lt;br&gt;Done.`, "See this.\nDone."},
		{"html as elements", `See <a class="x" href="http://docs.example/?a&amp;b">this</a>.<br/>Done.`, "See this.\nDone."},
		{"elements around an example", `<p>Write &lt;b&gt;.</p>`, "Write <b>."},
		{"empty", "", ""},
	} {
		var v struct {
			Text Inner `xml:"t"`
		}
		if err := xml.Unmarshal([]byte("<v><t>"+c.in+"</t></v>"), &v); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		var f kb.Finding
		if got := Prose(&f, "x", string(v.Text)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if f.Citations != nil {
			if d := cmp.Diff([]kb.Citation{{Kind: "url", Value: "http://docs.example/?a&b", Where: "x"}}, f.Citations); d != "" {
				t.Errorf("%s: %s", c.name, d)
			}
		}
	}
}
