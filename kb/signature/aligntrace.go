package signature

import "kbadvisor/kb"

// measure sums up the steps.
func (a *aligner) measure(t *Template, obs []Token) fit {
	first, end := a.steps[0], a.steps[len(a.steps)-1]
	f := fit{from: first.col, to: end.col + end.move.tokens(), first: first.row, last: end.row + 1}
	for _, s := range a.steps {
		f.add(t, obs, s)
	}
	f.score -= 0.5 * (t.total - f.found)
	return f
}

// tokens returns how many tokens of the observation the move covers.
func (m move) tokens() int {
	switch {
	case m > moveTake:
		return int(m - moveTake)
	case m == moveLack, m == moveTake:
		return 0
	}
	return 1
}

// add adds one step to the sums.
func (f *fit) add(t *Template, obs []Token, s step) {
	if s.move == moveExtra {
		f.edits++
		f.score -= costExtra
		return
	}
	e := &t.elems[s.row]
	switch s.move {
	case moveMatch:
		f.found += e.weight
		f.score += e.weight
		if !e.is(elemStop) {
			f.hits++
		}
	case moveOther:
		f.edits++
		f.score -= costOther
	case moveLack:
		if e.least > 0 || !e.is(elemVariable) {
			f.edits++
			f.score -= costLack
		}
	default:
		f.addVariable(e, obs, s)
	}
}

// addVariable adds a filled variable to the sums.
func (f *fit) addVariable(e *element, obs []Token, s step) {
	if e.equals(obs, s) {
		f.score += e.weight
	}
	if e.is(elemHole) {
		return
	}
	f.samples++
	if e.equals(obs, s) {
		f.equal++
	} else {
		f.score -= costValue
	}
}

// equals reports whether the variable took the value of its sample.
func (e *element) equals(obs []Token, s step) bool {
	n := s.move.tokens()
	return n > 0 && n == int(e.sample) && hashRun(obs[s.col:s.col+n]) == e.hash
}

// describe aligns once more and tells how.
func (a *aligner) describe(t *Template, obs []Token, f fit) Alignment {
	a.align(t, obs, f.place)
	out := Alignment{
		Span:     kb.Span{Start: obs[f.from].Span.Start, End: obs[f.to-1].Span.End},
		Coverage: ratio(f.found, t.total),
		Values:   ratio(float32(f.equal), float32(f.samples)),
		Edits:    f.edits,
		CutHead:  t.needs(0, f.first),
		CutTail:  t.needs(f.last, len(t.elems)),
		Score:    float64(f.score),
	}
	out.Exact = f.edits == 0 && !out.CutHead && !out.CutTail
	out.Missing = t.missing(a.steps)
	for _, s := range a.steps {
		if s.move > moveTake {
			out.Bindings = append(out.Bindings, t.binding(obs, s))
		}
	}
	return out
}

// ratio returns a/b, 1 when b is nothing.
func ratio(a, b float32) float64 {
	if b == 0 {
		return 1
	}
	return float64(a / b)
}

// needs reports whether one of the rows has to be filled by something.
func (t *Template) needs(from, to int) bool {
	for i := from; i < to; i++ {
		if e := &t.elems[i]; !e.is(elemVariable) || e.least > 0 {
			return true
		}
	}
	return false
}

// missing returns the normal forms of the literals without an equal.
func (t *Template) missing(steps []step) []string {
	var words []string
	k := 0
	for i := range t.elems {
		for k < len(steps) && (steps[k].row < i || steps[k].row == i && steps[k].move == moveExtra) {
			k++
		}
		matched := k < len(steps) && steps[k].row == i && steps[k].move == moveMatch
		if e := &t.elems[i]; !matched && !e.is(elemVariable) {
			words = append(words, t.normal(e))
		}
	}
	return words
}

// binding returns the variable that the step filled.
func (t *Template) binding(obs []Token, s step) Binding {
	e := &t.elems[s.row]
	n := s.move.tokens()
	return Binding{
		Variable: t.variable(e),
		Span:     kb.Span{Start: obs[s.col].Span.Start, End: obs[s.col+n-1].Span.End},
		Equal:    !e.is(elemHole) && e.equals(obs, s),
	}
}
