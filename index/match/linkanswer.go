package match

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/signature"
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
	leastQuote    = 4.5  // score of a message that is worth believing; "Access denied" has 1.6, "530 User bob cannot log in." 4.7
	mostQuoting   = 20   // articles that quote a message which tells something
	manyBulletins = 2    // bulletins or CVE numbers beyond which an article stands for many
)

// link answers a finding.
func (m *Matcher) link(ctx context.Context, cat *Catalog, obs kb.Observation, parts []kb.Part) (kb.Answer, error) {
	a := kb.Answer{Observation: obs, Verdict: kb.Unexplained, Reason: kb.NoCandidate, Fingerprint: cat.Fingerprint}
	if obs.Kind == kb.ObsUnusable {
		a.Reason = kb.InputUnusable
		return a, nil
	}
	l := newLinker(m, cat, obs, parts)
	a.CitedAbsent = l.absent
	if len(l.named) == 0 && len(l.absent) > 0 {
		a.Verdict, a.Reason = kb.CitedAbsent, ""
		return a, nil
	}
	if len(l.named) == 0 && len(l.quoting) == 0 && !l.state {
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

// linker is what a finding names, and what machines say in it.
type linker struct {
	m       *Matcher
	cat     *Catalog
	obs     kb.Observation
	parts   []kb.Part
	named   map[int]float64 // articles that stand behind what it cites, with how sure that makes
	absent  []kb.ID         // articles and bulletins that it cites and nobody knows
	quoting map[int]bool    // articles that quote something of what went wrong
	weak    bool            // articles quote something of the outputs that tells little
	state   bool            // the state of a session tells something
}

func newLinker(m *Matcher, cat *Catalog, obs kb.Observation, parts []kb.Part) *linker {
	l := &linker{m: m, cat: cat, obs: obs, parts: parts, named: map[int]float64{}, quoting: map[int]bool{}}
	for _, i := range distinct(obs.Identifiers) {
		l.cite(i)
	}
	l.quotes()
	l.state = slices.Contains(factsOf(&obs), kb.FactPortBeforeLogin)
	return l
}

// cite takes in an identifier.
func (l *linker) cite(i kb.Identifier) {
	var here bool
	switch i.Kind {
	case kb.IdentArticle:
		here = l.name(kb.ID(i.ID), citedLink)
	case kb.IdentBulletin, kb.IdentCVE:
		here = l.behind(i)
	default:
		return
	}
	if !here && i.Kind != kb.IdentCVE {
		l.absent = append(l.absent, kb.ID(i.ID))
	}
}

// behind takes in the articles that stand behind a bulletin or CVE number, and
// reports whether there is one.
func (l *linker) behind(i kb.Identifier) bool {
	here := false
	for _, id := range l.m.aliases.Articles(i) {
		sure := mentionLink
		switch {
		case slices.Contains(l.m.cfg.Aliases.Articles(i), id):
			sure = citedLink
		case slices.Contains(l.m.aliases.Direct(i), id) && l.m.aliases.Breadth(id) <= manyBulletins:
			sure = directLink
		}
		here = l.name(id, sure) || here
	}
	for _, n := range l.cat.named[identKey(i.Kind, i.ID)] {
		card, sure := &l.cat.cards[n], mentionLink
		if at, ok := slices.BinarySearchFunc(card.Idents, mark{Kind: i.Kind, ID: i.ID}, compareMarks); ok && card.Idents[at].Seen {
			sure = namingLink
		}
		here = l.name(card.ID, sure) || here
	}
	return here
}

// name takes in an article, and reports whether it is there.
func (l *linker) name(id kb.ID, sure float64) bool {
	n, ok := l.cat.number(id)
	if ok {
		l.named[n] = max(l.named[n], sure)
	}
	return ok
}

// quotes finds the articles that quote what went wrong in the outputs. Messages
// that many articles quote, or that are all but one common word, tell nothing; so do
// those of a product that came after the articles or is of another vendor.
func (l *linker) quotes() {
	hits := l.cat.table.Find(signature.Tokens(l.obs.Text))
	quoted := map[kb.Span]int{}
	for _, h := range hits {
		if h.Coverage > 0.99 {
			quoted[h.Alignment.Span]++
		}
	}
	for _, h := range hits {
		if h.Coverage <= 0.99 || !l.failed(h.Alignment.Span) {
			continue
		}
		if h.Score < leastQuote || quoted[h.Alignment.Span] > mostQuoting {
			l.weak = true
			continue
		}
		l.quoting[int(h.Article)] = true
	}
}

// failed reports whether a span is of an output and says that something went wrong.
func (l *linker) failed(x kb.Span) bool {
	in := func(p kb.Part) bool { return strings.HasPrefix(p.Field, "outputs") && overlap(p.Span, x) == x.Len() }
	return slices.ContainsFunc(l.parts, in) && slices.ContainsFunc(l.obs.Messages, func(m kb.Message) bool {
		return m.Role == kb.RoleFailure && overlap(m.Span, x) > 0
	})
}

// considers reports whether an article is a candidate.
func (l *linker) considers(c *candidate) bool {
	return l.named[c.n] > 0 || l.quoting[c.n] || l.state && slices.Contains(c.card.Facts, kb.FactPortBeforeLogin)
}

// open tells why nothing explains the finding.
func (l *linker) open() kb.Reason {
	switch {
	case slices.ContainsFunc(l.obs.Facts, func(f kb.Fact) bool { return f.Kind == kb.FactHealthy }):
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
			ID: c.card.ID, Title: c.card.Title, Score: c.score, Disposition: c.card.Disposition, Confidence: sure, Evidence: s.evidence(c),
		})
	}
	slices.SortStableFunc(out, func(a, b kb.Match) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(b.Score, a.Score))
	})
	out = out[:min(len(out), DefaultLimit)]
	if len(l.named) == 0 {
		tie(out, s.model.Margin)
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
	if l.quoting[c.n] && s.strangers(c) == 0 && s.others() < 0.5 {
		v := s.signalsOf(c)
		sure = max(sure, s.model.confidence(&v))
	}
	return sure
}
