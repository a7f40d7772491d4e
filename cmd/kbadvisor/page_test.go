package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
	"kbadvisor/kb"
)

func TestPage(t *testing.T) {
	page := index.Page{
		Total: index.Total{Value: 40, Exact: true},
		Hits: []index.Hit{
			{ID: "Q239041", Title: "PORT is answered\x1b[2J before log-in", Product: "IIS", Date: "2001-05-11", Status: kb.ByDesign,
				Highlights: []index.Highlight{
					{Section: "TITLE", Text: "PORT is answered"},
					{Section: kb.Symptoms, Text: "the home directory is\u202e not there", Marks: []kb.Span{{Start: 4, End: 18}}},
				}},
			{ID: "plain", Title: "Nothing else is known"},
		},
		Facets: []index.Facet{{Field: index.FieldYear, Values: []index.FacetValue{{Value: "2001", Count: 30}, {Value: "1999", Count: 10}}}, {Field: index.FieldStatus}},
		Next:   "token", DidYouMean: "home",
	}
	const plain = `  1  Q239041  PORT is answered\x1b[2J before log-in
     IIS | 2001-05-11 | by_design
     the home directory is\u202e not there

  2  plain  Nothing else is known

year
     30  2001
     10  1999

2 of 40 articles
next page: --page token
did you mean home
`
	var b strings.Builder
	if err := (console{Writer: &b}).page(page); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(plain, b.String()); d != "" {
		t.Errorf("page (-want +got):\n%s", d)
	}
	b.Reset()
	if err := (console{Writer: &b, colour: true}).page(page); err != nil {
		t.Fatal(err)
	}
	if want := "the \x1b[1;33mhome\x1b[0m \x1b[1;33mdirectory\x1b[0m is\\u202e not there"; !strings.Contains(b.String(), want) {
		t.Errorf("got\n%q\nwant %q in it", b.String(), want)
	}
}

func TestMarkedSurvivesBadMarks(t *testing.T) {
	h := index.Highlight{Text: "abc", Marks: []kb.Span{{Start: 2, End: 1}, {Start: 1, End: 2}, {Start: 0, End: 1}, {Start: 2, End: 9}}}
	if got := (console{}).marked(h); got != "abc" {
		t.Errorf("got %q, want the text as it is", got)
	}
}
