package signature

// walk is one direction of an alignment: the next element and token, and
// whether it goes on (1) or back (-1).
type walk struct {
	t        *Template
	obs      []Token
	row, col int
	dir      int
}

// elems and tokens are how many of each lie ahead.
func (w *walk) elems() int {
	if w.dir > 0 {
		return len(w.t.elems) - w.row
	}
	return w.row + 1
}

func (w *walk) tokens() int {
	if w.dir > 0 {
		return len(w.obs) - w.col
	}
	return w.col + 1
}

// elem returns element i of the walk, counted from 1.
func (w *walk) elem(i int) *element { return &w.t.elems[w.row+w.dir*(i-1)] }

// token returns token j of the walk, counted from 1.
func (w *walk) token(j int) *Token { return &w.obs[w.col+w.dir*(j-1)] }

// run returns the n tokens of the walk that end with token j, in the order of
// the observation.
func (w *walk) run(j, n int) []Token {
	if w.dir > 0 {
		return w.obs[w.col+j-n : w.col+j]
	}
	return w.obs[w.col-j+1 : w.col-j+1+n]
}

// The costs of what differs, to be compared with the weights of words: 1 for a
// usual word. They are multiples of 1/64 as the weights are.
const (
	costOther = 0.5
	costLack  = 0.375
	costExtra = 0.3125
	costTake  = 0.03125
	gainTake  = 0.0625
	costValue = 0.125 // another value than the sample's, in the end score only
)

// drop is how far behind the best an alignment may fall before it is given up.
const drop = 2.5

// maxReach bounds the cells of one row.
const maxReach = 96

// none is less than any score.
const none = -1e9

// extend goes from a place in one direction and appends the steps of the best
// alignment, the farthest first.
func (a *aligner) extend(w *walk) {
	rows, tokens := w.elems(), w.tokens()
	if rows == 0 {
		return
	}
	a.rows, a.moves = append(a.rows[:0], reach{}), append(a.moves[:0], moveNone)
	a.prev = append(a.prev[:0], 0)
	var best float32
	bestRow, bestCol, low := 0, 0, 0
	for i := 1; i <= rows; i++ {
		a.row(w, i, low, tokens, best-drop)
		at := 0
		for at < len(a.next) && a.next[at] == none {
			at++
		}
		if at == len(a.next) {
			break
		}
		for k, s := range a.next {
			if s > best {
				best, bestRow, bestCol = s, i, low+k
			}
		}
		a.prev, a.next = a.next, a.prev
		a.prev = a.prev[at:]
		low += at
	}
	a.trace(w, bestRow, bestCol)
}

// row computes the scores of row i from those of the row before, which begins
// at column low. Scores below floor are given up.
func (a *aligner) row(w *walk, i, low, tokens int, floor float32) {
	e := w.elem(i)
	a.rows = append(a.rows, reach{low, len(a.moves)})
	a.next = a.next[:0]
	most := 1
	if e.is(elemVariable) {
		most = int(e.most)
	}
	lack := e.lack()
	for k := 0; k < maxReach && low+k <= tokens; k++ {
		if k >= len(a.prev)+most && a.next[k-1] == none {
			break
		}
		s, m := a.cell(w, e, k, low, lack)
		if s < floor {
			s, m = none, moveNone
		}
		a.next, a.moves = append(a.next, s), append(a.moves, m)
	}
}

// lack is what it costs when the element lacks; critical literals must not.
func (e *element) lack() float32 {
	switch {
	case e.flags&elemCritical != 0:
		return -none
	case e.is(elemVariable):
		if e.least == 0 {
			return 0
		}
		return costLack
	}
	return costLack + costLack*e.weight
}

// cell returns the score of column low+k after element e, and its move.
func (a *aligner) cell(w *walk, e *element, k, low int, lack float32) (float32, move) {
	best, how := float32(none), moveNone
	if k < len(a.prev) {
		best, how = a.prev[k]-lack, moveLack
	}
	if low+k == 0 {
		return best, how
	}
	o := w.token(low + k)
	if k > 0 && a.next[k-1]-costExtra > best && o.role != roleNegator {
		best, how = a.next[k-1]-costExtra, moveExtra
	}
	if e.is(elemVariable) {
		return a.take(w, e, k, low, best, how)
	}
	if k == 0 || k > len(a.prev) {
		return best, how
	}
	s := a.prev[k-1]
	switch {
	case o.hash == e.hash:
		if s+e.weight > best {
			best, how = s+e.weight, moveMatch
		}
	case e.flags&elemCritical == 0 && o.role&(roleNegator|rolePolarity) == 0:
		if s -= costOther + costLack*e.weight; s > best {
			best, how = s, moveOther
		}
	}
	return best, how
}

// take tries how many tokens up to column low+k the variable e takes.
func (a *aligner) take(w *walk, e *element, k, low int, best float32, how move) (float32, move) {
	gain := float32(gainTake)
	if e.least == 0 {
		gain = 0
	}
	for n := max(1, k-len(a.prev)+1); n <= int(e.most) && n <= k; n++ {
		before := a.prev[k-n]
		if before == none {
			continue
		}
		s := before + gain - costTake*float32(n-1)
		run := w.run(low+k, n)
		if n == int(e.sample) && hashRun(run) == e.hash {
			s += e.weight
		} else if !fits(e.kind, run[0].Kind) {
			continue
		}
		if s > best {
			best, how = s, moveTake+move(n)
		}
	}
	return best, how
}

// trace appends the steps that lead to a cell, the last first.
func (a *aligner) trace(w *walk, i, j int) {
	for i > 0 || j > 0 {
		r := a.rows[i]
		m := a.moves[r.at+j-r.low]
		di, dj := 1, 1
		switch m {
		case moveNone:
			return
		case moveMatch, moveOther:
		case moveLack:
			dj = 0
		case moveExtra:
			di = 0
		default:
			dj = int(m - moveTake)
		}
		a.steps = append(a.steps, w.step(m, i, j, dj))
		i, j = i-di, j-dj
	}
}

// step returns a move in the terms of template and observation.
func (w *walk) step(m move, i, j, taken int) step {
	s := step{move: m, row: w.row + w.dir*(i-1)}
	if w.dir > 0 {
		s.col = w.col + j - taken
	} else {
		s.col = w.col - j + 1
	}
	return s
}

// fits reports whether a variable of a kind can stand for a run of tokens that
// begins with a token of kind k.
func fits(variable, k TokenKind) bool {
	switch variable {
	case TokAny, TokQuoted:
		return true
	case TokNumber, TokHex:
		return k == TokNumber || k == TokHex || k == TokTime
	case TokIP:
		return k == TokIP || k == TokHost
	case TokHost, TokUser:
		return k == TokHost || k == TokIP || k == TokUser || k == TokWord || k == TokFile
	case TokPath, TokURL:
		return k == TokPath || k == TokFile || k == TokURL || k == TokUser || k == TokHost || k == TokWord
	case TokDate, TokTime:
		return k == TokDate || k == TokTime || k == TokNumber
	}
	return variable == k
}
