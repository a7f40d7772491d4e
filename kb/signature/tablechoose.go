package signature

import "slices"

// pairCounts estimates how often a pair of literals stands in the patterns; it
// never says too little.
type pairCounts []uint16

// pairCountBits is the size of the table of counts.
const pairCountBits = 21

// newPairCounts counts the pairs of the patterns.
func newPairCounts(patterns []Template) pairCounts {
	c := make(pairCounts, 1<<pairCountBits)
	for i := range patterns {
		t := &patterns[i]
		for r := range t.elems {
			if h, ok := t.pairAt(r); ok {
				if n := &c[h>>(64-pairCountBits)]; *n < 1<<16-1 {
					*n++
				}
			}
		}
	}
	return c
}

// of returns the count of a pair.
func (c pairCounts) of(hash uint64) uint16 { return c[hash>>(64-pairCountBits)] }

// pairAt returns the hash of the literals at row r and after it.
func (t *Template) pairAt(r int) (uint64, bool) {
	if r+1 >= len(t.elems) || t.elems[r].is(elemVariable) || t.elems[r+1].is(elemVariable) {
		return 0, false
	}
	return pairHash(t.elems[r].hash, t.elems[r+1].hash), true
}

// candidate is a pair that may become a seed.
type candidate struct {
	hash  uint64
	row   int32
	count uint16
}

// seedChooser chooses the seeds of patterns and keeps its buffer.
type seedChooser struct{ pairs, best []candidate }

// The number of seeds of a pattern: one in each stretch of seedStretch
// elements, but at least seedParts and at most maxSeeds.
const (
	shortParts  = 2 // of patterns that must be found nearly whole
	seedParts   = 3
	seedStretch = 12
	maxSeeds    = 8
)

// usualPair is how often a pair stands in patterns that is no seed when there
// are rarer ones.
const usualPair = 80

// choose appends the seeds of pattern number n: the rarest pair of each part, so
// that a message that is cut or has a word changed keeps one of them.
func (c *seedChooser) choose(seeds []seed, t *Template, n int32, counts pairCounts) []seed {
	c.pairs = c.pairs[:0]
	for r := range t.elems {
		if h, ok := t.pairAt(r); ok {
			c.pairs = append(c.pairs, candidate{h, int32(r), counts.of(h)})
		}
	}
	if len(c.pairs) == 0 {
		return appendSingles(seeds, t, n)
	}
	parts := max(seedParts, len(t.elems)/seedStretch)
	if t.strong <= 4 {
		parts = shortParts
	}
	parts = min(parts, maxSeeds, len(c.pairs))
	c.best = c.best[:0]
	rarer := func(a, b candidate) int { return int(a.count) - int(b.count) }
	for p := range parts {
		c.best = append(c.best, slices.MinFunc(c.pairs[p*len(c.pairs)/parts:(p+1)*len(c.pairs)/parts], rarer))
	}
	slices.SortStableFunc(c.best, rarer)
	for i, p := range c.best {
		if i >= shortParts && p.count > usualPair {
			break
		}
		seeds = append(seeds, seed{p.hash, newPosting(t, n, int(p.row), 2)})
	}
	return seeds
}

// appendSingles appends the literals of a pattern without pairs as seeds: the
// first that carry sense, else the first.
func appendSingles(seeds []seed, t *Template, n int32) []seed {
	row := -1
	for r := range t.elems {
		e := &t.elems[r]
		if e.is(elemVariable) || row >= 0 && t.elems[row].weight >= e.weight {
			continue
		}
		row = r
	}
	if row < 0 {
		return seeds
	}
	return append(seeds, seed{singleHash(t.elems[row].hash), newPosting(t, n, row, 1)})
}
