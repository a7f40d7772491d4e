package match

import (
	"cmp"
	"slices"
	"strings"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// maxEvidence bounds the pieces of evidence of one match.
const maxEvidence = 8

// evidence returns what an observation and a candidate have in common, the
// strongest first. The weights of all pieces add up to one.
func (s *search) evidence(c *candidate) []kb.Evidence {
	var out []kb.Evidence
	out = append(out, s.quoted(c)...)
	out = append(out, s.identified(c)...)
	out = append(out, s.state(c)...)
	if e, ok := s.worded(c); ok {
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b kb.Evidence) int { return cmp.Compare(b.Weight, a.Weight) })
	out = out[:min(len(out), maxEvidence)]
	sum := 0.0
	for _, e := range out {
		sum += e.Weight
	}
	for i := range out {
		out[i].Weight /= max(sum, 1e-9)
	}
	return out
}

// quoted returns the messages that the article quotes. Of those that stand in the
// same place only the best is given.
func (s *search) quoted(c *candidate) []kb.Evidence {
	var out []kb.Evidence
	for _, h := range c.hits {
		seen := s.span(h.Alignment.Span)
		if slices.ContainsFunc(out, func(e kb.Evidence) bool { return overlap(e.Observed, seen) > 0 }) {
			continue
		}
		w := h.Coverage * min(1, s.standing(seen))
		out = append(out, kb.Evidence{
			Kind: kb.EvMessage, Observed: seen, Article: s.cat.entries[h.Entry].Sig.Span, Weight: 3*w + 0.1,
		})
	}
	return out
}

// span keeps a span inside the observation.
func (s *search) span(x kb.Span) kb.Span {
	n := len(s.r.obs.Text)
	return kb.Span{Start: min(max(x.Start, 0), n), End: min(max(x.End, 0), n)}
}

// identified returns the identifiers that both name.
func (s *search) identified(c *candidate) []kb.Evidence {
	var out []kb.Evidence
	for _, i := range s.idents {
		if c.card.TitleAt.Len() > 0 && slices.Contains(s.m.aliases.Direct(i), c.card.ID) {
			out = append(out, kb.Evidence{Kind: kb.EvIdentifier, Observed: i.Span, Article: c.card.TitleAt, Weight: 6})
		}
		at, ok := slices.BinarySearchFunc(c.card.Idents, mark{Kind: i.Kind, ID: i.ID}, compareMarks)
		if !ok || c.card.Idents[at].Span.Len() == 0 {
			continue
		}
		kind, weight := kb.EvIdentifier, 2.0
		if i.Kind == kb.IdentReply {
			kind, weight = kb.EvReply, 0.5
		}
		out = append(out, kb.Evidence{Kind: kind, Observed: i.Span, Article: c.card.Idents[at].Span, Weight: weight})
	}
	return out
}

// worded returns the passage of the article that has most of the observation's
// words, and the message that has most of them.
func (s *search) worded(c *candidate) (kb.Evidence, bool) {
	if c.text.passage == 0 {
		return kb.Evidence{}, false
	}
	passage := c.body.Text[c.text.best.Start:c.text.best.End]
	has := map[string]bool{}
	for t := range analyze.Terms(passage) {
		has[t.Term] = true
	}
	best, most := kb.Span{}, 0.0
	for _, m := range s.r.obs.Messages {
		span, w := kb.Span{}, 0.0
		for t := range analyze.Terms(s.r.obs.Text[m.Span.Start:m.Span.End]) {
			at, ok := s.r.place[t.Term]
			if !ok || !has[t.Term] {
				continue
			}
			if span.End == 0 {
				span.Start = m.Span.Start + t.Start
			}
			span.End = m.Span.Start + t.End
			w += s.r.weight[at]
		}
		if w > most {
			best, most = span, w
		}
	}
	if most == 0 {
		return kb.Evidence{}, false
	}
	at := kb.Span{Start: c.body.At + c.text.best.Start, End: c.body.At + c.text.best.End}
	return kb.Evidence{Kind: kb.EvText, Observed: best, Article: at, Weight: 2 * c.v[fPassage]}, true
}

// state returns the facts of the session that the article tells of.
func (s *search) state(c *candidate) []kb.Evidence {
	if c.v[fState] <= 0 {
		return nil
	}
	var out []kb.Evidence
	for _, f := range s.r.obs.Facts {
		words := terms(facts[f.Kind])
		if len(words) == 0 || !slices.Contains(c.card.Facts, f.Kind) {
			continue
		}
		if at, ok := passageOf(c, words); ok {
			out = append(out, kb.Evidence{Kind: kb.EvState, Observed: f.Span, Article: at, Weight: c.v[fState]})
		}
	}
	return out
}

// passageOf returns the line of the article that has most of the words.
func passageOf(c *candidate, words []string) (kb.Span, bool) {
	best, most, at := kb.Span{}, 1, 0
	for line := range strings.Lines(c.body.Text) {
		n := 0
		for _, t := range terms(line) {
			if slices.Contains(words, t) {
				n++
			}
		}
		if n > most {
			trimmed := strings.TrimRight(line, "\r\n ")
			best, most = kb.Span{Start: c.body.At + at, End: c.body.At + at + len(trimmed)}, n
		}
		at += len(line)
	}
	return best, most > 1
}
