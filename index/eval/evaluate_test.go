package eval_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index/eval"
	"kbadvisor/kb"
)

var update = flag.Bool("update", false, "write the golden file anew")

// figures compares figures: undefined ones are equal, others are when they are as
// near as sums in another order.
var figures = cmp.Comparer(func(a, b eval.Figure) bool {
	return !a.Defined() && !b.Defined() || math.Abs(float64(a-b)) < 1e-12
})

// positive makes a case with graded articles, best grade first in the list.
func positive(id string, labels ...eval.Label) eval.Case {
	return eval.Case{ID: id, Kind: "reply", Relevant: labels}
}

func label(id kb.ID, grade int) eval.Label { return eval.Label{ID: id, Grade: grade} }

// results makes an answer out of ids and, behind each, a confidence.
func results(in ...any) []eval.Result {
	var out []eval.Result
	for i := 0; i < len(in); i += 2 {
		out = append(out, eval.Result{ID: kb.ID(in[i].(string)), Score: eval.Undefined(), Confidence: eval.Figure(in[i+1].(float64))})
	}
	return out
}

func TestEvaluate(t *testing.T) {
	two := positive("p", label("Q1001", 2), label("Q1002", 1))
	neutral := two
	neutral.Neutral = []kb.ID{"Q1003"}
	negative := eval.Case{ID: "n", Kind: "banner", Neutral: []kb.ID{"Q1003"}}
	dcg := func(gains ...float64) eval.Figure {
		sum := 0.0
		for i, g := range gains {
			sum += g / math.Log2(float64(i+2))
		}
		return eval.Figure(sum)
	}
	none := eval.Undefined()
	tests := []struct {
		name  string
		cases []eval.Case
		run   eval.Run
		want  eval.Metrics
	}{
		{"target first", []eval.Case{two}, eval.Run{"p": results("Q1001", 0.75, "Q1002", 0.5)}, eval.Metrics{
			Positives: 1, S1: 1, S1Any: 1, S3: 1, MRR: 1, NDCG: 1, Recall: 1, FalseAnswers: none, AbstentionPrec: none, AbstentionRecall: none,
			PositiveAbstained: 0, AnswerPrecision: 1, Utility: 1, Calibrated: 1, Brier: 0.0625, ECE: 0.25,
		}},
		{"lower grade first", []eval.Case{two}, eval.Run{"p": results("Q1002", 1.0, "Q1001", 0.5)}, eval.Metrics{
			Positives: 1, S1: 0, S1Any: 1, S3: 1, MRR: 0.5, NDCG: dcg(1, 3) / dcg(3, 1), Recall: 1, FalseAnswers: none, AbstentionPrec: none, AbstentionRecall: none,
			PositiveAbstained: 0, AnswerPrecision: 1, Utility: 1, Calibrated: 1, Brier: 0, ECE: 0,
		}},
		{"neutral ones are removed", []eval.Case{neutral}, eval.Run{"p": results("Q1003", 0.9, "Q1001", 0.5)}, eval.Metrics{
			Positives: 1, S1: 1, S1Any: 1, S3: 1, MRR: 1, NDCG: dcg(3) / dcg(3, 1), Recall: 1, FalseAnswers: none, AbstentionPrec: none, AbstentionRecall: none,
			PositiveAbstained: 0, AnswerPrecision: 1, Utility: 1, Calibrated: 1, Brier: 0.25, ECE: 0.5,
		}},
		{"nothing but neutral ones is an abstention", []eval.Case{neutral, negative}, eval.Run{"p": results("Q1003", 0.9), "n": results("Q1003", 0.9)}, eval.Metrics{
			Positives: 1, Negatives: 1, S1: 0, S1Any: 0, S3: 0, MRR: 0, NDCG: 0, Recall: 0, FalseAnswers: 0, AbstentionPrec: 0.5, AbstentionRecall: 1,
			PositiveAbstained: 1, AnswerPrecision: none, Utility: 0.5, Brier: none, ECE: none,
		}},
		{"a negative that was answered", []eval.Case{negative}, eval.Run{"n": results("Q1004", 0.8)}, eval.Metrics{
			Negatives: 1, S1: none, S1Any: none, S3: none, MRR: none, NDCG: none, Recall: none, FalseAnswers: 1, AbstentionPrec: none, AbstentionRecall: 0,
			PositiveAbstained: none, AnswerPrecision: 0, Utility: 0, Calibrated: 1, Brier: 0.64, ECE: 0.8,
		}},
		{"without a confidence there is no calibration", []eval.Case{two}, eval.Run{"p": {{ID: "Q1001", Score: 3, Confidence: none}}}, eval.Metrics{
			Positives: 1, S1: 1, S1Any: 1, S3: 1, MRR: 1, NDCG: dcg(3) / dcg(3, 1), Recall: 1, FalseAnswers: none, AbstentionPrec: none, AbstentionRecall: none,
			PositiveAbstained: 0, AnswerPrecision: 1, Utility: 1, Brier: none, ECE: none,
		}},
		{"the recall of six targets divides by five",
			[]eval.Case{positive("p", label("Q1001", 2), label("Q1002", 2), label("Q1003", 2), label("Q1004", 2), label("Q1005", 2), label("Q1006", 2))},
			eval.Run{"p": results("Q1009", 0.5, "Q1001", 0.4, "Q1002", 0.3, "Q1003", 0.2, "Q1004", 0.1, "Q1005", 0.1)}, eval.Metrics{
				Positives: 1, S1: 0, S1Any: 0, S3: 1, MRR: 0.5, NDCG: dcg(0, 3, 3, 3, 3, 3) / dcg(3, 3, 3, 3, 3, 3), Recall: 0.8, FalseAnswers: none, AbstentionPrec: none, AbstentionRecall: none,
				PositiveAbstained: 0, AnswerPrecision: 0, Utility: 0, Calibrated: 1, Brier: 0.25, ECE: 0.5,
			}},
		{"no cases", nil, nil, eval.Metrics{
			S1: none, S1Any: none, S3: none, MRR: none, NDCG: none, Recall: none, FalseAnswers: none, AbstentionPrec: none, AbstentionRecall: none,
			PositiveAbstained: none, AnswerPrecision: none, Utility: none, Brier: none, ECE: none,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := eval.Evaluate(tt.cases, tt.run, eval.Options{}).All
			if d := cmp.Diff(tt.want, got, figures); d != "" {
				t.Errorf("figures (-want +got):\n%s", d)
			}
		})
	}
}

// sample is a small evaluation with everything in it.
func sample() ([]eval.Case, eval.Run) {
	cases := []eval.Case{
		positive("a", label("Q1001", 2), label("Q1002", 1)),
		positive("b", label("Q1003", 1)),
		{ID: "c", Kind: "banner | odd"},
		{ID: "d", Kind: "banner | odd"},
		{ID: "e", Relevant: []eval.Label{label("Q1004", 1), label("Q1005", 2)}},
	}
	run := eval.Run{
		"a": results("Q1002", 0.85, "Q1001", 0.8),
		"b": results("Q1003", 1.0),
		"c": results("Q1003", 0.2),
		"e": results("Q1009", 0.82),
		"z": nil, "y": results("Q1001", 0.1),
	}
	return cases, run
}

func TestReport(t *testing.T) {
	cases, run := sample()
	r := eval.Evaluate(cases, run, eval.Options{By: eval.ByKind})
	if d := cmp.Diff([]string{"y", "z"}, r.Unknown); d != "" {
		t.Errorf("unknown ids (-want +got):\n%s", d)
	}
	want := []eval.Failure{
		{ID: "c", Kind: "banner | odd", Want: []kb.ID{}, Got: "Q1003"},
		{ID: "e", Want: []kb.ID{"Q1005", "Q1004"}, Got: "Q1009"},
	}
	if d := cmp.Diff(want, r.Failures); d != "" {
		t.Errorf("failures (-want +got):\n%s", d)
	}
	var b bytes.Buffer
	if err := r.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.golden.md", b.Bytes())
	out, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "report.golden.json", append(out, '\n'))
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}

func TestThreshold(t *testing.T) {
	cases, run := sample()
	run["d"] = []eval.Result{{ID: "Q1001", Score: 99, Confidence: eval.Undefined()}}
	for threshold, want := range map[float64]int{0: 5, 0.2: 4, 0.21: 3, 0.83: 2, 1: 1} {
		m := eval.Evaluate(cases, run, eval.Options{Threshold: threshold}).All
		got := 5 - int(math.Round(float64(m.PositiveAbstained)*3)) - int(math.Round(float64(m.AbstentionRecall)*2))
		if got != want {
			t.Errorf("threshold %v: %d cases are answered, want %d", threshold, got, want)
		}
	}
	if len(run["a"]) != 2 {
		t.Error("the run has changed")
	}
}

func TestReliability(t *testing.T) {
	var cases []eval.Case
	run := eval.Run{}
	for i := range 101 {
		id := fmt.Sprint(i)
		cases = append(cases, positive(id, label("Q1001", 1)))
		run[id] = results("Q1001", float64(i)/100)
	}
	r := eval.Evaluate(cases, run, eval.Options{})
	for i, b := range r.Reliability {
		want := 10
		if i == 9 {
			want = 11
		}
		if b.Cases != want || b.Correct != 1 || float64(b.Confidence) < b.From || float64(b.Confidence) > b.To {
			t.Errorf("bin %d: %+v, want %d cases", i, b, want)
		}
	}
}

func TestParseField(t *testing.T) {
	for _, f := range []eval.Field{eval.ByKind, eval.ByDifficulty, eval.ByProtocol} {
		if got, err := eval.ParseField(string(f)); err != nil || got != f {
			t.Errorf("%s: %v, %v", f, got, err)
		}
	}
	if _, err := eval.ParseField(""); err == nil {
		t.Error("an empty name is a field")
	}
}

func ExampleEvaluate() {
	cases, err := eval.ReadCases(strings.NewReader(`
{"id": "1", "input": "530 User bob cannot log in.", "relevant": [{"id": "Q200475", "grade": 2}]}
{"id": "2", "input": "226 Transfer complete.", "relevant": []}`))
	if err != nil {
		panic(err)
	}
	run, err := eval.ReadRun(strings.NewReader(`{"id": "1", "results": [{"id": "Q200475", "confidence": 0.9}]}`))
	if err != nil {
		panic(err)
	}
	m := eval.Evaluate(cases, run, eval.Options{}).All
	fmt.Println("success at 1:", m.S1, "- false answers:", m.FalseAnswers, "- Brier:", m.Brier)
	// Output: success at 1: 1.000 - false answers: 0.000 - Brier: 0.010
}
