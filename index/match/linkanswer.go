package match

import (
	"cmp"
	"context"
	"slices"

	"kbadvisor/kb"
)

// How sure an answer to a finding is by what it rests on. They are estimates:
// the findings of real reports that were judged by reading are too few to fit them.
const (
	citedLink     = 0.95 // it cites the article
	directLink    = 0.90 // the article stands behind just the bulletin or CVE number that it cites
	namingLink    = 0.85 // the article names the CVE number or bulletin where it says what is seen
	mentionLink   = 0.60 // the article mentions it, or stands for many of them
	decidedLink   = 0.90 // the article is about the state of the session
	leastLink     = 0.50 // less sure ones are not given
	leastWords    = 0.85 // how sure words in common must make, where they tell anything
	mostWords     = 0.80 // how sure they can make: findings of reports are less like the labelled ones
	leastQuote    = 4.5  // score of a message that is worth believing; "Access denied" has 1.6, "530 User bob cannot log in." 4.7
	leastRarity   = 12.5 // the same for small knowledge bases, where scores tell little: rarity of its words and code in the background
	leastCoverage = 0.85 // share of a message that must stand in the output
	leastWithCode = 0.75 // the same when its code stands there, too; names differ
	mostQuoting   = 20   // articles that quote a message which tells something
	manyBulletins = 2    // bulletins or CVE numbers beyond which an article stands for many
)

// link answers a finding.
func (m *Matcher) link(ctx context.Context, cat *Catalog, f *kb.Finding, obs kb.Observation, parts []kb.Part) (kb.Answer, error) {
	a := kb.Answer{Observation: obs, Verdict: kb.Unexplained, Reason: kb.NoCandidate, Fingerprint: cat.Fingerprint}
	if obs.Kind == kb.ObsUnusable {
		a.Reason = kb.InputUnusable
		return a, nil
	}
	l := newLinker(m, cat, f, obs, parts)
	a.CitedAbsent = l.absent
	if len(l.named) == 0 && len(l.absent) > 0 {
		a.Verdict, a.Reason = kb.CitedAbsent, ""
		return a, nil
	}
	if len(l.named) == 0 && len(l.quoting) == 0 && !l.state && !l.weakness {
		a.Reason = l.open()
		return a, nil
	}
	s, err := m.rankOnly(ctx, cat, obs, l.considers)
	if err != nil {
		return a, err
	}
	if a.Matches = l.matches(s); len(a.Matches) == 0 {
		a.Reason = l.open()
		return a, nil
	}
	a.Verdict, a.Reason = kb.Explained, ""
	if a.Matches[0].Tied {
		a.Verdict = kb.Ambiguous
	}
	return a, nil
}

// open tells why nothing explains the finding.
func (l *linker) open() kb.Reason {
	switch {
	case l.well():
		return kb.Healthy
	case l.weak || len(l.quoting) > 0:
		return kb.BelowThreshold
	}
	return kb.NoCandidate
}

// matches returns the candidates that are sure enough, best first.
func (l *linker) matches(s *search) []kb.Match {
	var out []kb.Match
	for _, c := range s.list {
		sure := l.sure(s, c)
		if sure < leastLink {
			continue
		}
		out = append(out, kb.Match{
			ID: c.card.ID, Title: c.card.Title, Score: c.score, Disposition: c.card.Disposition, Confidence: sure, Evidence: l.evidence(s, c),
		})
	}
	slices.SortStableFunc(out, func(a, b kb.Match) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(b.Score, a.Score))
	})
	out = out[:min(len(out), DefaultLimit)]
	if len(l.named) == 0 {
		tie(out, s.model.Margin)
		return out
	}
	return besides(out)
}

// evidence returns what a finding and a candidate have in common. An article that
// only aliases lead to may have nothing of the finding but its title.
func (l *linker) evidence(s *search, c *candidate) []kb.Evidence {
	all := s.evidence(c)
	if at, ok := l.by[c.n]; ok && len(all) == 0 {
		all = []kb.Evidence{{Kind: kb.EvIdentifier, Observed: at, Article: c.card.TitleAt, Weight: 1}}
	}
	return all
}

// besides returns the first match and those that are as near to what is cited. One
// number stands for one problem mostly, and the first is about it.
func besides(out []kb.Match) []kb.Match {
	for i := range out {
		if out[i].Confidence < out[0].Confidence {
			out = out[:i]
			break
		}
	}
	for i := range out {
		if i > 0 && out[i].Confidence < citedLink {
			out[i].Confidence = leastLink
		}
	}
	return out
}

// tie marks the matches that are as good as the first one.
func tie(out []kb.Match, margin float64) {
	for i := 1; i < len(out); i++ {
		if out[0].Score-out[i].Score <= margin {
			out[0].Tied, out[i].Tied = true, true
			out[i].Confidence = out[0].Confidence
		}
	}
}

// sure returns the probability that a candidate explains the finding.
func (l *linker) sure(s *search, c *candidate) float64 {
	sure := l.named[c.n]
	if s.contradicted(c) {
		return sure
	}
	if l.state && s.decided(c) {
		sure = max(sure, decidedLink)
	}
	words := l.weakness && c == s.list[0] && s.sameWeakness(c)
	if !words && !l.quoting[c.n] || s.strangers(c) > 0 || s.others() >= 0.5 {
		return sure
	}
	v := s.signalsOf(c)
	switch likely := s.model.confidence(&v); {
	case l.quoting[c.n]:
		sure = max(sure, likely)
	case likely >= leastWords:
		sure = max(sure, min(likely, mostWords))
	}
	return sure
}

// sameWeakness reports whether both tell of an attack or a weakness of the same
// product, in the same version when both give one, and the finding does not say
// that it is not there.
func (s *search) sameWeakness(c *candidate) bool {
	return c.v[fProduct] > 0 && c.v[fVersion] >= 0 && c.v[fSecurity] > 0 && s.cleared() == 0
}
