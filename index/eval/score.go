package eval

import (
	"math"
	"slices"

	"kbadvisor/kb"
)

// Depth of the measures that look at more than the first result.
const (
	depthRank   = 10
	depthRecall = 5
)

// score is what one case has earned.
type score struct {
	negative   bool
	answered   bool
	s1         float64
	s1any      float64
	s3         float64
	mrr        float64
	ndcg       float64
	recall     float64
	first      kb.ID  // first result, neutral ones removed
	confidence Figure // of the first result
}

// newScore compares the answer to a case with its labels.
func newScore(c Case, answer []Result) score {
	left := slices.DeleteFunc(slices.Clone(answer), func(r Result) bool { return slices.Contains(c.Neutral, r.ID) })
	s := score{negative: len(c.Relevant) == 0, answered: len(left) > 0, confidence: Undefined()}
	if s.answered {
		s.first, s.confidence = left[0].ID, left[0].Confidence
	}
	if s.negative || !s.answered {
		return s
	}
	grades, best := map[kb.ID]int{}, 0
	for _, l := range c.Relevant {
		grades[l.ID] = l.Grade
		best = max(best, l.Grade)
	}
	target := func(r Result) bool { return grades[r.ID] == best }
	s.s1 = one(target(left[0]))
	s.s1any = one(grades[left[0].ID] > 0)
	s.s3 = one(slices.ContainsFunc(top(left, 3), target))
	if i := slices.IndexFunc(top(left, depthRank), target); i >= 0 {
		s.mrr = 1 / float64(i+1)
	}
	s.ndcg = gain(left, grades) / idealGain(c.Relevant)
	s.recall = recall(left, target, c.Relevant, best)
	return s
}

// recall returns the share of the targets that stand among the first results.
func recall(results []Result, target func(Result) bool, labels []Label, best int) float64 {
	found, all := 0, 0
	for _, r := range top(results, depthRecall) {
		if target(r) {
			found++
		}
	}
	for _, l := range labels {
		if l.Grade == best {
			all++
		}
	}
	return float64(found) / float64(min(depthRecall, all))
}

// gain returns the discounted gain of an answer.
func gain(results []Result, grades map[kb.ID]int) float64 {
	sum := 0.0
	for i, r := range top(results, depthRank) {
		sum += discounted(grades[r.ID], i)
	}
	return sum
}

// idealGain returns the highest discounted gain that an answer can have.
func idealGain(labels []Label) float64 {
	sorted := slices.SortedFunc(slices.Values(labels), func(a, b Label) int { return b.Grade - a.Grade })
	sum := 0.0
	for i, l := range top(sorted, depthRank) {
		sum += discounted(l.Grade, i)
	}
	return sum
}

func discounted(grade, rank int) float64 {
	return (math.Exp2(float64(grade)) - 1) / math.Log2(float64(rank+2))
}

func top[T any](in []T, n int) []T { return in[:min(n, len(in))] }

func one(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}
