package signature

import "slices"

// aligner aligns templates with observations. From a place where a literal
// stands it goes on in both directions by dynamic programming and gives up what
// falls too far behind the best. It keeps its buffers; it is not safe for
// concurrent use.
type aligner struct {
	prev, next []float32
	rows       []reach
	moves      []move
	steps      []step
}

// reach is the stretch of cells that were reached in one row: columns from low
// on, with their moves in aligner.moves from at on.
type reach struct{ low, at int }

// move is how a cell was reached; moveTake+n means that a variable took n
// tokens.
type move uint8

const (
	moveNone  move = iota // not reached, or the place itself
	moveMatch             // literal and token are equal
	moveOther             // literal and token differ
	moveLack              // the literal or variable lacks
	moveExtra             // the token is too many
	moveTake
)

// step is one move of an alignment: element row with the tokens from col on.
type step struct {
	move     move
	row, col int
}

// place is a literal of a template that stands in an observation: element row
// is token col.
type place struct{ row, col int }

// fit is the outcome of an alignment.
type fit struct {
	place    place
	score    float32
	found    float32 // weight of the literals found
	from, to int     // tokens of the observation
	first    int     // rows of the template, from the first to before the last found
	last     int
	edits    int
	samples  int
	equal    int
	hits     int // literals found that are no stop words
}

// better reports whether f says more than g, or as much and earlier.
func (f *fit) better(g *fit) bool {
	if f.score != g.score {
		return f.score > g.score
	}
	return f.from < g.from
}

// fit aligns the template at the place and reports whether the observation
// says the message there.
func (a *aligner) fit(t *Template, obs []Token, p place) (fit, bool) {
	a.align(t, obs, p)
	f := a.measure(t, obs)
	f.place = p
	return f, f.says(t, obs)
}

// align writes the steps of the best alignment through the place, in order.
func (a *aligner) align(t *Template, obs []Token, p place) {
	a.steps = a.steps[:0]
	back := walk{t: t, obs: obs, row: p.row - 1, col: p.col - 1, dir: -1}
	a.extend(&back)
	a.steps = append(a.steps, step{moveMatch, p.row, p.col})
	n := len(a.steps)
	on := walk{t: t, obs: obs, row: p.row + 1, col: p.col + 1, dir: 1}
	a.extend(&on)
	slices.Reverse(a.steps[n:])
}
