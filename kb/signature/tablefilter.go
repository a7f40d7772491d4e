package signature

// The sizes of a word filter: one stretch of tokens has filterWords*64 bits.
const (
	filterTokens = 64
	filterWords  = 16
)

// wordFilter tells which words a stretch of an observation may have. It never
// denies one that is there.
type wordFilter struct{ bits []uint64 }

// reset fills the filter with the tokens of an observation.
func (w *wordFilter) reset(obs []Token) {
	n := (len(obs)/filterTokens + 1) * filterWords
	if cap(w.bits) < n {
		w.bits = make([]uint64, n)
	}
	w.bits = w.bits[:n]
	clear(w.bits)
	for i := range obs {
		at, bit := filterBit(obs[i].hash)
		w.bits[i/filterTokens*filterWords+at] |= bit
	}
}

// filterBit returns the word and the bit of a hash within a stretch.
func filterBit(hash uint64) (int, uint64) {
	h := (hash ^ hash>>29) * 0x9E3779B97F4A7C15
	return int(h>>58) % filterWords, 1 << (h >> 40 & 63)
}

// admits reports whether the words of the template that stand near the place
// can be enough for it.
func (w *wordFilter) admits(t *Template, p place) bool {
	spread := 16 + len(t.elems)/4
	first := max(p.col-p.row-spread, 0) / filterTokens
	last := min((p.col+len(t.elems)-p.row+spread)/filterTokens, len(w.bits)/filterWords-1)
	lost := (1-leastCoverage(t.strong))*t.total + 1e-4
	for i := range t.elems {
		e := &t.elems[i]
		if !e.is(elemVariable) && !w.has(e.hash, first, last) {
			if lost -= e.weight; lost < 0 {
				return false
			}
		}
	}
	return true
}

// has reports whether a word may be in the stretches from first to last.
func (w *wordFilter) has(hash uint64, first, last int) bool {
	at, bit := filterBit(hash)
	for k := first; k <= last; k++ {
		if w.bits[k*filterWords+at]&bit != 0 {
			return true
		}
	}
	return false
}
