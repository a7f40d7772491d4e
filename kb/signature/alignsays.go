package signature

// says reports whether an alignment is enough to claim that the observation
// says the message.
func (f *fit) says(t *Template, obs []Token) bool {
	if f.hits == 0 && t.strong > 0 || t.alone && len(obs) > t.mostTokens() {
		return false
	}
	head, tail := f.headEnd(t, obs), f.tailEnd(t, obs)
	edits := f.edits + head.lost + tail.lost
	switch {
	case head.differs || tail.differs:
		return false
	case f.hits >= manyHits && f.edits <= 1+(f.last-f.first)/8:
		return f.found >= t.total*leastMany
	case edits == 0 && f.hits >= 2 && f.cutOff(t, obs):
		return f.found >= t.total*leastCut || f.hits >= fewHits
	case edits > 1+len(t.elems)/8:
		return false
	case t.strong < 4 && edits > 0 && f.found < t.total:
		return false
	}
	return f.found >= t.total*f.least(t, head, tail)-1e-4
}

// mostTokens returns how many tokens an observation may have that says a
// message that says too little to be found within more text.
func (t *Template) mostTokens() int { return 2*min(t.size, maxElements) + 1 }

// The shares of the literals' weight that must be found.
const (
	leastMany   = 0.25 // of a message of which manyHits words are found in a row
	leastCut    = 0.45 // of a message that is cut off at an end of the observation
	leastShort  = 0.7  // of a message of few words
	leastUsual  = 0.5  // of other messages
	leastFirst  = 0.4  // when whole sentences are found from the beginning on
	leastWithin = 0.75 // when the beginning lacks although nothing is cut off
)

// least returns the share of the literals' weight that must be found.
func (f *fit) least(t *Template, head, tail messageEnd) float32 {
	switch {
	case t.strong <= 2:
		return 1
	case t.strong <= 4:
		return leastShort
	case f.first > 0 && !head.cut:
		return leastWithin
	case f.first == 0 && !tail.cut && tail.whole && f.hits >= 4:
		return leastFirst
	}
	return leastUsual
}

// How many words found are much for a message that is not found whole, and
// for one that is cut off at an end of the observation.
const (
	manyHits = 8
	fewHits  = 5
)

// cutOff reports whether one end of the message was found and the other one
// lies beyond the end of the observation.
func (f *fit) cutOff(t *Template, obs []Token) bool {
	return f.first == 0 && f.to == len(obs) || f.last == len(t.elems) && f.from == 0
}

// leastCoverage is the least share of the literals' weight with which an
// alignment of the template is enough; edge says that the message may be cut off.
func (t *Template) leastCoverage(edge bool) float32 {
	switch {
	case edge, t.strong >= manyHits:
		return leastMany
	case t.strong <= 2:
		return 1
	case t.strong <= 4:
		return leastShort
	}
	return leastFirst
}

// messageEnd tells about an end of a message that was not found.
type messageEnd struct {
	cut     bool // the observation ends there as well
	whole   bool // what lacks are whole sentences
	differs bool // a negation lacks, or another code stands in its place
	lost    int  // words that lack although nothing is cut off
}

// headEnd looks at the beginning of the message before what was found.
func (f *fit) headEnd(t *Template, obs []Token) messageEnd {
	if f.first == 0 {
		return messageEnd{whole: true}
	}
	end := messageEnd{cut: f.from < f.first, whole: t.elems[f.first-1].is(elemEnds)}
	if end.whole {
		return end
	}
	for r := f.first - 1; r >= 0 && (r == f.first-1 || !t.elems[r].is(elemEnds)); r-- {
		back := f.first - r
		end.add(&t.elems[r], f.from < back, obs, f.from-back-2, f.from)
	}
	return end
}

// tailEnd looks at the end of the message after what was found.
func (f *fit) tailEnd(t *Template, obs []Token) messageEnd {
	n := len(t.elems)
	if f.last == n {
		return messageEnd{whole: true}
	}
	end := messageEnd{cut: len(obs)-f.to < n-f.last, whole: t.elems[f.last-1].is(elemEnds)}
	if end.whole {
		return end
	}
	for r := f.last; r < n; r++ {
		on := r - f.last
		end.add(&t.elems[r], f.to+on >= len(obs), obs, f.to, f.to+on+3)
		if t.elems[r].is(elemEnds) {
			break
		}
	}
	return end
}

// add judges one element that was not found; cut says that the observation
// has no room for it, from and to where it would stand.
func (m *messageEnd) add(e *element, cut bool, obs []Token, from, to int) {
	if cut || e.is(elemVariable) {
		return
	}
	if !e.is(elemStop) {
		m.lost++
	}
	if e.is(elemNegator|elemPolarity) || e.is(elemCode) && otherCode(obs, from, to, e) {
		m.differs = true
	}
}

// otherCode reports whether obs[from:to] has a token that looks like the code e
// and is another one.
func otherCode(obs []Token, from, to int, e *element) bool {
	for _, o := range obs[max(from, 0):max(min(to, len(obs)), 0)] {
		if o.hash == e.hash {
			return false
		}
		if o.Kind == e.kind && (o.Kind != TokWord || o.role&roleTool != 0) {
			return true
		}
	}
	return false
}
