package kbmark

import (
	"fmt"
	"strings"
	"testing"

	"kbadvisor/kb/kbtext"
)

// repeat returns the pattern again and again, 400 KB of it.
func repeat(pattern string) string { return strings.Repeat(pattern, 400_000/len(pattern)) }

// TestHostile reads and renders texts that cost time or memory out of proportion
// when something is done twice. It ends within seconds or not at all.
func TestHostile(t *testing.T) {
	front := func(s string) string { return "---\n" + s + "\n---\ntext\n" }
	var headings strings.Builder
	for i := 0; headings.Len() < 400_000; i++ {
		fmt.Fprintf(&headings, "# a%d\nx\n", i)
	}
	texts := map[string]string{
		"headings": headings.String(), "sections": repeat("## Cause\nx\n"), "labels": repeat("Cause: x\n**Fix:** y\n"), "underlines": "x\n" + repeat("a\n--\nb\n"),
		"links": repeat("]("), "definitions": repeat("]:"), "addresses": repeat("<http"), "HTML headings": repeat("<h1\n"), "bold": repeat("**a\n\n"),
		"items": repeat("1. "), "carriage returns": repeat("\r") + "a", "one carriage return": repeat("a\n") + "\r",
		"blanks":                repeat(" ") + "a",
		"lists in front matter": front("a: " + strings.Repeat("[ ", 30000)), "maps in front matter": front("a: " + strings.Repeat("{a: ", 15000)),
		"aliases": front("a: &a [x,x]\nb: &b [*a,*a]\nkeywords: [*b,*b]"), "quotes": front("quotes:\n"+strings.Repeat("- zz\n", 12000)) + repeat("z "),
		"brackets": repeat("["), "marks": repeat("*a_"), "table": strings.Repeat("|a", 500) + "\n" + strings.Repeat("|-", 500) + "\n" + strings.Repeat("|\n", 3000),
		"comments": "x\n<p>\n" + repeat("<!--"), "code marks": repeat("`a``"), "nested": deepList(600), "tildes": repeat("~~a"),
	}
	for what, s := range texts {
		a, err := Parse([]byte(s), "x.md", Options{})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		checkCover(t, a)
		page, err := HTML(a)
		if err != nil || len(page) > 10*len(s)+1000 {
			t.Errorf("%s: %d bytes rendered as %d: %v", what, len(s), len(page), err)
		}
		checkSafe(t, page)
	}
}

func deepList(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// TestHostileText does the same for the rendering of KB text.
func TestHostileText(t *testing.T) {
	head, _, _ := strings.Cut(oldText, "=====")
	for what, s := range map[string]string{"code marks": "   " + repeat("`"), "alternatives": repeat("-or-\n"), "items": repeat("1. a\n"), "literals": repeat("   a\nb\n"),
		"headings": repeat("ab\n--\n\n"), "paths": repeat("ab/\n"), "addresses": repeat("http://a.b "), "nested": deepList(600)} {
		a, err := kbtext.Parse([]byte(head+s), "", kbtext.Options{})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		page, err := HTML(a)
		if err != nil || len(Markdown(a)) > 5*len(s)+1000 {
			t.Errorf("%s: %d bytes as Markdown: %v", what, len(Markdown(a)), err)
		}
		checkSafe(t, page)
	}
}
