package match

import (
	"math"
	"slices"

	"kbadvisor/kb"
)

// close fills in the features that compare the article's text.
func (s *search) close(c *candidate) {
	total, t, b := max(s.r.total, 1e-6), c.title, c.text
	c.v[fOwn] = max(b.own, t.own) / total
	c.v[fMeans] = max(b.means, t.means) / max(s.r.means, 1)
	c.v[fTitle] = t.own / total
	c.v[fTitleBoth] = 2 * c.v[fTitleCover] * c.v[fTitle] / max(c.v[fTitleCover]+c.v[fTitle], 1e-6)
	s.service(c)
	c.v[fSeen] = b.within / total
	c.v[fPairs] = max(b.pairs, t.pairs) / max(s.r.pairs, 1)
	c.v[fRun] = max(b.run, t.run) / total
	c.v[fPassage] = b.passage / total
	c.v[fCodes] = b.codes / max(s.r.codes, 1)
	c.v[fToldCosine], c.v[fToldTitle], c.v[fToldPassage] = s.r.told*c.v[fCosine], s.r.told*c.v[fTitleCover], s.r.told*c.v[fPassage]
	c.v[fLength] = math.Log(float64(b.words) + 10)
}

// tell fills in whether the session is in the state that the article tells of. A
// state that some article tells of decides: the same replies in another state are
// another matter.
func (s *search) tell() {
	decided := false
	for _, c := range s.list {
		for _, f := range s.facts {
			if slices.Contains(c.card.Facts, f) {
				c.v[fState] = 1
				decided = decided || f != kb.FactAnonymousRefused
			}
		}
	}
	for _, c := range s.list {
		if c.v[fState] == 0 && (decided || len(c.card.Facts) > 0 && len(s.r.obs.Exchanges) > 1) {
			c.v[fState] = -1
		}
	}
}

// otherState is taken from the score of an article that is about a session in
// another state. No words weigh as much.
const otherState = 100

// contradicted reports whether the article is about PORT before log-in, and the
// session shows that it was not so.
func (s *search) contradicted(c *candidate) bool {
	return c.v[fState] < 0 && slices.Contains(c.card.Facts, kb.FactPortBeforeLogin) && len(s.r.obs.Exchanges) > 1 && !s.owned(c)
}

// decided reports whether the article is about PORT before log-in, and the session
// shows that it was so: then nothing else that is in it matters as much.
func (s *search) decided(c *candidate) bool {
	return slices.Contains(c.card.Facts, kb.FactPortBeforeLogin) && slices.Contains(s.facts, kb.FactPortBeforeLogin)
}

// factsOf returns the facts of a session, and of a finding that tells them in words.
func factsOf(o *kb.Observation) []kb.FactKind {
	var out []kb.FactKind
	for _, f := range o.Facts {
		out = append(out, f.Kind)
	}
	if o.Kind == kb.ObsFinding {
		out = append(out, factsIn(o.Text[:min(len(o.Text), maxLooked)])...)
	}
	return out
}
