package indextest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// numbered makes n articles that differ in their ids only. Every tenth has the
// word tenth.
func numbered(t *testing.T, n int) []index.Document {
	docs := make([]index.Document, n)
	for i := range docs {
		word := "other"
		if i%10 == 0 {
			word = "tenth"
		}
		docs[i] = Text(t, fmt.Sprintf("Q%d", 920000+i), "Equal title", "Equal text with "+word)
	}
	return docs
}

func runPaging(t *testing.T, h Harness) {
	const n = index.MaxDepth + 50
	docs := numbered(t, n)
	e := h.open(t, docs)
	word := index.Query{Words: []index.Word{{Text: "equal"}}}
	t.Run("Limits", func(t *testing.T) {
		for limit, want := range map[int]int{
			0: index.DefaultLimit, 1: 1, index.MaxLimit: index.MaxLimit,
			index.MaxLimit + 1: index.MaxLimit, 1 << 40: index.MaxLimit, -1: index.DefaultLimit, -1 << 40: index.DefaultLimit,
		} {
			word.Limit = limit
			if p := search(t, e, word); len(p.Hits) != want {
				t.Errorf("limit %d: got %d hits, want %d", limit, len(p.Hits), want)
			}
		}
	})
	t.Run("Total", func(t *testing.T) {
		p := search(t, e, word)
		if p.Total.Value > n || p.Total.Exact && p.Total.Value != n {
			t.Errorf("got %+v, want %d", p.Total, n)
		}
	})
	for name, q := range map[string]index.Query{
		"Words": word, "Everything": {}, "Filter": parsed(t, "category:test"), "Date": parsed(t, "sort:date"),
	} {
		t.Run(name, func(t *testing.T) { runDepth(t, e, q) })
	}
	t.Run("ToTheEnd", func(t *testing.T) {
		for _, limit := range []int{1, 7, 35, 100} {
			q := parsed(t, "tenth")
			q.Limit = limit
			got := idsOf(walk(t, e, q))
			if len(got) != n/10 || !slices.IsSorted(got) {
				t.Errorf("limit %d: got %d hits, want %d in the order of their ids", limit, len(got), n/10)
			}
		}
	})
	t.Run("Tokens", func(t *testing.T) { runTokens(t, e) })
}

// runDepth walks to where paging ends. Equal hits are in the order of their ids.
func runDepth(t *testing.T, e index.Engine, q index.Query) {
	q.Limit = index.MaxLimit
	got := idsOf(walk(t, e, q))
	if len(got) != index.MaxDepth {
		t.Errorf("got %d hits, want %d", len(got), index.MaxDepth)
	}
	if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Error("equal hits are not in the order of their ids, or come twice")
	}
}

func runTokens(t *testing.T, e index.Engine) {
	q := parsed(t, "equal")
	token := search(t, e, q).Next
	if token == "" {
		t.Fatal("the first page has no token")
	}
	other := map[string]index.Query{
		"words":   parsed(t, "text"),
		"filter":  parsed(t, "equal category:test"),
		"sort":    parsed(t, "equal sort:date"),
		"nothing": {},
	}
	for name, o := range other {
		o.Page = token
		if _, err := e.Search(t.Context(), o); !errors.Is(err, index.ErrBadPage) {
			t.Errorf("a token of another query (%s): got %v, want a bad page token", name, err)
		}
	}
	for _, bad := range []string{"x", "0", "-1", "!!!", "\x00", "\xff", token + "x", token[1:], token[:len(token)-1], strings.Repeat("A", 10000)} {
		q.Page = bad
		if _, err := e.Search(t.Context(), q); !errors.Is(err, index.ErrBadPage) {
			t.Errorf("%.20q: got %v, want a bad page token", bad, err)
		}
	}
}

// runFacets compares the facets with what counting by hand gives.
func runFacets(t *testing.T, e index.Engine, docs []index.Document) {
	for _, text := range []string{"", "connection", "category:iis", "gateway -zeppelin", "xylophone", "Q910001"} {
		q := parsed(t, text)
		if p := search(t, e, q); p.Facets != nil {
			t.Errorf("%q: got facets without asking", text)
		}
		q.Facets, q.Limit = true, 1
		ids := map[kb.ID]bool{}
		for _, h := range walk(t, e, q) {
			ids[h.ID] = true
		}
		p := search(t, e, q)
		if p.Total.Exact && p.Total.Value != len(ids) {
			t.Errorf("%q: got total %d, want %d", text, p.Total.Value, len(ids))
		}
		var hits []hit
		for _, d := range docs {
			if ids[d.Article.ID] {
				hits = append(hits, hit{record: &record{doc: d}})
			}
		}
		same(t, text, facets(hits), p.Facets)
	}
}

// runHighlights checks that passages stand where they say and that what is
// marked in them was asked for.
func runHighlights(t *testing.T, e index.Engine, docs []index.Document) {
	sources := map[kb.ID]*kb.Article{}
	for _, d := range docs {
		sources[d.Article.ID] = d.Article
	}
	for _, text := range []string{"connection", "passive zeppelin", `"packet filter"`, "quar*", "+gateway database", "größe", "quarantine"} {
		q := parsed(t, text)
		for _, h := range search(t, e, q).Hits {
			if h.Highlights != nil {
				t.Errorf("%q: %s has highlights without asking", text, h.ID)
			}
		}
		q.Highlight = true
		terms := asked(q)
		for _, h := range search(t, e, q).Hits {
			if len(h.Highlights) == 0 && standsIn(sources[h.ID], terms) {
				t.Errorf("%q: %s has no highlights", text, h.ID)
			}
			for _, hl := range h.Highlights {
				checkHighlight(t, sources[h.ID], hl, terms)
			}
		}
	}
	for _, h := range search(t, e, index.Query{Highlight: true}).Hits {
		for _, hl := range h.Highlights {
			checkHighlight(t, sources[h.ID], hl, nil)
		}
	}
}

// asked returns a test of whether a word was asked for.
func asked(q index.Query) func(text string) bool {
	m := newMatcher(q)
	needles := slices.Concat(m.words, m.must)
	return func(text string) bool {
		return slices.ContainsFunc(needles, func(n needle) bool {
			return slices.ContainsFunc(n.words, func(w word) bool {
				return w.term != "" && w.term == analyze.Term(text) || n.prefix && strings.HasPrefix(text, w.text)
			})
		})
	}
}

// standsIn reports whether a word that was asked for stands in the article's
// sections.
func standsIn(a *kb.Article, asked func(string) bool) bool {
	for _, s := range a.Content() {
		for w := range analyze.Words(s.Text) {
			if asked(w.Term) {
				return true
			}
		}
	}
	return false
}

func checkHighlight(t *testing.T, a *kb.Article, h index.Highlight, asked func(string) bool) {
	t.Helper()
	if h.Span.Start < 0 || h.Span.End > len(a.Source) || h.Span.Start >= h.Span.End {
		t.Fatalf("%s: span %v is not in the source", a.ID, h.Span)
	}
	if a.Format == kb.FormatText {
		same(t, "passage of "+string(a.ID), strings.Join(strings.Fields(string(a.Source[h.Span.Start:h.Span.End])), " "), h.Text)
	}
	last := 0
	for _, m := range h.Marks {
		if m.Start < last || m.Start >= m.End || m.End > len(h.Text) {
			t.Fatalf("%s: bad marks %v in %q", a.ID, h.Marks, h.Text)
		}
		last = m.End
		for w := range analyze.Words(h.Text[m.Start:m.End]) {
			if analyze.Term(w.Term) != "" && (asked == nil || !asked(w.Term)) {
				t.Errorf("%s: %q is marked in %q", a.ID, w.Term, h.Text)
			}
		}
	}
	if len(h.Marks) == 0 && asked != nil {
		t.Errorf("%s: nothing is marked in %q", a.ID, h.Text)
	}
}
