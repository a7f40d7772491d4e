package match

import "math"

// list is the candidates of one case: rows of features, and which are right.
type list struct {
	rows  [][]float64
	right []bool
}

// fitRank fits the order: the weights under which the right candidates have the
// largest share of exp(score), over all cases.
func fitRank(terms []term, samples []*sample) {
	var rows [][]float64
	for _, x := range samples {
		for _, c := range x.s.list {
			rows = append(rows, c.v[:])
		}
	}
	normalize(terms, rows)
	var lists []list
	for _, x := range samples {
		if l, ok := x.list(terms); ok {
			lists = append(lists, l)
		}
	}
	speed := make([]float64, len(terms))
	for range rankSteps {
		for i, g := range slope(terms, lists) {
			speed[i] = 0.9*speed[i] + g
			terms[i].Weight = towards(featureSigns[i], terms[i].Weight+0.15*speed[i])
		}
	}
}

// towards keeps a weight on the side that its sign allows.
func towards(sign int, weight float64) float64 {
	switch {
	case sign > 0:
		return max(weight, 0)
	case sign < 0:
		return min(weight, 0)
	}
	return weight
}

// list returns the candidates of a positive case, without those that are neutral
// or helpful only. It reports false when no right one is among them.
func (x *sample) list(terms []term) (l list, ok bool) {
	for _, c := range x.s.list {
		g := x.grades[c.card.ID]
		if g != 0 && g != x.best {
			continue
		}
		l.rows = append(l.rows, standard(terms, c.v[:]))
		l.right = append(l.right, g != 0)
		ok = ok || g != 0
	}
	return l, ok && x.best > 0
}

// slope returns the gradient of the mean log share of the right candidates, less
// the penalty on large weights.
func slope(terms []term, lists []list) []float64 {
	g := make([]float64, len(terms))
	for i := range lists {
		lists[i].slope(terms, g)
	}
	for i := range g {
		g[i] = g[i]/float64(len(lists)) - rankPenalty*terms[i].Weight
	}
	return g
}

// slope adds the gradient of one case.
func (l *list) slope(terms []term, g []float64) {
	share := make([]float64, len(l.rows))
	top := math.Inf(-1)
	for i, row := range l.rows {
		for j, x := range row {
			share[i] += terms[j].Weight * x
		}
		top = max(top, share[i])
	}
	all, right := 0.0, 0.0
	for i := range share {
		share[i] = math.Exp(share[i] - top)
		all += share[i]
		if l.right[i] {
			right += share[i]
		}
	}
	for i, row := range l.rows {
		d := -share[i] / all
		if l.right[i] {
			d += share[i] / max(right, 1e-300)
		}
		for j, x := range row {
			g[j] += d * x
		}
	}
}
