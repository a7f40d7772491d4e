package kbtext

import (
	"strings"
	"testing"
	"testing/iotest"
)

// Texts made to take long must not. Nothing is measured here: with time in the
// square of the size, each of these would take minutes.
func TestHostile(t *testing.T) {
	const size = 1<<20 - 8<<10
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	head := sample[:strings.Index(sample, "NOTE:")]
	bodies := map[string]string{
		"headings":         fill("CAUSE\n=====\n\n"),
		"dashed headings":  fill("CAUSE\n-----\n\n"),
		"status words":     "STATUS\n======\n\n" + fill("corrected,"),
		"status sentences": "STATUS\n======\n\n" + fill("is not now available, corrected by contact with no longer "),
		"one word":         "STATUS\n======\n\n" + strings.Repeat("x", size),
		"confirmed":        "RESOLUTION\n==========\n\n" + fill("obtain the fix is "),
		"addresses":        "CAUSE\n=====\n\n" + fill("http://a.b/c\n"),
		"brackets":         "CAUSE\n=====\n\nhttp://a" + fill(")"),
		"long address":     "CAUSE\n=====\n\nhttp://a/" + fill("(/"),
		"articles":         "CAUSE\n=====\n\n" + fill("Q100002 "),
		"bugs":             "CAUSE\n=====\n\n" + fill("BUG #: "),
		"downloads":        "CAUSE\n=====\n\n" + fill("available for download\n"),
		"blank lines":      fill("\n"),
		"bullets":          dashes + "The information in this article applies to:\n" + fill(" - \n"),
		"query words":      fill("Additional query words: a\n"),
		"categories":       fill("KBCategory: a Additional "),
		"rows":             fill("3.1 | "),
		"odd bytes":        fill("\x81\xE9\x01"),
		"carriage returns": fill("\r"),
	}
	for name, body := range bodies {
		if _, err := Parse([]byte(head+body), "", Options{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	headers := map[string]string{
		"continued":     "DOCUMENT:Q100001\nTITLE   :T\n" + fill("x\n") + "\ny\n",
		"long keywords": "DOCUMENT:Q100001\nTITLE   :T\nKEYWORDS:x" + fill("kbfaq") + "\n\ny\n",
		"many keywords": "DOCUMENT:Q100001\nTITLE   :T\nKEYWORDS:" + fill("kbfaq ") + "\n\ny\n",
		"versions":      "DOCUMENT:Q100001\nTITLE   :T\nPROD/VER:" + fill("NT:3 ") + "\n\ny\n",
		"platforms":     "DOCUMENT:Q100001\nTITLE   :T\nPROD/VER:" + fill("NT|") + ":1\n\ny\n",
		"columns":       "DOCUMENT:Q100001\nTITLE   :T\nPROD/VER:" + fill("3|") + "\n\ny\n",
	}
	for name, src := range headers {
		if _, err := Parse([]byte(src), "", Options{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHostileStreams(t *testing.T) {
	for name, s := range map[string]string{
		"one word": strings.Repeat("DOCUMENT", 1<<17), "lines": strings.Repeat("DOCUMENT:\n", 1<<17),
		"articles": strings.Repeat("DOCUMENT:\nTITLE\n", 1<<15), "returns": strings.Repeat("\r", 1<<20),
	} {
		n := 0
		for range Split(iotest.OneByteReader(strings.NewReader(s)), Options{MaxArticle: 1 << 16}) {
			n++
		}
		if n == 0 {
			t.Errorf("%s: nothing was told", name)
		}
	}
}
