package match

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// TestModelFitsTheCode wants the weights of the program to be those of its features
// and signs, finite, and with a threshold that is a probability.
func TestModelFitsTheCode(t *testing.T) {
	m, err := loadModel()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range slices.Concat(m.Rank, m.Confidence) {
		if math.IsInf(x.Weight, 0) || math.IsNaN(x.Mean+x.Weight+x.Scale) || math.Abs(x.Weight) > 20 {
			t.Errorf("term %+v", x)
		}
	}
	for i, x := range m.Rank {
		if float64(featureSigns[i])*x.Weight < 0 {
			t.Errorf("%s weighs %v, against its sign", x.Name, x.Weight)
		}
	}
	for i, x := range m.Confidence {
		if float64(signSigns[i])*x.Weight < 0 {
			t.Errorf("%s weighs %v, against its sign", x.Name, x.Weight)
		}
	}
	if m.Threshold <= 0 || m.Threshold >= 1 || m.Margin < 0 || math.IsNaN(m.Bias) {
		t.Errorf("threshold %v, margin %v, bias %v", m.Threshold, m.Margin, m.Bias)
	}
	for kind, names := range map[string][]string{"feature": featureNames[:], "sign": signNames[:]} {
		for i, n := range names {
			if n == "" || slices.Index(names, n) != i {
				t.Errorf("%s %d is called %q", kind, i, n)
			}
		}
	}
}

// TestModelCheck wants weights that were fitted for other code to be refused, with
// the name that does not fit.
func TestModelCheck(t *testing.T) {
	names := []string{"a", "b"}
	for name, tc := range map[string]struct {
		terms []term
		want  string
	}{
		"fits":          {[]term{{Name: "a", Scale: 1}, {Name: "b", Scale: 2, Weight: -1}}, ""},
		"too few":       {[]term{{Name: "a", Scale: 1}}, "1 terms, want 2"},
		"too many":      {newTerms([]string{"a", "b", "c"}), "3 terms, want 2"},
		"none":          {nil, "0 terms, want 2"},
		"another order": {newTerms([]string{"b", "a"}), `"b" for "a"`},
		"no scale":      {[]term{{Name: "a", Scale: 1}, {Name: "b"}}, `"b" for "b"`},
		"wrong scale":   {[]term{{Name: "a", Scale: -1}, {Name: "b", Scale: 1}}, `"a" for "a"`},
		"no number":     {[]term{{Name: "a", Scale: 1, Weight: math.NaN()}, {Name: "b", Scale: 1}}, `"a" for "a"`},
	} {
		err := (&model{}).check(tc.terms, names)
		if (err == nil) != (tc.want == "") || err != nil && (!strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "fit them again")) {
			t.Errorf("%s: got %v, want %q", name, err, tc.want)
		}
	}
}

// TestModelSums adds up small models by hand.
func TestModelSums(t *testing.T) {
	m := model{
		Rank:       []term{{Mean: 1, Scale: 2, Weight: 3}, {Scale: 1, Weight: -1}},
		Confidence: []term{{Mean: 1, Scale: 1, Weight: 2}},
		Bias:       -2,
	}
	var v vector
	v[0], v[1] = 5, 4
	if got := m.score(&v); got != 3*(5-1)/2-4 {
		t.Errorf("score %v", got)
	}
	var s signals
	for value, want := range map[float64]float64{2: 0.5, 1: 1 / (1 + math.Exp(2)), 1e6: 1, -1e6: 0} {
		s[0] = value
		if got := m.confidence(&s); math.Abs(got-want) > 1e-12 {
			t.Errorf("confidence for %v is %v, want %v", value, got, want)
		}
	}
}
