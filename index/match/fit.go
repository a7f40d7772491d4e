package match

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"kbadvisor/index/eval"
	"kbadvisor/kb"
	"kbadvisor/kb/observe"
)

// How the weights are fitted. The penalties keep weights small that few cases
// call for; results hardly change between half and twice of them.
const (
	rankPenalty       = 0.004
	confidencePenalty = 0.003
	rankSteps         = 300
	confidenceSteps   = 800
	answered          = 0.94 // share of the positives that the threshold lets pass
)

// Fit makes the weights anew from labelled cases and returns them as the data
// that is built into the program (model.json). The result depends on the cases,
// their order and the articles alone.
func (m *Matcher) Fit(ctx context.Context, cases []eval.Case) ([]byte, error) {
	samples, err := m.samples(ctx, cases, false)
	if err != nil {
		return nil, err
	}
	hinted, err := m.samples(ctx, cases, true)
	if err != nil {
		return nil, err
	}
	fitted, err := fitUsable(append(samples, hinted...))
	if err != nil {
		return nil, err
	}
	out, err := json.MarshalIndent(fitted, "", "\t")
	return append(out, '\n'), err
}

// CrossValidate fits the weights on all folds but one and answers the cases of
// that one, for each of the folds, and returns the answers as a run. Cases belong
// to folds by the place where their id comes first: one that is given several times,
// to weigh more, is in one fold only.
func (m *Matcher) CrossValidate(ctx context.Context, cases []eval.Case, folds, limit int) (eval.Run, error) {
	samples, err := m.samples(ctx, cases, false)
	if err != nil {
		return nil, err
	}
	fold := map[string]int{}
	for _, c := range cases {
		if _, known := fold[c.ID]; !known {
			fold[c.ID] = len(fold) % folds
		}
	}
	run := eval.Run{}
	for f := range folds {
		var train, test []*sample
		for _, s := range samples {
			if fold[s.c.ID] == f {
				test = append(test, s)
			} else {
				train = append(train, s)
			}
		}
		fitted, err := fitUsable(train)
		if err != nil {
			return nil, err
		}
		for _, s := range test {
			run[s.c.ID] = s.run(fitted, limit)
		}
	}
	return run, nil
}

// sample is a case with its candidates.
type sample struct {
	c      eval.Case
	s      *search
	grades map[kb.ID]int // -1 for neutral articles
	best   int           // best grade
}

// samples ranks the candidates of every case. Hinted tells whether the matcher is
// told what kind of observation each one is.
func (m *Matcher) samples(ctx context.Context, cases []eval.Case, hinted bool) ([]*sample, error) {
	out := make([]*sample, len(cases))
	for i, c := range cases {
		var hint kb.ObservationKind
		if hinted {
			hint, _ = observe.ParseKind(c.Kind) // other words are no hint
		}
		s, err := m.search(ctx, c.Input, hint)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", c.ID, err)
		}
		x := &sample{c: c, s: s, grades: map[kb.ID]int{}}
		for _, l := range c.Relevant {
			x.grades[l.ID] = l.Grade
			x.best = max(x.best, l.Grade)
		}
		for _, id := range c.Neutral {
			x.grades[id] = -1
		}
		out[i] = x
	}
	return out, nil
}

// run answers a case with other weights than the matcher's.
func (x *sample) run(fitted *model, limit int) []eval.Result {
	x.order(fitted)
	s := *x.s
	s.model = fitted
	var out []eval.Result
	for _, r := range s.answer(limit).Matches {
		out = append(out, eval.Result{ID: r.ID, Confidence: eval.Figure(r.Confidence), Score: eval.Figure(r.Score)})
	}
	return out
}

// order orders the candidates of a case by the weights.
func (x *sample) order(fitted *model) {
	x.s.order(fitted)
}

// fitUsable fits a model, and fails when the samples teach nothing.
func fitUsable(samples []*sample) (*model, error) {
	m := fitModel(samples)
	for _, t := range slices.Concat(m.Rank, m.Confidence) {
		if math.IsNaN(t.Mean + t.Weight) {
			return nil, errors.New("no right article is among the candidates of any case: there is nothing to fit to")
		}
	}
	return m, nil
}

// fitModel fits both models: first the order, then the confidence in what comes
// first.
func fitModel(samples []*sample) *model {
	m := &model{Rank: newTerms(featureNames[:]), Confidence: newTerms(signNames[:])}
	fitRank(m.Rank, samples)
	fitConfidence(m, samples)
	return m
}

func newTerms(names []string) []term {
	out := make([]term, len(names))
	for i, n := range names {
		out[i] = term{Name: n, Scale: 1}
	}
	return out
}

// normalize sets mean and scale of each term from the rows.
func normalize(terms []term, rows [][]float64) {
	n := float64(len(rows))
	for i := range terms {
		sum, square := 0.0, 0.0
		for _, r := range rows {
			sum += r[i]
		}
		for _, r := range rows {
			square += (r[i] - sum/n) * (r[i] - sum/n)
		}
		terms[i].Mean, terms[i].Scale = sum/n, 1
		if sd := math.Sqrt(square / n); sd > 1e-9 {
			terms[i].Scale = sd
		}
	}
}

// standard returns a row as the terms see it.
func standard(terms []term, row []float64) []float64 {
	out := make([]float64, len(row))
	for i, t := range terms {
		out[i] = (row[i] - t.Mean) / t.Scale
	}
	return out
}
