package match

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// example is a case of three articles, of which the first is graded. Each is given
// by what it says in the observation's words and how long it is.
func example(n int, words, length [3]float64, grades ...int) *sample {
	x := &sample{s: &search{}, grades: map[kb.ID]int{}}
	for i := range words {
		c := &candidate{n: i, card: &card{ID: kb.ID(fmt.Sprintf("case-%d-%d", n, i))}}
		c.v[fOwn], c.v[fLength] = words[i], length[i]
		x.s.list = append(x.s.list, c)
		if i < len(grades) {
			x.grades[c.card.ID] = grades[i]
			x.best = max(x.best, grades[i])
		}
	}
	return x
}

// examples are cases in which the graded article has most words, whatever the lengths.
func examples() []*sample {
	var out []*sample
	for n := range 12 {
		long := float64(n % 3)
		out = append(out, example(n, [3]float64{0.9, 0.5, 0.1}, [3]float64{long, 2 - long, 1}, 2))
	}
	return out
}

// TestFitRankOrders fits cases that a single feature tells apart: it orders all of
// them, and the same cases give the same weights.
func TestFitRankOrders(t *testing.T) {
	first := newTerms(featureNames[:])
	fitRank(first, examples())
	m := model{Rank: first}
	for n, x := range examples() {
		var scores [3]float64
		for i, c := range x.s.list {
			scores[i] = m.score(&c.v)
		}
		if scores[0] <= scores[1] || scores[1] <= scores[2] {
			t.Errorf("case %d: scores %v", n, scores)
		}
	}
	if w := first[fOwn].Weight; w <= 0 || math.Abs(first[fLength].Weight) > w/4 {
		t.Errorf("words weigh %v, length %v", w, first[fLength].Weight)
	}
	for i, x := range first {
		if f := feature(i); f != fOwn && f != fLength && x.Weight != 0 {
			t.Errorf("%s, which no case has, weighs %v", x.Name, x.Weight)
		}
		if s := float64(featureSigns[i]); s*x.Weight < 0 {
			t.Errorf("%s weighs %v against its sign", x.Name, x.Weight)
		}
	}
	again := newTerms(featureNames[:])
	fitRank(again, examples())
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("fitted twice:\n%s", diff)
	}
}

// TestFitRankPassesOver wants neutral articles, those with a lower grade, negatives
// and cases without a right candidate to teach nothing.
func TestFitRankPassesOver(t *testing.T) {
	want := newTerms(featureNames[:])
	fitRank(want, examples())
	for name, x := range map[string]*sample{
		"neutral":  example(50, [3]float64{0.9, 0.5, 0.1}, [3]float64{1, 1, 1}, 2, -1),
		"helpful":  example(51, [3]float64{0.9, 0.5, 0.1}, [3]float64{1, 1, 1}, 2, 1),
		"negative": example(52, [3]float64{0.1, 0.5, 0.9}, [3]float64{1, 1, 1}),
		"lost":     example(53, [3]float64{0.1, 0.5, 0.9}, [3]float64{1, 1, 1}),
	} {
		if name == "lost" {
			x.best = 2
		}
		l, ok := x.list(want)
		switch name {
		case "neutral", "helpful":
			if !ok || len(l.rows) != 2 || !l.right[0] || l.right[1] {
				t.Errorf("%s: %d candidates, right %v", name, len(l.rows), l.right)
			}
		default:
			if ok {
				t.Errorf("%s: teaches %v", name, l.right)
			}
		}
	}
}

// TestSlopeIsTheDerivative compares the gradient with what changes when a weight
// changes a little.
func TestSlopeIsTheDerivative(t *testing.T) {
	terms := []term{{Weight: 0.3, Scale: 1}, {Weight: -0.7, Scale: 1}}
	l := list{rows: [][]float64{{1, 2}, {0.5, -1}, {-2, 0.25}, {1.5, 1}}, right: []bool{true, false, false, true}}
	value := func() float64 {
		all, right := 0.0, 0.0
		for i, row := range l.rows {
			e := math.Exp(terms[0].Weight*row[0] + terms[1].Weight*row[1])
			all += e
			if l.right[i] {
				right += e
			}
		}
		return math.Log(right / all)
	}
	got := make([]float64, 2)
	l.slope(terms, got)
	for i := range terms {
		const step = 1e-6
		before := terms[i].Weight
		terms[i].Weight = before + step
		up := value()
		terms[i].Weight = before - step
		down := value()
		terms[i].Weight = before
		if want := (up - down) / (2 * step); math.Abs(got[i]-want) > 1e-6 {
			t.Errorf("term %d: slope %v, want %v", i, got[i], want)
		}
	}
}

// TestFitLogistic fits outcomes whose share of right ones is known: the probability
// comes out as that share, and rises with the sign.
func TestFitLogistic(t *testing.T) {
	m := &model{Confidence: newTerms(signNames[:1])}
	var outcomes []outcome
	for i := range 100 {
		x, right := 1.0, 1.0
		if i%2 == 0 {
			x = -1
		}
		if x > 0 && i%20 == 1 || x < 0 && i%10 != 0 { // 45 of 50 are right above, 10 of 50 below
			right = 0
		}
		outcomes = append(outcomes, outcome{row: []float64{x}, right: right, positive: true})
	}
	fitLogistic(m, outcomes)
	for x, want := range map[float64]float64{1: 0.9, -1: 0.2} {
		if got := m.odds([]float64{x}); math.Abs(got-want) > 0.05 {
			t.Errorf("probability at %v is %.3f, want about %v", x, got, want)
		}
	}
}

// TestThreshold wants the share of positives that is to be answered to lie above
// it, whatever the negatives.
func TestThreshold(t *testing.T) {
	m := &model{Confidence: newTerms(signNames[:1])}
	m.Confidence[0].Weight = 1
	if got := threshold(m, nil); got != 0.5 {
		t.Errorf("without cases: %v", got)
	}
	var outcomes []outcome
	for i := range 200 {
		outcomes = append(outcomes, outcome{row: []float64{float64(i) / 50}, positive: true}, outcome{row: []float64{-9}})
	}
	at, above := threshold(m, outcomes), 0
	for _, o := range outcomes {
		if o.positive && m.odds(o.row) >= at {
			above++
		}
	}
	if share := float64(above) / 200; share < answered || share > answered+0.02 {
		t.Errorf("%v of the positives are answered, want %v", share, answered)
	}
}

func TestNormalize(t *testing.T) {
	terms := newTerms([]string{"spread", "same"})
	normalize(terms, [][]float64{{1, 5}, {3, 5}, {5, 5}, {7, 5}})
	want := []term{{Name: "spread", Mean: 4, Scale: math.Sqrt(5)}, {Name: "same", Mean: 5, Scale: 1}}
	if diff := cmp.Diff(want, terms); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]float64{math.Sqrt(5), -5}, standard(terms, []float64{9, 0})); diff != "" {
		t.Errorf("standard (-want +got):\n%s", diff)
	}
}

// TestTowards keeps weights on the side that a sign allows.
func TestTowards(t *testing.T) {
	for _, tc := range []struct {
		sign         int
		weight, want float64
	}{{1, 2, 2}, {1, -2, 0}, {-1, 2, 0}, {-1, -2, -2}, {0, 2, 2}, {0, -2, -2}} {
		if got := towards(tc.sign, tc.weight); got != tc.want {
			t.Errorf("towards(%d, %v) = %v", tc.sign, tc.weight, got)
		}
	}
}
