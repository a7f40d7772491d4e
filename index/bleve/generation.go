package bleve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	indexapi "github.com/blevesearch/bleve_index_api"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// generation is one set of search structures, opened read-only. Articles have
// numbers from 0 in it, shard after shard and segment after segment.
type generation struct {
	name     string
	dir      string
	manifest manifest
	indexes  []indexapi.Index
	readers  []indexapi.IndexReader
	segments []segmentView
	max      uint32 // one more than the highest number
	columns  columns
	scratch  sync.Pool

	refs    atomic.Int64 // users, plus one while it is current
	discard atomic.Bool  // remove the folder when nobody uses it
}

// segmentView is one segment of a generation.
type segmentView struct {
	segapi.Segment
	deleted *roaring.Bitmap // numbers inside the segment, or nil
	base    uint32          // number of its first article
	shard   int
	text    textPostings
}

// openGeneration checks and opens a generation.
func openGeneration(dir string, queue *indexapi.AnalysisQueue) (g *generation, err error) {
	defer recovered("open "+dir, &err)
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	if m.Schema != schema {
		return nil, fmt.Errorf("%w: schema %d, want %d", errDamaged, m.Schema, schema)
	}
	g = &generation{name: filepath.Base(dir), dir: dir, manifest: m}
	g.refs.Store(1)
	for n := range shardCount {
		if _, err := os.Stat(shardDir(dir, n)); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := g.openShard(n, queue); err != nil {
			g.close()
			return nil, fmt.Errorf("%w: open %s: %w", errDamaged, shardDir(dir, n), err)
		}
	}
	return g, nil
}

// emptyGeneration is what an engine without articles searches.
func emptyGeneration() *generation {
	g := &generation{name: "empty", manifest: manifest{Schema: schema}}
	g.refs.Store(1)
	return g
}

// openShard opens one Bleve index read-only.
func (g *generation) openShard(n int, queue *indexapi.AnalysisQueue) error {
	idx, err := openScorch(shardDir(g.dir, n), true, queue)
	if err != nil {
		return err
	}
	g.indexes = append(g.indexes, idx)
	reader, err := idx.Reader()
	if err != nil {
		return err
	}
	g.readers = append(g.readers, reader)
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return fmt.Errorf("unexpected reader %T", reader)
	}
	for _, s := range snapshot.Segments() {
		text, err := openText(s.Segment())
		if err != nil {
			return err
		}
		g.segments = append(g.segments, segmentView{s.Segment(), s.Deleted(), g.max, n, text})
		g.max += uint32(s.Segment().Count())
	}
	return nil
}

// openScorch opens a Bleve index without Bleve's own wrapping.
func openScorch(dir string, readOnly bool, queue *indexapi.AnalysisQueue) (indexapi.Index, error) {
	idx, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path": dir, "read_only": readOnly, "bolt_timeout": "2s", "asyncErrorCallbackName": asyncErrors,
	}, queue)
	if err != nil {
		return nil, err
	}
	return idx, idx.Open()
}

// acquire counts a user.
func (g *generation) acquire() { g.refs.Add(1) }

// release ends a use; the last one closes the generation.
func (g *generation) release() {
	if g.refs.Add(-1) > 0 {
		return
	}
	g.close()
	if g.discard.Load() && g.dir != "" {
		_ = os.RemoveAll(g.dir)
	}
}

// close closes the shards. Errors do not matter to what only reads.
func (g *generation) close() {
	for _, r := range g.readers {
		_ = r.Close()
	}
	for _, i := range g.indexes {
		_ = i.Close()
	}
}

// bitmap returns the numbers of the articles that have a term in a field.
func (g *generation) bitmap(ctx context.Context, fieldName, term string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for i := range g.segments {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		dict, err := g.segments[i].Dictionary(fieldName)
		if err != nil {
			return nil, err
		}
		if err := g.segments[i].collect(dict, term, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// collect adds the articles of one segment that have the term.
func (s *segmentView) collect(dict segapi.TermDictionary, term string, out *roaring.Bitmap) error {
	list, err := dict.PostingsList([]byte(term), s.deleted, nil)
	if err != nil {
		return err
	}
	it := list.Iterator(false, false, false, nil)
	if all, ok := it.(segapi.OptimizablePostingsIterator); ok && all.ActualBitmap() != nil {
		out.Or(roaring.AddOffset64(all.ActualBitmap(), int64(s.base)))
		return nil
	}
	for p, err := it.Next(); p != nil || err != nil; p, err = it.Next() {
		if err != nil {
			return err
		}
		out.Add(s.base + uint32(p.Number()))
	}
	return nil
}

// terms yields the terms of a field that begin with prefix, in every segment.
func (g *generation) terms(ctx context.Context, fieldName, prefix string, yield func(s *segmentView, d segapi.TermDictionary, term string) error) error {
	for i := range g.segments {
		s := &g.segments[i]
		dict, err := s.Dictionary(fieldName)
		if err != nil {
			return err
		}
		var start, end []byte
		if prefix != "" {
			start = []byte(prefix)
			end = append([]byte(prefix), 0xFF)
		}
		it := dict.AutomatonIterator(nil, start, end)
		for e, err := it.Next(); e != nil || err != nil; e, err = it.Next() {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				err = yield(s, dict, e.Term)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// all returns the numbers of all articles.
func (g *generation) all() *roaring.Bitmap {
	out := roaring.New()
	for _, s := range g.segments {
		live := roaring.New()
		live.AddRange(0, s.Count())
		if s.deleted != nil {
			live.AndNot(s.deleted)
		}
		out.Or(roaring.AddOffset64(live, int64(s.base)))
	}
	return out
}
