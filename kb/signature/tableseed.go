package signature

import (
	"math"
	"math/bits"
	"slices"
)

// wordCount counts the patterns that have a word.
type wordCount struct{ patterns, last int32 }

// countWords counts for each literal, and for each value of one token, the
// patterns that have it.
func countWords(patterns []Template) map[uint64]wordCount {
	counts := make(map[uint64]wordCount, len(patterns))
	for i := range patterns {
		for k := range patterns[i].elems {
			e := &patterns[i].elems[k]
			if c := counts[e.hash]; c.patterns == 0 || c.last != int32(i) {
				counts[e.hash] = wordCount{c.patterns + 1, int32(i)}
			}
		}
	}
	return counts
}

// rareWeight is the weight of a word that df of n patterns have: about 0.15
// for the most frequent words, 1 for usual ones, 2 for unique ones.
func rareWeight(role tokenRole, df int32, n float64) float32 {
	w := 0.15 + math.Log1p(n/float64(df+1))/6
	if role&roleStop != 0 {
		w = min(w, stopWeight)
	}
	return float32(math.Round(min(w, 2)*64) / 64)
}

// seedIndex finds patterns by seeds: pairs of literals in a row, or a single
// literal for patterns without a pair. It is a hash table with open addressing;
// the postings of one seed are next to each other.
type seedIndex struct {
	filter []uint64 // a bit for the top bits of each seed's hash
	shift  uint
	slots  []seedSlot
	mask   uint32
	posts  []posting
}

// seedSlot is a seed with its postings [start, start+n).
type seedSlot struct {
	hash  uint64
	start uint32
	n     uint32
}

// seed is a seed of a pattern before the index is built.
type seed struct {
	hash uint64
	posting
}

// singleHash returns the hash of a seed of one literal.
func singleHash(h uint64) uint64 { return pairHash(h, 0x5eed) }

// newSeedIndex chooses the seeds of the patterns and returns their index.
func newSeedIndex(patterns []Template) seedIndex {
	counts := newPairCounts(patterns)
	seeds := make([]seed, 0, 4*len(patterns))
	var c seedChooser
	for i := range patterns {
		seeds = c.choose(seeds, &patterns[i], int32(i), counts)
	}
	slices.SortFunc(seeds, func(a, b seed) int {
		switch {
		case a.hash != b.hash:
			if a.hash < b.hash {
				return -1
			}
			return 1
		case a.pattern != b.pattern:
			return int(a.pattern - b.pattern)
		}
		return int(a.row) - int(b.row)
	})
	return indexSeeds(seeds)
}

// indexSeeds builds the hash table of sorted seeds.
func indexSeeds(seeds []seed) seedIndex {
	n := uint32(1) << bits.Len(uint(2*len(seeds)+1))
	x := seedIndex{slots: make([]seedSlot, n), mask: n - 1, posts: make([]posting, len(seeds))}
	x.filter = make([]uint64, max(n*2/64, 1))
	x.shift = uint(64 - bits.Len(uint(len(x.filter)*64-1)))
	for i := 0; i < len(seeds); {
		k := i
		for k < len(seeds) && seeds[k].hash == seeds[i].hash {
			x.posts[k] = seeds[k].posting
			k++
		}
		x.insert(seedSlot{seeds[i].hash, uint32(i), uint32(k - i)})
		i = k
	}
	return x
}

// insert puts a seed into the table.
func (x *seedIndex) insert(s seedSlot) {
	bit := s.hash >> x.shift
	x.filter[bit/64] |= 1 << (bit % 64)
	i := uint32(s.hash) & x.mask
	for x.slots[i].n != 0 {
		i = (i + 1) & x.mask
	}
	x.slots[i] = s
}

// find returns the slot of a seed, -1 when no pattern has it.
func (x *seedIndex) find(hash uint64) int {
	bit := hash >> x.shift
	if x.filter[bit/64]&(1<<(bit%64)) == 0 {
		return -1
	}
	for i := uint32(hash) & x.mask; x.slots[i].n != 0; i = (i + 1) & x.mask {
		if x.slots[i].hash == hash {
			return int(i)
		}
	}
	return -1
}
