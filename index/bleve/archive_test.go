package bleve_test

import (
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/ingest"
)

// TestArchive imports the whole archive and asks the labelled searches. The
// floors are the project's goals; the figures are printed with -v.
func TestArchive(t *testing.T) {
	searches := readSearches(t)
	e := openDir(t, t.TempDir())
	defer e.Close()
	im, err := ingest.New(ingest.Config{Engine: e})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := im.Import(t.Context(), ingest.Run{Sources: []string{archive(t)}})
	if err != nil || sum.Failed != 0 || sum.Skipped != 0 {
		t.Fatalf("got %+v, %v", sum, err)
	}
	s, err := e.Stats(t.Context())
	if err != nil || s.Articles != sum.Added || s.Searchable != s.Articles || s.Lag != 0 {
		t.Fatalf("got %+v, %v after %+v", s, err, sum)
	}
	if size := float64(s.StoreBytes+s.IndexBytes) / float64(s.SourceBytes); size > 0.5 {
		t.Errorf("store and index take %.3f of the text, want at most 0.5", size)
	}
	for kind, goal := range map[string]float64{"title": 0.98, "phrase": 0.85, "symptom": 0.90, "": 0.92} {
		if got := reciprocalRank(t, e, searches, kind); got < goal {
			t.Errorf("%q: MRR@10 is %.3f, want %.3f", kind, got, goal)
		} else {
			t.Logf("%q: MRR@10 is %.3f", kind, got)
		}
	}
	again, err := im.Import(t.Context(), ingest.Run{Sources: []string{archive(t)}})
	if err != nil || again.Unchanged != sum.Added || again.Added+again.Updated+again.Failed != 0 {
		t.Errorf("the second import: got %+v, %v", again, err)
	}
}

// reciprocalRank returns the mean over the searches of one kind, "" for all, of
// one over the rank of the first relevant article, 0 beyond the tenth.
func reciprocalRank(t *testing.T, e index.Engine, searches []search, kind string) float64 {
	t.Helper()
	sum, n := 0.0, 0
	for _, s := range searches {
		if kind != "" && s.Kind != kind {
			continue
		}
		n++
		page, err := e.Search(t.Context(), index.Query{Words: []index.Word{{Text: s.Query}}, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		sum += firstRelevant(page.Hits, s.Relevant)
	}
	return sum / float64(n)
}

func firstRelevant(hits []index.Hit, relevant []string) float64 {
	for i, h := range hits {
		for _, r := range relevant {
			if string(h.ID) == r {
				return 1 / float64(i+1)
			}
		}
	}
	return 0
}
