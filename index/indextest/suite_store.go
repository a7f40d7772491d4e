package indextest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/index"
	"kbadvisor/kb"
)

func runPut(t *testing.T, h Harness) {
	e := h.open(t, nil)
	one, other := Text(t, "Q910100", "One", "first text"), Text(t, "Q910100", "One", "second text")
	two := Text(t, "Q910101", "Two", "third text")
	same(t, "empty batch", []index.Outcome{}, put(t, e))
	same(t, "new", []index.Outcome{index.Added}, put(t, e, one))
	same(t, "same bytes", []index.Outcome{index.Unchanged}, put(t, e, one))
	same(t, "other bytes", []index.Outcome{index.Updated, index.Added}, put(t, e, other, two))
	same(t, "back, and unchanged", []index.Outcome{index.Updated, index.Unchanged}, put(t, e, one, two))
	same(t, "stored", []kb.ID{"Q910100", "Q910101"}, stored(t, e))

	three, last := Text(t, "Q910102", "Three", "a"), Text(t, "Q910102", "Three", "b")
	same(t, "twice in a batch", []index.Outcome{index.Added, index.Updated}, put(t, e, three, last))
	same(t, "the later one", string(last.Article.Source), string(get(t, e, "Q910102").Article.Source))
	same(t, "equal twice", []index.Outcome{index.Updated, index.Unchanged}, put(t, e, three, three))
	refresh(t, e)
	same(t, "the later text", []kb.ID{"Q910102"}, found(t, e, "three"))
	same(t, "no trace of the earlier text", []kb.ID{"Q910100"}, found(t, e, "first second"))
	if got := stats(t, e).Articles; got != 3 {
		t.Errorf("got %d articles, want 3", got)
	}
}

func get(t *testing.T, e index.Engine, id kb.ID) index.Document {
	t.Helper()
	d, err := e.Get(t.Context(), id)
	if err != nil {
		t.Fatalf("get %s: %v", id, err)
	}
	return d
}

func runDelete(t *testing.T, h Harness) {
	docs := Documents(t)
	e := h.open(t, docs)
	n, err := e.Delete(t.Context(), []kb.ID{"Q910001", "Q999999", "Q910010", "Q910001", ""})
	if n != 2 || err != nil {
		t.Errorf("got %d, %v, want 2", n, err)
	}
	if n, err := e.Delete(t.Context(), nil); n != 0 || err != nil {
		t.Errorf("nothing to delete: got %d, %v", n, err)
	}
	if _, err := e.Get(t.Context(), "Q910001"); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
	same(t, "stored", len(docs)-2, len(stored(t, e)))
	refresh(t, e)
	same(t, "found", []kb.ID{"Q910008", "Q910009"}, found(t, e, "gateway zeppelin passive"))
	same(t, "added again", []index.Outcome{index.Added}, put(t, e, docs[0]))
	refresh(t, e)
	same(t, "found again", []kb.ID{docs[0].Article.ID}, found(t, e, "id:"+string(docs[0].Article.ID)))
}

func runVisibility(t *testing.T, h Harness) {
	e := h.open(t, nil)
	put(t, e, Text(t, "Q910100", "Walrus", "tusk"))
	get(t, e, "Q910100")
	refresh(t, e)
	same(t, "after refresh", []kb.ID{"Q910100"}, found(t, e, "walrus"))
	put(t, e, Text(t, "Q910100", "Narwhal", "tusk"), Text(t, "Q910101", "Tusk", "ivory"))
	refresh(t, e)
	same(t, "old words", []kb.ID{}, found(t, e, "walrus"))
	same(t, "new words", []kb.ID{"Q910100", "Q910101"}, found(t, e, "narwhal tusk"))
	p := search(t, e, parsed(t, "narwhal"))
	if len(p.Hits) != 1 || p.Hits[0].Title != "Narwhal" {
		t.Errorf("got %+v, want the new title", p.Hits)
	}
	if _, err := e.Delete(t.Context(), []kb.ID{"Q910100"}); err != nil {
		t.Fatal(err)
	}
	refresh(t, e)
	same(t, "after delete", []kb.ID{"Q910101"}, found(t, e, "narwhal tusk"))
	refresh(t, e) // with nothing to do
	if s := stats(t, e); s.Lag != 0 || s.Searchable != 1 {
		t.Errorf("got lag %d and %d searchable, want 0 and 1", s.Lag, s.Searchable)
	}
}

func runGet(t *testing.T, h Harness) {
	docs := Documents(t)
	docs[1].Origin = index.OriginBundled
	docs[1].Name = "a folder/with blanks/" + docs[1].Name
	e := h.open(t, docs)
	for _, want := range docs {
		got := get(t, e, want.Article.ID)
		same(t, string(want.Article.ID)+" article", want.Article, got.Article)
		same(t, string(want.Article.ID)+" name and origin", [2]string{want.Name, want.Origin}, [2]string{got.Name, got.Origin})
	}
	for _, id := range []kb.ID{"", "Q1", "Q999999", "no-such-slug", "q910001", "\x00", "\xff"} {
		if _, err := e.Get(t.Context(), id); !errors.Is(err, kb.ErrNotFound) {
			t.Errorf("%q: got %v, want not found", id, err)
		}
	}
}

func runAll(t *testing.T, h Harness) {
	docs := Documents(t)
	slices.Reverse(docs)
	e := h.open(t, docs)
	var order []kb.ID
	for entry, err := range e.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, entry.ID)
	}
	same(t, "order", docIDs(docs), order)
	got := entries(t, e)
	for _, d := range docs {
		checkEntry(t, d, got[d.Article.ID])
	}
	for range e.All(t.Context()) {
		break // must not leak a lock or a transaction
	}
	put(t, e, Text(t, "Q910100", "After a stop", "x"))
}

func checkEntry(t *testing.T, want index.Document, got index.Entry) {
	t.Helper()
	src, err := got.Source()
	if err != nil {
		t.Fatal(err)
	}
	a := want.Article
	if !bytes.Equal(src, a.Source) || got.Hash != sha256.Sum256(a.Source) {
		t.Errorf("%s: source or hash differ", a.ID)
	}
	same(t, string(a.ID), [3]string{want.Name, want.Origin, string(a.Format)}, [3]string{got.Name, got.Origin, string(got.Format)})
}

func runStats(t *testing.T, h Harness) {
	docs := Documents(t)
	size := int64(0)
	for i := range docs {
		size += int64(len(docs[i].Article.Source))
	}
	docs[0].Origin = index.OriginBundled
	e := h.open(t, docs)
	s := stats(t, e)
	same(t, "counts", []int{len(docs), len(docs), 0}, []int{s.Articles, s.Searchable, int(s.Lag)})
	same(t, "origins", map[string]int{index.OriginBundled: 1, "suite": len(docs) - 1}, s.Origins)
	same(t, "source bytes", size, s.SourceBytes)
	same(t, "state", "ready", s.State)
	if s.Engine == "" || s.Fingerprint == "" {
		t.Errorf("got engine %q and fingerprint %q", s.Engine, s.Fingerprint)
	}
	p := search(t, e, index.Query{})
	same(t, "fingerprint of the page", s.Fingerprint, p.Fingerprint)
	t.Run("Fingerprint", func(t *testing.T) { runFingerprint(t, h, docs) })
}

// runFingerprint checks that the fingerprint depends on the articles alone.
func runFingerprint(t *testing.T, h Harness, docs []index.Document) {
	first := stats(t, h.open(t, docs)).Fingerprint
	other := slices.Clone(docs)
	slices.Reverse(other)
	e := h.open(t, nil)
	extra := Text(t, "Q910100", "Extra", "x")
	put(t, e, extra)
	for i := range other {
		other[i].Origin, other[i].Name = "elsewhere", "other name"
		put(t, e, other[i])
	}
	refresh(t, e)
	if stats(t, e).Fingerprint == first {
		t.Error("another set of articles has the same fingerprint")
	}
	if _, err := e.Delete(t.Context(), []kb.ID{extra.Article.ID}); err != nil {
		t.Fatal(err)
	}
	refresh(t, e)
	same(t, "another order of import", first, stats(t, e).Fingerprint)
	changed := Text(t, string(docs[0].Article.ID), "Changed", "x")
	put(t, e, changed)
	refresh(t, e)
	if stats(t, e).Fingerprint == first {
		t.Error("a changed article leaves the fingerprint as it was")
	}
}

func runCancelled(t *testing.T, h Harness) {
	docs := Documents(t)
	e := h.open(t, docs[:1])
	ctx := cancelled(t)
	calls := map[string]func() error{
		"Put":     func() error { _, err := e.Put(ctx, docs[1:]); return err },
		"Delete":  func() error { _, err := e.Delete(ctx, docIDs(docs)); return err },
		"Get":     func() error { _, err := e.Get(ctx, docs[0].Article.ID); return err },
		"Search":  func() error { _, err := e.Search(ctx, index.Query{}); return err },
		"Suggest": func() error { _, err := e.Suggest(ctx, "ftp", 5); return err },
		"Rebuild": func() error { return e.Rebuild(ctx) },
		"All": func() error {
			for _, err := range e.All(ctx) {
				return err
			}
			return nil
		},
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want that the context was cancelled", name, err)
		}
	}
	same(t, "nothing was stored or removed", docIDs(docs[:1]), stored(t, e))
}

func runRebuild(t *testing.T, h Harness) {
	docs := Documents(t)
	e := h.open(t, docs)
	before, q := stats(t, e), index.Query{Words: []index.Word{{Text: "connection"}, {Text: "gateway"}}, Facets: true, Highlight: true}
	want := search(t, e, q)
	if err := e.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := search(t, e, q)
	want.Next, got.Next = "", ""
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateApprox(0.01, 0)); diff != "" {
		t.Errorf("answer (-before +after):\n%s", diff)
	}
	after := stats(t, e)
	same(t, "fingerprint", before.Fingerprint, after.Fingerprint)
	same(t, "searchable", before.Searchable, after.Searchable)
	put(t, e, Text(t, "Q910100", "After the rebuild", "walrus"))
	refresh(t, e)
	same(t, "changes after it", []kb.ID{"Q910100"}, found(t, e, "walrus"))
}

func runClose(t *testing.T, h Harness) {
	e := h.Open(t)
	put(t, e, Documents(t)...)
	for range 2 {
		if err := e.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	if _, err := e.Put(t.Context(), Documents(t)); err == nil {
		t.Error("put after close: got no error")
	}
	if _, err := e.Search(t.Context(), index.Query{}); err == nil {
		t.Error("search after close: got no error")
	}
	if _, err := e.Get(t.Context(), "Q910001"); err == nil || errors.Is(err, kb.ErrNotFound) {
		t.Errorf("get after close: got %v, want that the engine is closed", err)
	}
}

func runReopen(t *testing.T, h Harness) {
	if h.Reopen == nil {
		t.Skip("this engine stores nothing")
	}
	docs := Documents(t)
	e := h.Open(t)
	put(t, e, docs...)
	refresh(t, e)
	late := Text(t, "Q910100", "Stored but not refreshed", "walrus")
	put(t, e, late)
	if _, err := e.Delete(t.Context(), []kb.ID{"Q910001"}); err != nil {
		t.Fatal(err)
	}
	e = h.Reopen(t, e)
	t.Cleanup(func() { _ = e.Close() })
	same(t, "a late article", string(late.Article.Source), string(get(t, e, "Q910100").Article.Source))
	same(t, "stored", len(docs), len(stored(t, e)))
	refresh(t, e)
	same(t, "found", []kb.ID{"Q910010", "Q910100"}, found(t, e, "walrus zeppelin passive"))
	same(t, "unchanged", []index.Outcome{index.Unchanged}, put(t, e, late))
}
