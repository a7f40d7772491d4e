package match

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
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

// BenchmarkMatchNames matches long observations that name very many articles, of
// which none or one is there. The time is to grow with the length, not its square.
func BenchmarkMatchNames(b *testing.B) {
	m := archive(b).matcher
	for _, size := range []int{64 << 10, 256 << 10} {
		var absent strings.Builder
		for n := 900_000; absent.Len() < size; n++ {
			fmt.Fprintf(&absent, "Q%d ", n)
		}
		for name, text := range map[string]string{"absent": absent.String(), "one": strings.Repeat("Q239041 CVE-2002-0073 ", size/22)} {
			b.Run(fmt.Sprintf("%s-%dKiB", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := m.Match(b.Context(), text, "", 0); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
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
