package report

import (
	"cmp"
	"slices"

	v1 "kbadvisor/api/v1"
)

// stateCount is how many findings are explained by a problem in a state.
type stateCount struct {
	Kind, Label, Tone string
	Count             int
}

// states returns the states of the explained problems, the most frequent first.
func states(s v1.LinkSummary) []stateCount {
	var out []stateCount
	for kind, n := range s.Dispositions {
		label, tone := stateWords(kind)
		out = append(out, stateCount{kind, label, tone, n})
	}
	slices.SortFunc(out, func(a, b stateCount) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Label, b.Label)) })
	return out
}
