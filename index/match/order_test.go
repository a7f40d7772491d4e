package match

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/index"
	"kbadvisor/index/bleve"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/kbtest"
)

// TestOrderOfArchive imports the archive from its end to its beginning, in batches
// of another size, and wants the same answers as from the usual import.
func TestOrderOfArchive(t *testing.T) {
	long(t)
	cases := devCases(t)[:50]
	want := answers(t, archive(t).matcher, cases, 10)
	m := reversed(t)
	for i, got := range answers(t, m, cases, 10) {
		if diff := cmp.Diff(want[i], got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("case %s, usual order and reverse (-want +got):\n%s", cases[i].ID, diff)
		}
	}
}

// reversed returns a matcher over the archive, imported from its end.
func reversed(t *testing.T) *Matcher {
	t.Helper()
	var docs []index.Document
	for name, source := range kbtest.Archive(t) {
		a, err := kbfile.Parse(source, name, kbfile.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		docs = append(docs, index.Document{Article: a, Name: name})
	}
	slices.Reverse(docs)
	e, err := bleve.Open(context.Background(), bleve.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	for batch := range slices.Chunk(docs, 613) {
		if _, err := e.Put(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	m, err := New(e, Config{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
