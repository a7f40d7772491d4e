package match

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/scan/scantest"
)

// leastCommon is the number of articles that a term of the background stands in
// at least.
const leastCommon = 25

// TestBackground makes the table anew and compares it with the one that is built in.
func TestBackground(t *testing.T) {
	var a analyze.Analyzer
	var df []int
	var last []int
	n := 0
	for name, src := range kbtest.Archive(t) {
		x, err := kbfile.Parse(src, name, kbfile.Options{})
		if err != nil {
			continue // an index page
		}
		n++
		count := func(id uint32, _, _ int) {
			for int(id) >= len(df) {
				df, last = append(df, 0), append(last, 0)
			}
			if last[id] != n {
				last[id], df[id] = n, df[id]+1
			}
		}
		a.Each(x.Title, false, count)
		for _, s := range x.Sections {
			if s.Kind == kb.Lead || s.Kind == kb.Content {
				a.Each(s.Text, false, count)
			}
		}
	}
	common := map[string]int{}
	for id, c := range df {
		if c >= leastCommon {
			common[a.Term(uint32(id))] = c
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d\n", n)
	for _, term := range slices.SortedFunc(maps.Keys(common), func(x, y string) int {
		return cmp.Or(cmp.Compare(common[y], common[x]), cmp.Compare(x, y))
	}) {
		fmt.Fprintf(&b, "%s\t%d\n", term, common[term])
	}
	if scantest.Updating() {
		if err := os.WriteFile("background.tsv", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != backgroundText {
		t.Error("background.tsv is not what the archive gives: run go test -run TestBackground -update")
	}
}

func TestBackgroundRarity(t *testing.T) {
	b := newBackground()
	if len(b) < 5000 {
		t.Fatalf("%d terms, want thousands", len(b))
	}
	if file, relay, odd := b.rarity("file"), b.rarity("relay"), b.rarity("zzyzx"); !(file < relay && relay < odd && file > 0) {
		t.Errorf("got %.2f for file, %.2f for relay, %.2f for zzyzx; want them to grow", file, relay, odd)
	}
}
