package match

import (
	"math"
	"slices"

	"kbadvisor/kb"
)

// answer turns ranked candidates into a verdict.
func (s *search) answer(limit int) kb.Answer {
	if limit <= 0 {
		limit = DefaultLimit
	}
	limit = min(limit, MaxLimit)
	a := kb.Answer{Observation: s.r.obs, Fingerprint: s.cat.Fingerprint, CitedAbsent: s.absent()}
	a.Verdict = kb.Unexplained
	switch {
	case s.r.obs.Kind == kb.ObsUnusable:
		a.Reason = kb.InputUnusable
		return a
	case len(a.CitedAbsent) > 0 && !s.cites():
		a.Verdict = kb.CitedAbsent
		return a
	case s.well():
		a.Reason = kb.Healthy
		return a
	case len(s.list) == 0:
		a.Reason = kb.NoCandidate
		return a
	}
	v := s.signals()
	confidence := s.model.confidence(&v)
	if s.contradicted(s.list[0]) {
		a.Reason = kb.BelowThreshold
		return a
	}
	if s.named(s.list[0]) || s.decided(s.list[0]) {
		confidence = max(confidence, namedConfidence)
	}
	if confidence < s.model.Threshold && !s.list[0].whole {
		a.Reason = kb.BelowThreshold
		return a
	}
	a.Verdict = kb.Explained
	a.Matches = s.matches(confidence, limit)
	if len(a.Matches) > 1 && a.Matches[0].Tied {
		a.Verdict = kb.Ambiguous
	}
	return a
}

// absent returns the articles that the observation names and the catalog lacks.
func (s *search) absent() []kb.ID {
	var out []kb.ID
	seen := map[string]bool{}
	for _, i := range s.r.obs.Identifiers {
		if i.Kind != kb.IdentArticle || seen[i.ID] {
			continue
		}
		seen[i.ID] = true
		if _, ok := s.cat.number(kb.ID(i.ID)); !ok {
			out = append(out, kb.ID(i.ID))
		}
	}
	return out
}

// cites reports whether the observation names an article that is there, by its id
// or by what the user's aliases list for it. Such an article comes first.
func (s *search) cites() bool { return len(s.list) > 0 && s.owned(s.list[0]) }

// well reports whether nothing is wrong: machines say that all is well, and no
// person says otherwise.
func (s *search) well() bool {
	said := false
	for _, m := range s.r.obs.Messages {
		switch m.Role {
		case kb.RoleFailure, kb.RoleComment:
			return false
		case kb.RoleHealthy:
			said = true
		}
	}
	if len(s.r.obs.Exchanges) == 0 {
		return said
	}
	return slices.ContainsFunc(s.r.obs.Facts, func(f kb.Fact) bool { return f.Kind == kb.FactHealthy })
}

// namedConfidence is how sure an answer is at least that the observation itself
// names, or that the state of the session decides.
const namedConfidence = 0.9

// named reports whether the observation names the candidate: by its id, or by a
// bulletin or CVE number that is listed for it.
func (s *search) named(c *candidate) bool {
	return c.v[fAlias] == 1 && c.v[fRollup] == 0 || s.owned(c)
}

// tied reports whether nothing in the observation tells which of both it is.
func (s *search) tied(a, b *candidate) bool {
	return math.Abs(a.score-b.score) <= s.model.Margin || a.whole && b.whole
}

// matches returns the first candidates as matches.
func (s *search) matches(confidence float64, limit int) []kb.Match {
	list := s.list
	var out []kb.Match
	for i, c := range list[:min(limit, len(list))] {
		m := kb.Match{
			ID: c.card.ID, Title: c.card.Title, Score: c.score, Disposition: c.card.Disposition, Evidence: s.evidence(c),
			Confidence: confidence * math.Exp(min(0, c.score-list[0].score)),
		}
		if i > 0 && c.score > list[0].score { // behind by its tier, not by its score
			m.Confidence = min(m.Confidence, 1-confidence)
		}
		if i > 0 && s.tied(list[0], c) {
			m.Tied, out[0].Tied = true, true
			m.Confidence = confidence
		}
		out = append(out, m)
	}
	for i := len(out) - 1; i > 0; i-- {
		out[i-1].Score = max(out[i-1].Score, out[i].Score) // what comes first scores no less
	}
	return out
}
