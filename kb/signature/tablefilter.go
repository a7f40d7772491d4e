package signature

// The sizes of a word filter: one stretch of tokens has filterWords*64 bits.
const (
	filterTokens = 16
	filterWords  = 8
)

// wordFilter tells which words a stretch of an observation may have. It never
// denies one that is there.
type wordFilter struct {
	bits   []uint64
	prints []print // of the tokens
}

// print is what is left of a word in a filter; its upper bits number a bit of
// a stretch.
type print uint16

// printBits is the number of the bits that are not used in a stretch.
const printBits = 16 - 9

// printOf returns the print of a word.
func printOf(hash uint64) print {
	return print((hash ^ hash>>29) * 0x9E3779B97F4A7C15 >> 48)
}

// bit returns the word of a stretch and the bit in it that stand for p.
func (p print) bit() (int, uint64) {
	n := p >> printBits
	return int(n >> 6), 1 << (n & 63)
}

// reset fills the filter with the tokens of an observation.
func (w *wordFilter) reset(obs []Token) {
	n := (len(obs)/filterTokens + 1) * filterWords
	if cap(w.bits) < n {
		w.bits = make([]uint64, n)
	}
	w.bits = w.bits[:n]
	clear(w.bits)
	w.prints = w.prints[:0]
	for i := range obs {
		p := printOf(obs[i].hash)
		w.prints = append(w.prints, p)
		at, bit := p.bit()
		w.bits[i/filterTokens*filterWords+at] |= bit
	}
}

// stretches returns the first and the last stretch of tokens from to to.
func (w *wordFilter) stretches(from, to int) (first, last int) {
	return max(from, 0) / filterTokens, min(to/filterTokens, len(w.bits)/filterWords-1)
}

// has reports whether a word may be in the stretches from first to last.
func (w *wordFilter) has(p print, first, last int) bool {
	at, bit := p.bit()
	for k := first; k <= last; k++ {
		if w.bits[k*filterWords+at]&bit != 0 {
			return true
		}
	}
	return false
}

// admits reports whether the words of the template that stand near the place
// can be enough for it.
func (w *wordFilter) admits(t *Template, p place) bool {
	spread := 4 + len(t.elems)/8 + t.spread
	first, last := w.stretches(p.col-p.row-spread, p.col+len(t.elems)-p.row+spread)
	edge := p.col < p.row || p.col-p.row+len(t.elems)+t.spread > len(w.prints)
	lost := (1-t.leastCoverage(edge))*t.total + 1e-4
	for i := range t.elems {
		e := &t.elems[i]
		if !e.is(elemVariable) && !w.has(printOf(e.hash), first, last) {
			if lost -= e.weight; lost < 0 {
				return false
			}
		}
	}
	return true
}
