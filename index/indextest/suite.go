package indextest

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// Harness gives the suite engines to test.
type Harness struct {
	// Open returns a new engine without articles. The suite closes it.
	Open func(t *testing.T) index.Engine
	// Reopen closes an engine and opens it again on what it has stored. It is nil
	// for engines that store nothing.
	Reopen func(t *testing.T, e index.Engine) index.Engine
}

// Run tests every promise that index.Engine and index.Query make.
func Run(t *testing.T, h Harness) {
	t.Run("Put", func(t *testing.T) { runPut(t, h) })
	t.Run("Delete", func(t *testing.T) { runDelete(t, h) })
	t.Run("Visibility", func(t *testing.T) { runVisibility(t, h) })
	t.Run("Get", func(t *testing.T) { runGet(t, h) })
	t.Run("All", func(t *testing.T) { runAll(t, h) })
	t.Run("Stats", func(t *testing.T) { runStats(t, h) })
	t.Run("Cancelled", func(t *testing.T) { runCancelled(t, h) })
	t.Run("Rebuild", func(t *testing.T) { runRebuild(t, h) })
	t.Run("Close", func(t *testing.T) { runClose(t, h) })
	t.Run("Reopen", func(t *testing.T) { runReopen(t, h) })
	t.Run("Empty", func(t *testing.T) { runEmpty(t, h) })
	t.Run("Hostile", func(t *testing.T) { runHostile(t, h) })
	t.Run("Concurrent", func(t *testing.T) { runConcurrent(t, h) })
	t.Run("Search", func(t *testing.T) { runSearch(t, h) })
	t.Run("Order", func(t *testing.T) { runOrder(t, h) })
	t.Run("Paging", func(t *testing.T) { runPaging(t, h) })
	t.Run("Probe", func(t *testing.T) { runProbe(t, h) })
	t.Run("Bodies", func(t *testing.T) { runBodies(t, h) })
}

// open returns an engine with the documents, which Search sees.
func (h Harness) open(t *testing.T, docs []index.Document) index.Engine {
	t.Helper()
	e := h.Open(t)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if len(docs) > 0 {
		put(t, e, docs...)
		refresh(t, e)
	}
	return e
}

func put(t *testing.T, e index.Engine, docs ...index.Document) []index.Outcome {
	t.Helper()
	out, err := e.Put(t.Context(), docs)
	if err != nil {
		t.Fatalf("put: %v", err)
	}
	return out
}

func refresh(t *testing.T, e index.Engine) {
	t.Helper()
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatalf("refresh: %v", err)
	}
}

func stats(t *testing.T, e index.Engine) index.Stats {
	t.Helper()
	s, err := e.Stats(t.Context())
	if err != nil {
		t.Fatalf("stats: %v", err)
	}
	return s
}

// parsed reads a search as people type it.
func parsed(t *testing.T, text string) index.Query {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// search answers a query.
func search(t *testing.T, e index.Engine, q index.Query) index.Page {
	t.Helper()
	p, err := e.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("search %+v: %v", q, err)
	}
	return p
}

// walk returns the hits of all pages.
func walk(t *testing.T, e index.Engine, q index.Query) []index.Hit {
	t.Helper()
	var hits []index.Hit
	for range index.MaxDepth + 1 {
		p := search(t, e, q)
		hits = append(hits, p.Hits...)
		if q.Page = p.Next; q.Page == "" {
			return hits
		}
		if len(p.Hits) == 0 {
			t.Fatal("an empty page that is not the last")
		}
	}
	t.Fatal("paging does not end")
	return nil
}

func idsOf(hits []index.Hit) []kb.ID {
	out := []kb.ID{}
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

// found returns the ids of all that match a search, sorted.
func found(t *testing.T, e index.Engine, text string) []kb.ID {
	t.Helper()
	return slices.Sorted(slices.Values(idsOf(walk(t, e, parsed(t, text)))))
}

// entries returns what All yields, by id.
func entries(t *testing.T, e index.Engine) map[kb.ID]index.Entry {
	t.Helper()
	out := map[kb.ID]index.Entry{}
	for entry, err := range e.All(t.Context()) {
		if err != nil {
			t.Fatalf("all: %v", err)
		}
		out[entry.ID] = entry
	}
	return out
}

// stored returns the ids that All yields, sorted.
func stored(t *testing.T, e index.Engine) []kb.ID {
	t.Helper()
	return slices.Sorted(maps.Keys(entries(t, e)))
}

// docIDs returns the ids of documents, sorted.
func docIDs(docs []index.Document) []kb.ID {
	var out []kb.ID
	for _, d := range docs {
		out = append(out, d.Article.ID)
	}
	return slices.Sorted(slices.Values(out))
}

// same compares, taking nil and empty for the same.
func same[T any](t *testing.T, what string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// cancelled returns a context that has ended.
func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
