package match

import (
	_ "embed" // for the table
	"math"
	"strconv"
	"strings"
)

// backgroundText says in how many of the articles of the archive a term stands;
// its first line has the number of articles. Terms of few articles are left out.
// TestBackground makes it.
//
//go:embed background.tsv
var backgroundText string

// smallBase is the number of articles up to which a knowledge base is too small to
// tell how rare a word is.
const smallBase = 5000

// background tells how rare terms are in what is written about servers. It stands
// in for knowledge bases that are too small to tell, so that twelve articles are
// matched by the same weights as fifty thousand.
type background map[string]float64

// newBackground reads the embedded table.
func newBackground() background {
	first, rest, _ := strings.Cut(backgroundText, "\n")
	n, _ := strconv.ParseFloat(first, 64)
	b := background{}
	for line := range strings.Lines(rest) {
		term, count, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if df, err := strconv.ParseFloat(count, 64); err == nil {
			b[term] = math.Log(1 + (n-df+0.5)/(df+0.5))
		}
	}
	return b
}

// rarest is the rarity of a term that the background does not have.
const rarest = 9

// rarity returns how rare a term is, on the scale of Engine.Probe for the archive.
func (b background) rarity(term string) float64 {
	if r, ok := b[term]; ok {
		return r
	}
	return rarest
}
