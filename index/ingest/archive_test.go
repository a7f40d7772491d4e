package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// heap is an engine that keeps sources and cannot be searched: for runs that are
// too large for the reference engine.
type heap struct {
	index.Engine
	entries map[kb.ID]index.Entry
	bytes   int64
}

func newHeap() *heap { return &heap{entries: map[kb.ID]index.Entry{}} }

func (h *heap) Put(_ context.Context, docs []index.Document) ([]index.Outcome, error) {
	out := make([]index.Outcome, len(docs))
	for i, d := range docs {
		src := d.Article.Source
		e := index.Entry{ID: d.Article.ID, Name: d.Name, Origin: d.Origin, Format: d.Article.Format, Hash: sha256.Sum256(src)}
		e.Source = func() ([]byte, error) { return src, nil }
		old, ok := h.entries[e.ID]
		switch {
		case ok && old.Hash == e.Hash:
			out[i] = index.Unchanged
			continue
		case ok:
			out[i] = index.Updated
		}
		h.entries[e.ID] = e
		h.bytes += int64(len(src))
	}
	return out, nil
}

func (h *heap) Refresh(context.Context) error { return nil }

func (h *heap) All(context.Context) iter.Seq2[index.Entry, error] {
	return func(yield func(index.Entry, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(h.entries)) {
			if !yield(h.entries[id], nil) {
				return
			}
		}
	}
}

// archives returns the paths of the real knowledge bases.
func archives(tb testing.TB) (text, markdown string) {
	data := filepath.Join(kbtest.Shared(tb), "data")
	return filepath.Join(data, "archive", "kb-archive.tar.zst"), filepath.Join(data, "markdown", "kb-markdown.tar.zst")
}

func TestRealArchiveImportsWithoutFailure(t *testing.T) {
	path, _ := archives(t)
	engine := newHeap()
	im, _ := newImporter(t, func(c *Config) { c.Engine = engine })
	sum, report := imports(t, im, from(path))
	wantCounts(t, sum, Summary{Added: 45_674})
	for _, f := range report {
		t.Errorf("reported: %+v", f)
	}
	for name, want := range kbtest.Archive(t) {
		id := articleID(t, name)
		got, err := engine.entries[id].Source()
		check(t, err)
		if !bytes.Equal(got, want) {
			t.Fatalf("%s is stored with other bytes", id)
		}
	}
	sum, _ = imports(t, im, from(path))
	wantCounts(t, sum, Summary{Unchanged: 45_674})
}

func TestRealMarkdownImportsWithoutFailure(t *testing.T) {
	_, path := archives(t)
	im, engine := newImporter(t)
	sum, report := imports(t, im, from(path))
	if sum.Failed > 0 || sum.Added < 750 {
		t.Errorf("summary = %+v", sum)
	}
	if got := len(contents(t, engine)); got != sum.Added {
		t.Errorf("%d articles are stored, %d were added", got, sum.Added)
	}
	for _, f := range report {
		t.Logf("%s: %s", f.Name, f.Reason)
	}
}

// BenchmarkArchive reads and parses the real archive: from tar.zst, and as a
// second import that finds everything stored.
func BenchmarkArchive(b *testing.B) {
	path, _ := archives(b)
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			h := newHeap()
			benchImport(b, h, path)
			b.SetBytes(h.bytes)
		}
	})
	b.Run("again", func(b *testing.B) {
		h := newHeap()
		benchImport(b, h, path)
		b.SetBytes(h.bytes)
		for b.Loop() {
			benchImport(b, h, path)
		}
	})
}

func benchImport(b *testing.B, engine index.Engine, path string) {
	im, _ := newImporter(b, func(c *Config) { c.Engine = engine })
	sum, err := im.Import(b.Context(), from(path))
	if err != nil || sum.Failed > 0 {
		b.Fatalf("%+v, %v", sum, err)
	}
	docs := sum.Added + sum.Unchanged
	b.ReportMetric(float64(docs)/sum.Seconds, "docs/s")
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/sum.Seconds/1e6, "packedMB/s")
	}
}
