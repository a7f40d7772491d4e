package signature

import (
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/kbtext"
)

// BenchmarkExtract extracts from every tenth article of the archive; one operation
// is one article.
func BenchmarkExtract(b *testing.B) {
	var articles []*kb.Article
	n := 0
	for name, src := range kbtest.Archive(b) {
		if n++; n%10 != 0 {
			continue
		}
		a, err := kbtext.Parse(src, name, kbtext.Options{})
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, a)
	}
	b.ReportAllocs()
	found := 0
	for i := 0; b.Loop(); i++ {
		found += len(Extract(articles[i%len(articles)]))
	}
	b.ReportMetric(float64(found)/float64(b.N), "signatures/op")
}
