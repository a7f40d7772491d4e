package signature

// nearWords is how many words beside a seed are kept with it.
const nearWords = 3

// How far from the seed they are looked for: within nearTokens tokens when a
// variable stands between, else within nearShift tokens of their place.
const (
	nearTokens = 12
	nearShift  = 2
)

// posting is a seed of a pattern: row is where it stands. Near are prints of
// the nearest other words, of which least must stand near it in an observation as
// well: off tokens from it, or anywhere near when off is 0. They spare most looks
// at patterns.
type posting struct {
	pattern int32
	row     uint16
	limit   uint16 // tokens that an observation may have, 0 for any number
	near    [nearWords]print
	off     [nearWords]int8
	least   uint8
}

// newPosting returns the posting for a seed of width literals at row r.
func newPosting(t *Template, pattern int32, r, width int) posting {
	p := posting{pattern: pattern, row: uint16(r)}
	n, open := 0, [2]bool{}
	for d := 1; d <= 6; d++ {
		for side, k := range [2]int{r - d, r + width - 1 + d} {
			if k < 0 || k >= len(t.elems) || n == nearWords {
				continue
			}
			if e := &t.elems[k]; e.is(elemVariable) {
				open[side] = true
			} else if !e.is(elemStop) {
				p.near[n] = printOf(e.hash)
				if !open[side] {
					p.off[n] = int8(k - r)
				}
				n++
			}
		}
	}
	p.least = leastNear(t.strong, n)
	if t.alone {
		p.limit = uint16(t.mostTokens())
	}
	return p
}

// leastNear returns how many of n words near a seed must be there.
func leastNear(strong, n int) uint8 {
	switch {
	case strong <= 3:
		return uint8(n)
	case strong <= 4 && n > 0:
		return uint8(max(n-1, 1))
	}
	return uint8(min(n, 2))
}

// admitsSeed reports whether enough of the words near a seed at token col are
// there.
func (w *wordFilter) admitsSeed(p *posting, col int) bool {
	if p.limit > 0 && len(w.prints) > int(p.limit) {
		return false
	}
	least := p.least
	if col < int(p.row) || col+nearTokens > len(w.prints) {
		least = min(least, 1) // the message may be cut off
	}
	for i := 0; least > 0 && i < nearWords; i++ {
		if w.near(p.near[i], col, int(p.off[i])) {
			least--
		}
	}
	return least == 0
}

// near reports whether a word stands off tokens from token col, or near it
// when off is 0.
func (w *wordFilter) near(p print, col, off int) bool {
	if off == 0 {
		first, last := w.stretches(col-nearTokens, col+nearTokens+1)
		return w.has(p, first, last)
	}
	from, to := max(col+off-nearShift, 0), min(col+off+nearShift+1, len(w.prints))
	for i := from; i < to; i++ {
		if w.prints[i] == p {
			return true
		}
	}
	return false
}
