package match

import (
	"cmp"
	"context"
	"math"
	"slices"

	"kbadvisor/kb"
)

// Explanation is an answer with the numbers that led to it.
type Explanation struct {
	Answer     kb.Answer
	Confidence float64 // that the first candidate explains it, also when no answer was given; 0 without candidates
	Threshold  float64 // confidence from which an answer is given
	Margin     float64 // scores nearer than this are a tie
	Bias       float64 // log-odds to which the signs add up
	Signs      []Addend
	Candidates []Considered // best first
}

// Considered is a candidate with the terms of its score, which add up to it.
type Considered struct {
	ID    kb.ID
	Title string
	Score float64
	Terms []Addend
}

// Addend is one term of a sum: the value that was found and what it adds. It
// speaks against when it adds less than nothing.
type Addend struct {
	Name  string
	Value float64
	Adds  float64
}

// Explain answers like Match and tells why: every term of the confidence and of the
// scores of the first limit candidates, those that were not given as well. Terms
// are ordered by how much they matter.
func (m *Matcher) Explain(ctx context.Context, text string, hint kb.ObservationKind, limit int) (Explanation, error) {
	s, err := m.search(ctx, text, hint)
	if err != nil {
		return Explanation{}, err
	}
	if limit <= 0 {
		limit = DefaultLimit
	}
	e := Explanation{Answer: s.answer(limit), Threshold: s.model.Threshold, Margin: s.model.Margin, Bias: s.model.Bias}
	for _, c := range s.given(e.Answer, min(limit, MaxLimit)) {
		e.Candidates = append(e.Candidates, Considered{ID: c.card.ID, Title: c.card.Title, Score: c.score, Terms: addends(s.model.Rank, c.v[:])})
	}
	if len(s.list) > 0 {
		v := s.signals()
		e.Confidence, e.Signs = s.model.confidence(&v), addends(s.model.Confidence, v[:])
	}
	return e, nil
}

// given returns the first candidates in the order of the answer, or of their
// scores when there are no matches.
func (s *search) given(a kb.Answer, limit int) []*candidate {
	place := func(c *candidate) int {
		if i := slices.IndexFunc(a.Matches, func(m kb.Match) bool { return m.ID == c.card.ID }); i >= 0 {
			return i
		}
		return len(a.Matches)
	}
	list := slices.SortedStableFunc(slices.Values(s.list), func(a, b *candidate) int { return cmp.Compare(place(a), place(b)) })
	return list[:min(limit, len(list))]
}

// addends returns the terms of a sum, those that matter most first. Terms that add
// nothing are left out.
func addends(terms []term, values []float64) []Addend {
	var out []Addend
	for i, t := range terms {
		if adds := t.of(values[i]); adds != 0 {
			out = append(out, Addend{Name: t.Name, Value: values[i], Adds: adds})
		}
	}
	slices.SortStableFunc(out, func(a, b Addend) int { return cmp.Compare(math.Abs(b.Adds), math.Abs(a.Adds)) })
	return out
}
