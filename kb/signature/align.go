package signature

import "kbadvisor/kb"

// Alignment tells how an observation says the message of a template.
type Alignment struct {
	Span     kb.Span   // bytes of the observation from the first to the last token of the message
	Coverage float64   // share of the weight of the literals that was found, 0 to 1
	Values   float64   // share of the samples that have the value of the template, 1 without samples
	Bindings []Binding // the variables that were filled in, in order
	Missing  []string  // normal forms of the literals that were not found, in order
	Edits    int       // literals that differ or lack, and words too many, between the ends
	Exact    bool      // the whole message, word for word
	CutHead  bool      // the message begins within the template
	CutTail  bool      // the message ends within the template
	Score    float64   // weight of what was found less what speaks against it; more than 0 in a Hit
}

// Binding is a variable with what stands in its place in an observation.
type Binding struct {
	Variable
	Span  kb.Span // of the observation
	Equal bool    // it is the value of the sample
}

// Align looks for the message in the tokens of an observation and reports
// whether the observation says it. It tolerates a beginning or an end that is cut
// off and, in longer messages, few words that differ, lack or are too many, but
// neither another code nor a negation on one side only. The time is
// proportional to the number of tokens.
func (t Template) Align(obs []Token) (Alignment, bool) {
	if t.strong == 0 && len(t.elems) == 0 {
		return Alignment{}, false
	}
	var a aligner
	best, ok := a.search(&t, obs)
	if !ok {
		return Alignment{}, false
	}
	return a.describe(&t, obs, best), true
}

// maxPlaces bounds the places at which one template is tried per observation.
const maxPlaces = 32

// search returns the best fit of the template anywhere in the observation.
func (a *aligner) search(t *Template, obs []Token) (fit, bool) {
	var best fit
	found, tried, end := false, 0, 0
	anchors := t.anchors()
	for col := 0; col < len(obs) && tried < maxPlaces; col++ {
		if col < end {
			continue
		}
		row, ok := anchors[obs[col].hash]
		if !ok || !a.near(t, obs, place{row, col}) {
			continue
		}
		tried++
		f, ok := a.fit(t, obs, place{row, col})
		if !ok {
			continue
		}
		end = f.to
		if !found || f.better(&best) {
			best, found = f, true
		}
	}
	return best, found
}

// anchors returns the literals that can tell where the template stands, with
// their rows. A word that occurs twice counts where it comes first.
func (t *Template) anchors() map[uint64]int {
	rows := make(map[uint64]int, len(t.elems))
	for i := len(t.elems) - 1; i >= 0; i-- {
		if e := &t.elems[i]; !e.is(elemVariable) && (!e.is(elemStop) || t.strong == 0) {
			rows[e.hash] = i
		}
	}
	return rows
}

// near reports whether a second literal of the template stands near the place,
// where it has one.
func (a *aligner) near(t *Template, obs []Token, p place) bool {
	if t.strong < 2 {
		return true
	}
	for d := 1; d <= 4; d++ {
		if p.row+d < len(t.elems) && hasHash(obs, p.col+1, p.col+12, t.elems[p.row+d].hash) {
			return true
		}
		if p.row-d >= 0 && hasHash(obs, p.col-12, p.col, t.elems[p.row-d].hash) {
			return true
		}
	}
	return false
}

// hasHash reports whether a token of obs[from:to] has the hash.
func hasHash(obs []Token, from, to int, hash uint64) bool {
	for _, t := range obs[max(from, 0):max(min(to, len(obs)), 0)] {
		if t.hash == hash {
			return true
		}
	}
	return false
}
