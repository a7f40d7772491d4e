package match

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"kbadvisor/kb/kbfile"
)

// BenchmarkMatch matches the labelled observations with the whole archive, one
// after the other, on one processor.
func BenchmarkMatch(b *testing.B) {
	m, cases := archive(b).matcher, devCases(b)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := m.Match(b.Context(), cases[i%len(cases)].Input, "", 0); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2]), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100]), "p99-ns")
	b.ReportMetric(float64(took[len(took)-1]), "max-ns")
}

// BenchmarkLoadCatalog reads the catalog of the archive and makes its signature table.
func BenchmarkLoadCatalog(b *testing.B) {
	l := archive(b)
	for b.Loop() {
		c, err := loadCatalog(l.dir, l.matcher.semantic)
		if err != nil || c == nil || len(c.cards) != len(l.catalog.cards) {
			b.Fatalf("got %v, %v", c, err)
		}
	}
	b.ReportMetric(float64(len(l.catalog.entries)), "signatures")
}

// BenchmarkBuildCatalog reads all articles of the archive.
func BenchmarkBuildCatalog(b *testing.B) {
	l := archive(b)
	for b.Loop() {
		if _, err := build(b.Context(), l.engine, l.matcher.semantic, kbfile.Options{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(l.catalog.cards)), "articles")
}
