package bleve

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	indexapi "github.com/blevesearch/bleve_index_api"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// madeUp returns documents in the order of their ids, of two indexers: words that
// all have, some have and one has, and so many that lists have several chunks.
func madeUp(n int) []indexapi.Document {
	random := rand.New(rand.NewPCG(1, 2))
	indexers := [2]*indexer{{}, {}}
	var out []indexapi.Document
	for i := range n {
		text := fmt.Sprintf("common only%d group%d", i, i%7)
		for range random.IntN(30) {
			text += fmt.Sprintf(" w%d", random.IntN(500))
		}
		a := &kb.Article{
			ID: kb.ID(fmt.Sprintf("Q%06d", 100000+i)), Title: fmt.Sprintf("Title %d of widgets", i%100),
			Product: "Widget Server", Category: "widgets", Date: kb.Date(fmt.Sprintf("2001-01-%02d", 1+i%28)),
			AppliesTo: []kb.Applies{{Name: "Widget Server version 1.0"}}, Keywords: []string{"KbWidget", "kbwidget"},
			Versions: []kb.Version{{Platform: "winnt", Number: "4.0"}},
			Sections: []kb.Section{{Kind: kb.Content, Name: kb.Symptoms, Text: text}},
		}
		out = append(out, indexers[i%2].document(a))
	}
	return out
}

// content is everything that a segment tells.
type content struct {
	IDs      []string
	Postings map[string]map[string][][2]uint64 // by field and term: article and weight
}

func contentOf(t *testing.T, s segapi.Segment) content {
	t.Helper()
	c := content{Postings: map[string]map[string][][2]uint64{}}
	for n := range s.Count() {
		id, err := s.DocID(n)
		if err != nil {
			t.Fatal(err)
		}
		c.IDs = append(c.IDs, string(id))
	}
	for _, name := range s.Fields() {
		dict, err := s.Dictionary(name)
		if err != nil {
			t.Fatal(err)
		}
		terms := map[string][][2]uint64{}
		it := dict.AutomatonIterator(nil, nil, nil)
		for e, err := it.Next(); e != nil || err != nil; e, err = it.Next() {
			if err != nil {
				t.Fatal(err)
			}
			terms[e.Term] = listOf(t, dict, e.Term)
		}
		if len(terms) > 0 {
			c.Postings[name] = terms
		}
	}
	return c
}

func listOf(t *testing.T, dict segapi.TermDictionary, term string) (out [][2]uint64) {
	t.Helper()
	list, err := dict.PostingsList([]byte(term), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	it := list.Iterator(true, true, true, nil)
	for p, err := it.Next(); p != nil || err != nil; p, err = it.Next() {
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Locations()) > 0 {
			t.Fatalf("%s has positions", term)
		}
		out = append(out, [2]uint64{p.Number(), p.Frequency()})
	}
	if uint64(len(out)) != list.Count() {
		t.Fatalf("%s: %d postings, count %d", term, len(out), list.Count())
	}
	return out
}

// TestSegmentEqualsZaps compares the plugin's segments with those of zap's own
// builder: in memory, from disk, and after zap has merged them.
func TestSegmentEqualsZaps(t *testing.T) {
	for _, n := range []int{1, 2, 100, 5000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			docs := madeUp(n)
			ours, _, err := (&segmentPlugin{&zap.ZapPlugin{}}).New(docs)
			if err != nil {
				t.Fatal(err)
			}
			theirs, _, err := (&zap.ZapPlugin{}).New(docs)
			if err != nil {
				t.Fatal(err)
			}
			want := contentOf(t, theirs)
			if diff := cmp.Diff(want, contentOf(t, ours)); diff != "" {
				t.Fatalf("in memory (-zap +ours):\n%.3000s", diff)
			}
			stored := onDisk(t, ours)
			if diff := cmp.Diff(want, contentOf(t, stored)); diff != "" {
				t.Fatalf("on disk (-zap +ours):\n%.3000s", diff)
			}
			if diff := cmp.Diff(merged(t, onDisk(t, theirs)), merged(t, stored)); diff != "" {
				t.Fatalf("merged (-zap +ours):\n%.3000s", diff)
			}
		})
	}
}

// onDisk writes a segment and opens what was written.
func onDisk(t *testing.T, s segapi.Segment) segapi.Segment {
	t.Helper()
	path := filepath.Join(t.TempDir(), "1.zap")
	if err := s.(segapi.UnpersistedSegment).Persist(path); err != nil {
		t.Fatal(err)
	}
	opened, err := (&zap.ZapPlugin{}).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	return opened
}

// merged merges a segment with itself and returns the content of the result.
func merged(t *testing.T, s segapi.Segment) content {
	t.Helper()
	path := filepath.Join(t.TempDir(), "2.zap")
	plugin := &zap.ZapPlugin{}
	if _, _, err := plugin.Merge([]segapi.Segment{s, s}, make([]*roaring.Bitmap, 2), path, nil, nil); err != nil {
		t.Fatal(err)
	}
	opened, err := plugin.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	return contentOf(t, opened)
}
