package indextest

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// goldenFile is where the figures of an engine are kept, below its package.
const goldenFile = "testdata/relevance.golden"

// rated is a search with the article that ought to come first.
type rated struct {
	kind, text string
	winner     kb.ID
}

// Relevance fills an empty engine with sixty short articles, many of them alike,
// and looks at which place the right one comes in searches of three kinds:
// titles, messages quoted in the article, and symptoms in other words. The
// figures and every search that does not have its winner first are compared
// with testdata/relevance.golden in the folder of the calling test, which is
// written anew when the test has a flag "update" and it is set.
func Relevance(t *testing.T, e index.Engine) {
	docs := load(t, "testdata/relevance")
	put(t, e, docs...)
	refresh(t, e)
	var report bytes.Buffer
	searches := append(titles(docs), readSearches(t)...)
	for _, kind := range []string{"title", "phrase", "symptom"} {
		measureKind(t, e, &report, kind, searches)
	}
	golden(t, report.Bytes())
}

// titles makes a search of each title.
func titles(docs []index.Document) []rated {
	var out []rated
	for _, d := range docs {
		out = append(out, rated{"title", d.Article.Title, d.Article.ID})
	}
	return out
}

// readSearches reads the list of searches.
func readSearches(t *testing.T) []rated {
	t.Helper()
	src, err := files.ReadFile("testdata/relevance/searches.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []rated
	for line := range strings.Lines(string(src)) {
		f := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(f) == 3 && f[0] != "#" && len(f[1]) == 2 {
			out = append(out, rated{f[0], f[2], kb.ID("Q9700" + f[1])})
		}
	}
	return out
}

// measureKind writes the mean reciprocal rank of the searches of one kind, and
// the places of the winners that do not come first.
func measureKind(t *testing.T, e index.Engine, w *bytes.Buffer, kind string, searches []rated) {
	n, sum := 0, 0.0
	var misses []string
	for _, s := range searches {
		if s.kind != kind {
			continue
		}
		n++
		place := 1 + slices.Index(idsOf(first(t, e, s.text)), s.winner)
		if place > 0 {
			sum += 1 / float64(place)
		}
		if place != 1 {
			misses = append(misses, fmt.Sprintf("  %2d %s %s\n", place, s.winner, s.text))
		}
	}
	fmt.Fprintf(w, "%s: %d searches, MRR@10 %.3f\n%s", kind, n, sum/float64(n), strings.Join(misses, ""))
}

// first returns the first ten hits.
func first(t *testing.T, e index.Engine, text string) []index.Hit {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	q.Limit = 10
	return search(t, e, q).Hits
}

// golden compares with the golden file, or writes it.
func golden(t *testing.T, got []byte) {
	t.Helper()
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.MkdirAll(filepath.Dir(goldenFile), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(goldenFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatalf("%v: run the test with -update to make it", err)
	}
	same(t, "relevance: look whether it got better, then run with -update", string(want), string(got))
}
