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
	tokens int // of the observation
}

// print is what is left of a word in a filter: the number of a bit.
type print uint16

// printOf returns the print of a word.
func printOf(hash uint64) print {
	return print((hash ^ hash>>29) * 0x9E3779B97F4A7C15 >> 55)
}

// reset fills the filter with the tokens of an observation.
func (w *wordFilter) reset(obs []Token) {
	n := (len(obs)/filterTokens + 1) * filterWords
	if cap(w.bits) < n {
		w.bits = make([]uint64, n)
	}
	w.bits = w.bits[:n]
	clear(w.bits)
	w.tokens = len(obs)
	for i := range obs {
		p := printOf(obs[i].hash)
		w.bits[i/filterTokens*filterWords+int(p>>6)] |= 1 << (p & 63)
	}
}

// stretches returns the first and the last stretch of tokens from to to.
func (w *wordFilter) stretches(from, to int) (first, last int) {
	return max(from, 0) / filterTokens, min(to/filterTokens, len(w.bits)/filterWords-1)
}

// has reports whether a word may be in the stretches from first to last.
func (w *wordFilter) has(p print, first, last int) bool {
	for k := first; k <= last; k++ {
		if w.bits[k*filterWords+int(p>>6)]&(1<<(p&63)) != 0 {
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
	edge := p.col < p.row || p.col-p.row+len(t.elems)+t.spread > w.tokens
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

// nearWords is how many words beside a seed are kept with it.
const nearWords = 3

// nearTokens is how far from the seed they may stand in an observation.
const nearTokens = 12

// posting is a seed of a pattern: row is where it stands, and near are prints
// of the nearest other words of which least must stand near it in an observation
// as well. They spare most looks at patterns.
type posting struct {
	pattern int32
	row     uint16
	limit   uint16 // tokens that an observation may have, 0 for any number
	least   uint16
	near    [nearWords]print
}

// newPosting returns the posting for a seed of width literals at row r.
func newPosting(t *Template, pattern int32, r, width int) posting {
	p := posting{pattern: pattern, row: uint16(r)}
	n := uint16(0)
	for d := 1; d <= 6 && n < nearWords; d++ {
		for _, k := range [2]int{r - d, r + width - 1 + d} {
			if k >= 0 && k < len(t.elems) && n < nearWords && !t.elems[k].is(elemVariable|elemStop) {
				p.near[n] = printOf(t.elems[k].hash)
				n++
			}
		}
	}
	switch {
	case t.strong <= 2:
		p.least = n
	case t.strong <= 4 && n > 0:
		p.least = max(n-1, 1)
	default:
		p.least = min(n, 2)
	}
	if t.alone {
		p.limit = uint16(t.mostTokens())
	}
	return p
}

// admitsSeed reports whether enough of the words near a seed at token col are
// there.
func (w *wordFilter) admitsSeed(p *posting, col int) bool {
	if p.limit > 0 && w.tokens > int(p.limit) {
		return false
	}
	first, last := w.stretches(col-nearTokens, col+nearTokens+1)
	least := p.least
	if col < int(p.row) || col+nearTokens > w.tokens {
		least = min(least, 1) // the message may be cut off
	}
	n := uint16(0)
	for i := 0; n < least && i < nearWords; i++ {
		if w.has(p.near[i], first, last) {
			n++
		}
	}
	return n >= least
}
