package match

import "slices"

// outcome is what is known of the best candidate of a case, and whether it is
// right: 1 when it is graded, 0 when not.
type outcome struct {
	row      []float64
	right    float64
	positive bool
}

// fitConfidence fits the probability that the first candidate is right, by
// logistic regression, and the threshold.
func fitConfidence(m *model, samples []*sample) {
	var outcomes []outcome
	var rows [][]float64
	for _, x := range samples {
		x.order(m)
		if o, ok := x.outcome(); ok {
			outcomes = append(outcomes, o)
			rows = append(rows, o.row)
		}
	}
	normalize(m.Confidence, rows)
	for i := range outcomes {
		outcomes[i].row = standard(m.Confidence, outcomes[i].row)
	}
	fitLogistic(m, outcomes)
	m.Threshold = threshold(m, outcomes)
}

// outcome describes the first candidate of a case that is not neutral. It
// reports false for cases that are decided without a candidate.
func (x *sample) outcome() (o outcome, ok bool) {
	if len(x.s.list) == 0 || x.s.well() {
		return o, false
	}
	v := x.s.signals()
	o = outcome{row: slices.Clone(v[:]), positive: x.best > 0}
	for _, c := range x.s.list {
		if g := x.grades[c.card.ID]; g >= 0 {
			if g > 0 {
				o.right = 1
			}
			break
		}
	}
	return o, true
}

// fitLogistic climbs the mean log-likelihood.
func fitLogistic(m *model, outcomes []outcome) {
	n := float64(len(outcomes))
	speed := make([]float64, len(m.Confidence)+1)
	for range confidenceSteps {
		g := make([]float64, len(speed))
		for _, o := range outcomes {
			d := (o.right - m.odds(o.row)) / n
			for i, x := range o.row {
				g[i] += d * x
			}
			g[len(o.row)] += d
		}
		for i := range m.Confidence {
			t := &m.Confidence[i]
			speed[i] = 0.9*speed[i] + g[i] - confidencePenalty*t.Weight
			t.Weight = towards(signSigns[i], t.Weight+0.3*speed[i])
		}
		last := len(speed) - 1
		speed[last] = 0.9*speed[last] + g[last]
		m.Bias += 0.3 * speed[last]
	}
}

// odds returns the probability for a standard row.
func (m *model) odds(row []float64) float64 {
	sum := m.Bias
	for i, x := range row {
		sum += m.Confidence[i].Weight * x
	}
	return logistic(sum)
}

// threshold returns the confidence that the wanted share of the positives has.
func threshold(m *model, outcomes []outcome) float64 {
	var of []float64
	for _, o := range outcomes {
		if o.positive {
			of = append(of, m.odds(o.row))
		}
	}
	if len(of) == 0 {
		return 0.5
	}
	slices.Sort(of)
	return of[int(float64(len(of))*(1-answered))]
}
