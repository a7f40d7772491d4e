package match

import (
	"strings"
	"testing"

	"kbadvisor/index/eval"
)

// run returns answers as package eval wants them.
func run(tb testing.TB, m *Matcher, cases []eval.Case) eval.Run {
	tb.Helper()
	out := eval.Run{}
	for i, a := range answers(tb, m, cases, 10) {
		results := []eval.Result{}
		for _, x := range a.Matches {
			results = append(results, eval.Result{ID: x.ID, Score: eval.Figure(x.Score), Confidence: eval.Figure(x.Confidence)})
		}
		out[cases[i].ID] = results
	}
	return out
}

// devBounds are the least and the most that the figures of TestDev may be, a little
// off what was measured last. They do not follow from the weights: whoever changes
// those has to stay within.
var devBounds = []struct {
	name        string
	least, most float64
	of          func(eval.Metrics) eval.Figure
}{
	{"success at 1", 0.88, 1, func(m eval.Metrics) eval.Figure { return m.S1 }},
	{"MRR@10", 0.92, 1, func(m eval.Metrics) eval.Figure { return m.MRR }},
	{"recall within 5", 0.92, 1, func(m eval.Metrics) eval.Figure { return m.Recall }},
	{"false answers", 0, 0.05, func(m eval.Metrics) eval.Figure { return m.FalseAnswers }},
	{"positives withheld", 0, 0.05, func(m eval.Metrics) eval.Figure { return m.PositiveAbstained }},
	{"expected calibration error", 0, 0.05, func(m eval.Metrics) eval.Figure { return m.ECE }},
}

// TestDev measures the answers to the labelled observations on the real knowledge
// base. The table is a golden file, so that a change of a weight shows what it does.
func TestDev(t *testing.T) {
	cases := devCases(t)
	report := eval.Evaluate(cases, run(t, archive(t).matcher, cases), eval.Options{By: eval.ByKind})
	for _, b := range devBounds {
		if got := float64(b.of(report.All)); !(got >= b.least && got <= b.most) {
			t.Errorf("%s is %.3f, want %.2f to %.2f", b.name, got, b.least, b.most)
		}
	}
	for _, f := range report.Failures {
		t.Logf("%s %s: got %q, want %v", f.Kind, f.ID, f.Got, f.Want)
	}
	var b strings.Builder
	if err := report.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "dev.golden.md", b.String())
}
