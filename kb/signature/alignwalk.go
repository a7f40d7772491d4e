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

// How far behind the best an alignment may fall before it is given up: less
// as long as little was found.
const (
	dropFirst = 1.25
	dropMost  = 2.5
)

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
		a.rows = append(a.rows, reach{low, len(a.moves)})
		a.next = a.next[:0]
		floor := best - min(dropMost, dropFirst+best)
		if e := w.elem(i); e.is(elemVariable) {
			a.variable(w, e, low, tokens, floor)
		} else {
			a.literal(w, e, low, tokens, floor)
		}
		first, last := len(a.next), -1
		for k, s := range a.next {
			if s == none {
				continue
			}
			first, last = min(first, k), k
			if s > best {
				best, bestRow, bestCol = s, i, low+k
			}
		}
		if last < 0 {
			break
		}
		a.prev, a.next = a.next[first:last+1], a.prev
		low += first
	}
	a.trace(w, bestRow, bestCol)
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
