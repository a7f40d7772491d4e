package indextest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// hostile are strings that break careless code.
func hostile() []string {
	return []string{
		"\x00", "a\x00b", "\xff\xfe", "a\xc3", "...", "*", "?*", `\`, `"`, `'`, "(", "[a-", "~", "^2", "a:b", "+-", "AND OR NOT",
		"😀", "👩‍👩‍👧", "שלום עולם", "\u202e\u200f", "ﬁ ſ İ ı", "e\u0301\u0302\u0303",
		strings.Repeat("w", 1024), strings.Repeat("é", 4096), strings.Repeat("x ", 4096), strings.Repeat("\u0300", 500),
		"%s%n", "{{.}}", "<script>", "../../etc", "\r\n\r\n", "_all", "-1", "9223372036854775808", "NaN",
	}
}

func runHostile(t *testing.T, h Harness) {
	var docs []index.Document
	for i, s := range hostile() {
		if strings.Contains(s, "\x00") {
			continue // readers take it for a binary file
		}
		docs = append(docs, Text(t, fmt.Sprintf("Q%d", 940000+i), "Hostile "+strings.Join(strings.Fields(s), " "), "before "+s+" after"))
	}
	n := len(docs)
	docs = append(docs, Documents(t)...)
	e := h.open(t, docs)
	t.Run("Articles", func(t *testing.T) {
		for _, d := range docs {
			got := get(t, e, d.Article.ID)
			same(t, string(d.Article.ID), string(d.Article.Source), string(got.Article.Source))
		}
		same(t, "found", n, len(found(t, e, "hostile")))
		q := index.Query{Words: []index.Word{{Text: "שלום"}}}
		if p := search(t, e, q); p.Total.Value != 1 {
			t.Errorf("got %d for a word from right to left, want 1", p.Total.Value)
		}
	})
	t.Run("Queries", func(t *testing.T) {
		for _, s := range hostile() {
			for _, q := range hostileQueries(s) {
				if _, err := e.Search(t.Context(), q); err != nil && !errors.Is(err, index.ErrTooBroad) {
					t.Errorf("%.30q: %v", s, err)
				}
			}
			// A field that there is not may be refused.
			_, _ = e.Search(t.Context(), index.Query{Filters: []index.Filter{{Field: index.Field(s), Values: []string{"x"}}}})
			if _, err := e.Suggest(t.Context(), s, 10); err != nil && !errors.Is(err, index.ErrTooBroad) {
				t.Errorf("suggest %.30q: %v", s, err)
			}
		}
	})
	t.Run("Alive", func(t *testing.T) { same(t, "found", expand("10"), found(t, e, "zeppelin")) })
}

// hostileQueries puts a string into every place of a query.
func hostileQueries(s string) []index.Query {
	out := []index.Query{
		{Text: s, Words: []index.Word{{Text: s}}, Highlight: true, Facets: true},
		{Words: []index.Word{{Text: s, Prefix: true}}},
		{Required: []index.Word{{Text: s}}},
		{Phrases: []string{s}, Highlight: true},
		{Excluded: []index.Exclusion{{Text: s}, {Text: s, Phrase: true}, {Text: s, Prefix: true}}},
		{ID: kb.ID(s)},
		{Cites: kb.ID(s)},
		{After: kb.Date(s)},
		{Before: kb.Date(s)},
		{Sort: index.Sort(s)},
		{Filters: slices.Repeat([]index.Filter{{Field: index.FieldID, Values: []string{s}}}, 100)},
		{Filters: []index.Filter{{Field: index.FieldProduct}}},
	}
	if len(s) <= index.MaxText {
		out = append(out, index.Query{Words: slices.Repeat([]index.Word{{Text: s}}, 300)})
	}
	for _, f := range []index.Field{
		index.FieldID, index.FieldProduct, index.FieldCategory, index.FieldKeyword,
		index.FieldStatus, index.FieldVersion, index.FieldYear,
	} {
		out = append(out, index.Query{Filters: []index.Filter{{Field: f, Values: []string{s}}}},
			index.Query{Filters: []index.Filter{{Field: f, Values: []string{s}, Not: true}}, Facets: true})
	}
	return out
}

func runEmpty(t *testing.T, h Harness) {
	e := h.open(t, nil)
	for _, text := range []string{"", "word", `"a phrase"`, "category:iis", "-word", "Q910001", "sort:date", "wor*"} {
		q := parsed(t, text)
		q.Facets, q.Highlight = true, true
		p := search(t, e, q)
		if p.Total.Value != 0 || len(p.Hits) != 0 || p.Next != "" || p.DidYouMean != "" {
			t.Errorf("%q: got %+v from an empty repository", text, p)
		}
	}
	if list, err := e.Suggest(t.Context(), "word", 5); err != nil || len(list) != 0 {
		t.Errorf("suggest: got %v, %v", list, err)
	}
	same(t, "stored", []kb.ID{}, stored(t, e))
	refresh(t, e)
	if err := e.Rebuild(t.Context()); err != nil {
		t.Error(err)
	}
	if s := stats(t, e); s.Articles != 0 || s.Searchable != 0 || s.Lag != 0 || s.State != "ready" {
		t.Errorf("got %+v", s)
	}
}

// runConcurrent uses one engine from several goroutines. It finds most with the
// race detector.
func runConcurrent(t *testing.T, h Harness) {
	docs := Documents(t)
	e := h.open(t, docs)
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 8 {
				if err := useAll(t, e, docs, worker, i); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	refresh(t, e)
	same(t, "found at the end", 4*8+len(docs), len(found(t, e, "")))
	same(t, "stored at the end", 4*8+len(docs), len(stored(t, e)))
}

// useAll calls every method once. What was there from the start has to be found
// all the time.
func useAll(t *testing.T, e index.Engine, docs []index.Document, worker, i int) error {
	ctx := t.Context()
	own := Text(t, fmt.Sprintf("Q%d", 950000+100*worker+i), "Own", "written while others read")
	passing := Text(t, fmt.Sprintf("Q%d", 960000+worker), "Passing", "comes and goes")
	_, err := e.Put(ctx, []index.Document{own, passing})
	_, derr := e.Delete(ctx, []kb.ID{passing.Article.ID})
	_, gerr := e.Get(ctx, own.Article.ID)
	rerr := e.Refresh(ctx)
	p, serr := e.Search(ctx, index.Query{Words: []index.Word{{Text: "zeppelin"}}, Highlight: true, Facets: true})
	if serr == nil && len(p.Hits) != 1 {
		serr = fmt.Errorf("got %d hits while others write, want 1", len(p.Hits))
	}
	_, uerr := e.Suggest(ctx, "ftp", 5)
	_, terr := e.Stats(ctx)
	n := 0
	for _, aerr := range e.All(ctx) {
		if n++; aerr != nil {
			return aerr
		}
	}
	if n < len(docs) {
		return fmt.Errorf("got %d entries while others write, want at least %d", n, len(docs))
	}
	return errors.Join(err, derr, gerr, rerr, serr, uerr, terr)
}
