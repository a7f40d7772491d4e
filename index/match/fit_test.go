package match

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index/eval"
)

// houseCases are labelled observations for the articles of house.
var houseCases = []eval.Case{
	{ID: "a", Input: "The spooler service is exposed to the network", Relevant: []eval.Label{{ID: "spooler-report", Grade: 2}}},
	{ID: "b", Input: "a host runs an agent of last year", Relevant: []eval.Label{{ID: "old-agents", Grade: 2}}},
	{ID: "c", Input: "exposed: the spooler", Relevant: []eval.Label{{ID: "spooler-report", Grade: 2}}},
	{ID: "d", Input: "agents of last year have to be renewed", Relevant: []eval.Label{{ID: "old-agents", Grade: 2}}},
	{ID: "e", Input: "the year was good"},
}

// TestCrossValidateRepeated says that no case is answered by weights that were
// fitted to it, also when it is given twice: copies behind the others change what
// the folds learn, but not which fold a case is in.
func TestCrossValidateRepeated(t *testing.T) {
	m := open(t, house(t), Config{})
	got, err := m.CrossValidate(context.Background(), append(slices.Clone(houseCases), houseCases[0]), 4, 3)
	if err != nil {
		t.Fatal(err)
	}
	once, err := m.CrossValidate(context.Background(), houseCases, 4, 3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(once["a"], got["a"]); diff != "" {
		t.Errorf("the fold of a has learnt from a copy of it: -want +got:\n%s", diff)
	}
	delete(once, "a")
	delete(got, "a")
	if cmp.Equal(once, got) {
		t.Errorf("the copy weighs nothing in other folds: %v", got)
	}
}

// TestFitNamed says that cases that name their article leave the scale of the scores
// as it is.
func TestFitNamed(t *testing.T) {
	named := eval.Case{ID: "f", Input: "the spooler is exposed, see Q100001", Relevant: []eval.Label{{ID: "Q100001", Grade: 2}}}
	docs := append(house(t), article(t, "Q100001", "The spooler", "It is exposed."))
	out, err := open(t, docs, Config{}).Fit(context.Background(), append(slices.Clone(houseCases), named))
	if err != nil {
		t.Fatal(err)
	}
	var m model
	if err := json.Unmarshal(out, &m); err != nil {
		t.Fatal(err)
	}
	if score := m.Confidence[sScore]; score.Scale > 100 {
		t.Errorf("the scores have the scale %v", score.Scale)
	}
}

func TestFitNothing(t *testing.T) {
	m := open(t, house(t), Config{})
	for name, cases := range map[string][]eval.Case{
		"none":      nil,
		"negatives": {{ID: "n", Input: "the agent is a spooler"}},
		"elsewhere": {{ID: "n", Input: "the agent is a spooler", Relevant: []eval.Label{{ID: "Q1", Grade: 2}}}},
	} {
		if _, err := m.Fit(context.Background(), cases); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := m.CrossValidate(context.Background(), houseCases[:1], 2, 3); err == nil {
		t.Error("a fold without others: no error")
	}
}

// TestNewUnfitted fits weights by a matcher that has none: those of the program
// need not suit it.
func TestNewUnfitted(t *testing.T) {
	fitted := open(t, house(t), Config{})
	m, err := NewUnfitted(fitted.engine, Config{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.Fit(context.Background(), houseCases)
	if err != nil {
		t.Fatal(err)
	}
	want, err := fitted.Fit(context.Background(), houseCases)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("the weights depend on those that the matcher has")
	}
}
