package signature

// says reports whether an alignment is enough to claim that the observation
// says the message.
func (f *fit) says(t *Template, obs []Token) bool {
	if f.hits == 0 && t.strong > 0 {
		return false
	}
	if f.found < leastCoverage(t.strong)*t.total-1e-4 || f.edits > 1+len(t.elems)/8 {
		return false
	}
	if t.strong < 4 && f.edits > 0 && f.found < t.total-1e-4 {
		return false
	}
	return f.headAgrees(t, obs) && f.tailAgrees(t, obs)
}

// leastCoverage is the share of the literals that must be found, by the number
// of literals that carry sense.
func leastCoverage(strong int) float32 {
	switch {
	case strong <= 2:
		return 1
	case strong <= 4:
		return 0.7
	}
	return 0.5
}

// headAgrees reports whether nothing contradicts that the beginning of the
// message was cut off: no negation lost within a sentence, no other code in its
// place.
func (f *fit) headAgrees(t *Template, obs []Token) bool {
	if f.first == 0 || t.elems[f.first-1].is(elemEnds) {
		return true
	}
	for r := f.first - 1; r >= 0; r-- {
		e := &t.elems[r]
		cut := f.from < f.first-r // the observation has no room for it
		if !cut && (e.is(elemNegator|elemPolarity) || e.is(elemCode) && otherCode(obs, f.from-(f.first-r)-2, f.from, e)) {
			return false
		}
		if r > 0 && t.elems[r-1].is(elemEnds) {
			break
		}
	}
	return true
}

// tailAgrees is headAgrees for the end of the message.
func (f *fit) tailAgrees(t *Template, obs []Token) bool {
	if f.last == len(t.elems) || t.elems[f.last-1].is(elemEnds) {
		return true
	}
	for r := f.last; r < len(t.elems); r++ {
		e := &t.elems[r]
		cut := f.to+r-f.last >= len(obs)
		if !cut && (e.is(elemNegator|elemPolarity) || e.is(elemCode) && otherCode(obs, f.to, f.to+r-f.last+3, e)) {
			return false
		}
		if e.is(elemEnds) {
			break
		}
	}
	return true
}

// otherCode reports whether obs[from:to] has a token that looks like the code e
// and is another one.
func otherCode(obs []Token, from, to int, e *element) bool {
	for _, o := range obs[max(from, 0):max(min(to, len(obs)), 0)] {
		if o.hash == e.hash {
			return false
		}
		if o.Kind == e.kind && (o.Kind != TokWord) {
			return true
		}
	}
	return false
}
