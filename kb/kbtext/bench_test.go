package kbtext

import (
	"testing"

	"kbadvisor/kb/kbtest"
)

// BenchmarkParse reads every tenth article of the archive, status and references
// included.
func BenchmarkParse(b *testing.B) {
	var srcs [][]byte
	var size int64
	n := 0
	for _, src := range kbtest.Archive(b) {
		if n++; n%10 == 0 {
			srcs = append(srcs, src)
			size += int64(len(src))
		}
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range srcs {
			if _, err := Parse(src, "", Options{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(srcs))*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
