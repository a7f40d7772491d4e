package kbmark

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/kbtext"
)

// renderText renders KB text as the Markdown archive does.
func renderText(a *kb.Article, systems string) []byte {
	var b strings.Builder
	esc := strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;").Replace(a.Title)
	fmt.Fprintf(&b, "---\nlayout: page\ntitle: \"%s: %s\"\npermalink: /kb/\n---\n\n## %s: %s\n\n{%% raw %%}\n\n", a.ID, esc, a.ID, esc)
	src := strings.ReplaceAll(string(a.Source), "\r\n", "\n")
	if i := strings.LastIndex(src, "\nTHE INFORMATION PROVIDED"); i >= 0 {
		src = src[:i]
	}
	head, body, _ := strings.Cut(src, "\n"+strings.Repeat("=", 70)+"\n")
	h := map[string]string{}
	for l := range strings.SplitSeq(head, "\n") {
		if len(l) > 9 {
			h[strings.TrimRight(l[:8], " ")] = l[9:]
		}
	}
	fmt.Fprintf(&b, "\tArticle: %s\n\tProduct(s): %s\n\tVersion(s): %s\n\tOperating System(s): %s\n\tKeyword(s): %s\n\tLast Modified: %s\n\t\n",
		a.ID, h["PRODUCT"], strings.TrimPrefix(h["PROD/VER"], ":"), systems, h["KEYWORDS"], src[strings.Index(src, "  ")+2:][:11])
	for l := range strings.SplitSeq(body, "\n") {
		b.WriteString("\t" + strings.TrimPrefix(l, " ") + "\n")
	}
	b.WriteString("{% endraw %}\n")
	return []byte(b.String())
}

func TestRendered(t *testing.T) {
	a, err := kbtext.Parse([]byte(oldText), "", kbtext.Options{})
	if err != nil {
		t.Fatal(err)
	}
	src := renderText(a, "")
	got, err := Parse(src, "100/Q100001/README.md", Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkCover(t, got)
	if diff := diffRendered(a, got); diff != "" {
		t.Errorf("(-text +rendering):\n%s", diff)
	}
	if got.Status == nil || string(src[got.Status.Span.Start:got.Status.Span.End]) != "This behavior is by design." {
		t.Errorf("status %+v", got.Status)
	}
	page, err := HTML(got)
	if err != nil || !bytes.Contains(page, []byte("<pre><code>530 User &lt;username&gt; cannot log in.")) {
		t.Errorf("%v: page has no literal block:\n%s", err, page)
	}
}

// diffRendered compares an article with its rendering, which has no category, no
// legal text and not every column.
func diffRendered(a, b *kb.Article) string {
	type section struct{ Name, Text string }
	list := func(a *kb.Article) (out []section) {
		for _, s := range a.Sections {
			if s.Kind == kb.Content || s.Kind == kb.Lead {
				out = append(out, section{s.Name, strings.Join(strings.Fields(s.Text), " ")})
			}
		}
		return out
	}
	status := func(s *kb.Status) string {
		if s == nil {
			return ""
		}
		return string(s.Kind)
	}
	return cmp.Diff(a, b, cmpopts.IgnoreFields(kb.Article{}, "Format", "Encoding", "Category", "Sections", "Status", "Fix", "References", "Warnings", "Source", "Versions")) +
		cmp.Diff(list(a), list(b)) + cmp.Diff(status(a.Status), status(b.Status)) + cmp.Diff(a.References, b.References, cmpopts.IgnoreFields(kb.Reference{}, "Span"))
}

// TestOldestRendered reads an article that exists in the rendering only.
func TestOldestRendered(t *testing.T) {
	const src = "---\nlayout: page\ntitle: \"Q12345: A Title\"\n---\n\n## Q12345: A Title\n\n\tArticle: Q12345\n\tProduct(s): See article\n\tVersion(s): 1.00   | 1.00\n" +
		"\tOperating System(s): MS-DOS | OS/2\n\tKeyword(s): ENDUSER | docerr | mspl13_c\n\tLast Modified: 8-MAR-1989\n\t\n\tThe words of the<A0>article.\n\t\n\t  code\n"
	a, err := Parse([]byte(src), "012/Q12345/README.md", Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkCover(t, a)
	got := fmt.Sprintf("%s %s %s %s %q %q", a.ID, a.Date, a.Category, a.Title, a.Keywords, a.Sections[len(a.Sections)-1].Text)
	want := `Q12345 1989-03-08 mspl13_c A Title ["ENDUSER" "docerr"] "The words of the\u00a0article.\n\n   code\n"`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRenderedShared renders every fortieth article of the archive and reads the
// rendering.
func TestRenderedShared(t *testing.T) {
	n, other := 0, 0
	for name, src := range kbtest.Archive(t) {
		if n++; n%40 != 0 {
			continue
		}
		a, err := kbtext.Parse(src, name, kbtext.Options{})
		if err != nil || a.Encoding != kb.ASCII || bytes.Contains(src, []byte{0x7f}) {
			continue
		}
		got, err := Parse(renderText(a, ""), name, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkCover(t, got)
		if diff := diffRendered(a, got); diff != "" {
			if other++; other < 6 {
				t.Logf("%s (-text +rendering):\n%.600s", name, diff)
			}
		}
	}
	if other*100 > n/40 {
		t.Errorf("%d of %d articles differ, want at most 1 %%", other, n/40)
	}
}
