package match

import (
	_ "embed" // for the weights
	"encoding/json"
	"fmt"
	"math"
)

//go:embed model.json
var modelData []byte

// model turns features into an order and a probability. It is data, made by Fit.
type model struct {
	Rank       []term  `json:"rank"`       // orders the candidates of one observation
	Confidence []term  `json:"confidence"` // log-odds that the first one explains it
	Bias       float64 `json:"bias"`       // is added to those log-odds
	Threshold  float64 `json:"threshold"`  // confidence from which an answer is given
	Margin     float64 `json:"margin"`     // scores nearer than this are a tie
}

// term is one addend of a linear model: Weight * (value - Mean) / Scale.
type term struct {
	Name   string  `json:"name"`
	Mean   float64 `json:"mean"`
	Scale  float64 `json:"scale"`
	Weight float64 `json:"weight"`
}

func (t term) of(x float64) float64 { return t.Weight * (x - t.Mean) / t.Scale }

// loadModel reads the embedded data.
func loadModel() (*model, error) {
	var m model
	if err := json.Unmarshal(modelData, &m); err != nil {
		return nil, fmt.Errorf("read the weights: %w", err)
	}
	if err := m.check(m.Rank, featureNames[:]); err != nil {
		return nil, err
	}
	return &m, m.check(m.Confidence, signNames[:])
}

// check compares the terms with the names that the code knows.
func (m *model) check(terms []term, names []string) error {
	if len(terms) != len(names) {
		return fmt.Errorf("the weights have %d terms, want %d: fit them again", len(terms), len(names))
	}
	for i, t := range terms {
		if t.Name != names[i] || t.Scale <= 0 || math.IsNaN(t.Weight) {
			return fmt.Errorf("the weights have %q for %q: fit them again", t.Name, names[i])
		}
	}
	return nil
}

// score orders candidates.
func (m *model) score(v *vector) float64 {
	sum := 0.0
	for i, t := range m.Rank {
		sum += t.of(v[i])
	}
	return sum
}

// confidence is the probability that the best candidate explains an observation.
func (m *model) confidence(v *signals) float64 {
	sum := m.Bias
	for i, t := range m.Confidence {
		sum += t.of(v[i])
	}
	return logistic(sum)
}

// logistic turns log-odds into a probability.
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
