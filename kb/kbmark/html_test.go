package kbmark

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/kbtext"
)

// allowed are the elements and attributes of rendered articles.
var allowed = map[string][]string{
	"h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil, "p": nil, "br": nil, "hr": nil, "ul": nil, "li": nil, "ol": {"start"}, "pre": nil,
	"code": {"class"}, "em": nil, "strong": nil, "del": nil, "blockquote": nil, "a": {"href", "rel", "title"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"style", "align"}, "td": {"style", "align"},
}

// checkSafe fails the test unless the fragment has allowed elements, attributes
// and addresses only.
func checkSafe(tb testing.TB, fragment []byte) {
	tb.Helper()
	z := html.NewTokenizer(bytes.NewReader(fragment))
	for {
		switch tt := z.Next(); tt {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			checkTag(tb, z.Token())
		case html.CommentToken:
			if c := z.Token().Data; c != " raw HTML omitted " {
				tb.Fatalf("comment %.60q", c)
			}
		case html.DoctypeToken:
			tb.Fatalf("doctype %q", z.Token())
		}
	}
}

func checkTag(tb testing.TB, t html.Token) {
	tb.Helper()
	attrs, ok := allowed[t.Data]
	if !ok {
		tb.Fatalf("element %s", t)
	}
	for _, a := range t.Attr {
		if !strings.Contains(" "+strings.Join(attrs, " ")+" ", " "+a.Key+" ") {
			tb.Fatalf("attribute of %s", t)
		}
		if a.Key == "style" && !strings.HasPrefix(a.Val, "text-align:") || a.Key == "href" && a.Val != "" && safeAddress([]byte(a.Val)) == nil {
			tb.Fatalf("value in %s", t)
		}
	}
}

func render(tb testing.TB, body string) string {
	tb.Helper()
	a, err := Parse([]byte("# Title\n\nLead.\n\n## Cause\n\n"+body+"\n"), "a.md", Options{})
	if err != nil {
		tb.Fatal(err)
	}
	out, err := HTML(a)
	if err != nil {
		tb.Fatal(err)
	}
	checkSafe(tb, out)
	return string(out)
}

func TestHTML(t *testing.T) {
	tests := []struct{ what, in, want string }{
		{"section heading", "Text.", "<h2>Cause</h2>\n<p>Text.</p>"},
		{"deeper heading", "# Big\n", "<h2>Big</h2>"},
		{"sub-heading", "### Part\n", "<h3>Part</h3>"},
		{"placeholder", "530 User <username> cannot log in.", "530 User &lt;username&gt; cannot log in."},
		{"placeholder in code", "`<a>`", "<code>&lt;a&gt;</code>"},
		{"known tag", "a <ins>b</ins><br/>c", "<p>a b<br />c</p>"},
		{"script", "<script>alert(1)</script>", ""},
		{"block", "<div onclick=x>\nwords <name>\n</div>", "<p>words &lt;name&gt;</p>"},
		{"HTML table", "<table><tr><td>a</td><td>b</td></tr></table>", "<pre>a | b</pre>"},
		{"image", "![chart](https://example.com/a.png)", `<a href="https://example.com/a.png" rel="nofollow noreferrer">chart</a>`},
		{"local image", "![chart](a.png)", "<p>chart</p>"},
		{"link", "[b](https://example.com/?a=1&b=2)", `<a href="https://example.com/?a=1&amp;b=2" rel="nofollow noreferrer">b</a>`},
		{"reference link", "[b][1]\n\n[1]: https://example.com/", `<a href="https://example.com/" rel="nofollow noreferrer">b</a>`},
		{"local link", "[b](c.md)", "<p>b</p>"},
		{"javascript", "[b](javascript:alert(1))", "<p>b</p>"},
		{"javascript, disguised", "[b](JaVa&#115;cript&colon;alert)", "<p>b</p>"},
		{"autolink", "<javascript:alert(1)>", "<p>javascript:alert(1)</p>"},
		{"data", "![b](data:image/png;base64,AA==)", "<p>b</p>"},
		{"bare address", "See https://example.com/x.", `<a href="https://example.com/x" rel="nofollow noreferrer">`},
		{"table", "| a | b |\n|---|---|\n| c | d |", "<td>c</td>"},
		{"wide table", strings.Repeat("|a", 40) + "\n" + strings.Repeat("|-", 40) + "\n", "<p>|a|a"},
		{"many brackets", strings.Repeat("[", 20000), "<pre>[[["},
		{"deep quotes", strings.Repeat("> ", 2000) + "a", "<pre>&gt; "},
		{"deep list", strings.Repeat("- ", 2000) + "a", "<pre>- "},
		{"many marks", strings.Repeat("*a_", 20000), "<pre>*a_"},
	}
	for _, tt := range tests {
		if got := render(t, tt.in); !strings.Contains(got, tt.want) || tt.want == "" && strings.Contains(got, "alert") {
			t.Errorf("%s: got %.400s, want %s", tt.what, got, tt.want)
		}
	}
}

func TestHTMLTooLarge(t *testing.T) {
	a := &kb.Article{ID: "big", Format: kb.FormatMarkdown, Source: make([]byte, DefaultMaxArticle+1)}
	if _, err := HTML(a); !errors.Is(err, kb.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, kb.ErrTooLarge)
	}
}

// oldText is an article in KB text with every kind of block.
const oldText = `DOCUMENT:Q100001  01-FEB-2000  [iis]
TITLE   :PRB: A <b>title</b> & more
PRODUCT :Server
PROD/VER:winnt:5.0
OPER/SYS:
KEYWORDS:kbone kbtwo

======================================================================
-------------------------------------------------------------------------------
The information in this article applies to:

 - Server A, used with:
    - System B
-------------------------------------------------------------------------------

SYMPTOMS
========

When you connect to *any* server, you receive the following message from the sub-
system:

   530 User <username> cannot log in.
      Login` + "```" + `failed.

-or-

   421 Bye.

RESOLUTION
==========

Do this:

1. Type the following command:

   copy a: b:

2. Read http://example.com/a_b_c (twice).

 - one
 - # two

    - inner

Method 1
--------

1999. was a year.

STATUS
======

This behavior is by design.
`

const oldMarkdown = "## SYMPTOMS\n\n" +
	"When you connect to \\*any\\* server, you receive the following message from the sub-system:\n\n" +
	"```` \n530 User <username> cannot log in.\n   Login```failed.\n````\n\n" +
	"*-or-*\n\n```\n421 Bye.\n```\n\n" +
	"## RESOLUTION\n\nDo this:\n\n" +
	"1.  Type the following command:\n\n    ```\n    copy a: b:\n    ```\n\n" +
	"2.  Read <http://example.com/a_b_c> (twice).\n\n" +
	"-   one\n\n-   # two\n\n    -   inner\n\n" +
	"### Method 1\n\n1999\\. was a year.\n\n" +
	"## STATUS\n\nThis behavior is by design.\n\n"

func TestMarkdownOfText(t *testing.T) {
	a, err := kbtext.Parse([]byte(oldText), "", kbtext.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := string(Markdown(a))
	_, body, _ := strings.Cut(out, "---\n\n")
	want := strings.ReplaceAll(oldMarkdown, "```` \n", "````\n")
	want = strings.ReplaceAll(want, "*-or-*", `*\-or-*`)
	want = strings.ReplaceAll(want, "# two", `\# two`)
	if body != want {
		t.Errorf("got:\n%s\nwant:\n%s", body, want)
	}
	back, err := Parse([]byte(out), "x.md", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if back.ID != a.ID || back.Title != a.Title || back.Date != a.Date || back.AppliesTo[1] != a.AppliesTo[1] || back.Versions[0] != a.Versions[0] {
		t.Errorf("read back as %s %q %s %v %v", back.ID, back.Title, back.Date, back.AppliesTo, back.Versions)
	}
	page, err := HTML(a)
	if err != nil {
		t.Fatal(err)
	}
	checkSafe(t, page)
	for _, want := range []string{"<pre><code>530 User &lt;username&gt; cannot log in.\n   Login```failed.\n</code></pre>",
		"<h2>APPLIES TO</h2>", `href="http://example.com/a_b_c"`, "<h3>Method 1</h3>", "*any*"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("page has no %s:\n%s", want, page)
		}
	}
}

// TestRenderShared renders real articles: all of Markdown, every twentieth of the
// archive, which are also read back from Markdown.
func TestRenderShared(t *testing.T) {
	for name, src := range kbtest.Markdown(t) {
		if a, err := Parse(src, name, Options{}); err == nil {
			page, err := HTML(a)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			checkSafe(t, page)
		}
	}
	n, other := 0, 0
	for name, src := range kbtest.Archive(t) {
		if n++; n%20 != 0 {
			continue
		}
		a, err := kbtext.Parse(src, name, kbtext.Options{})
		if err != nil {
			t.Fatal(err)
		}
		page, err := HTML(a)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		checkSafe(t, page)
		back, err := Parse(Markdown(a), name, Options{})
		if err != nil || back.ID != a.ID || back.Title != a.Title || back.Date != a.Date || len(back.Named(kb.Resolution)) < len(a.Named(kb.Resolution)) {
			other++
			t.Logf("%s: read back otherwise: %v", name, err)
		}
	}
	if other*1000 > n/20 {
		t.Errorf("%d of %d articles read back otherwise", other, n/20)
	}
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(oldText))
	f.Add([]byte(house))
	f.Add([]byte("# a\n\n<a href=x>\n\n![](b) <script>\n\n| a |\n|---|\n| <b> |\n"))
	f.Add([]byte("# a\n\n[b]: <javascript:c>\n[b] <x:y> <a@b.c> www.a.b\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		a, err := kbtext.Parse(src, "", kbtext.Options{})
		if err != nil {
			if a, err = Parse(src, "a.md", Options{}); err != nil {
				return
			}
		}
		page, err := HTML(a)
		if err != nil {
			t.Fatal(err)
		}
		checkSafe(t, page)
		Markdown(a)
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(house), "a/b.md")
	f.Add([]byte("+++\ntitle = 'a'\ntags = [1, 'b']\n+++\nSymptoms\n----\n\n<h2>Fix</h2>\n**Cause:** x\n"), "b.md")
	f.Add([]byte("## Q12345: A\n\n\tArticle: Q12345\n\tLast Modified: 8-MAR-1989\n\t\n\tSYMPTOMS\n\t========\n\n\t- a<A0>\n"), "c.md")
	f.Add([]byte("\xef\xbb\xbf---\r\ntitle: a: b\r\n---\r\n\r\n## Issue\r\n\r\ntext\xff\r\n"), "README.md")
	f.Fuzz(func(t *testing.T, src []byte, name string) {
		a, err := Parse(src, name, Options{})
		if err != nil {
			return
		}
		checkCover(t, a)
		if id, err := kb.ParseID(string(a.ID)); err != nil || id != a.ID {
			t.Fatalf("id %q: %v", a.ID, err)
		}
		for _, r := range a.References {
			checkSpan(t, a, r.Span)
		}
		for _, q := range a.Quotes {
			checkSpan(t, a, q.Span)
		}
		if a.Status != nil {
			checkSpan(t, a, a.Status.Span)
		}
	})
}

func checkSpan(tb testing.TB, a *kb.Article, s kb.Span) {
	tb.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(a.Source) {
		tb.Fatalf("span %v of %d bytes", s, len(a.Source))
	}
}
