package eval

import (
	"fmt"
	"maps"
	"slices"

	"kbadvisor/kb"
)

// Field names what cases are grouped by.
type Field string

// The fields to group by.
const (
	ByNothing    Field = ""
	ByKind       Field = "kind"
	ByDifficulty Field = "difficulty"
	ByProtocol   Field = "protocol"
)

// ParseField reads the name of a field.
func ParseField(text string) (Field, error) {
	switch f := Field(text); f {
	case ByKind, ByDifficulty, ByProtocol:
		return f, nil
	}
	return "", fmt.Errorf("%.40q: want kind, difficulty or protocol", text)
}

// Options set up an evaluation. The zero value counts all results and makes no
// groups.
type Options struct {
	By Field
	// Threshold leaves out results with less confidence, and all those without
	// one; 0 leaves out none.
	Threshold float64
}

// Report is what an evaluation found.
type Report struct {
	All         Metrics   `json:"all"`
	By          Field     `json:"by,omitempty"`
	Groups      []Group   `json:"groups,omitempty"` // by name
	Reliability []Bin     `json:"reliability"`
	Failures    []Failure `json:"failures"` // in the order of the cases
	Unknown     []string  `json:"unknown"`  // ids of the run that no case has, in order
}

// Group is the cases that have a value in common.
type Group struct {
	Name string `json:"name"` // empty for cases without a value
	Metrics
}

// Failure is a case whose first result is not graded, or that is negative and was
// answered.
type Failure struct {
	ID   string  `json:"id"` // of the case
	Kind string  `json:"kind"`
	Want []kb.ID `json:"want"` // graded articles, best first; empty for a negative
	Got  kb.ID   `json:"got"`  // first result, neutral ones removed; empty when there is none
}

// Evaluate compares a run with the labels of the cases.
func Evaluate(cases []Case, run Run, opts Options) Report {
	r := Report{By: opts.By, Failures: []Failure{}, Unknown: unknown(cases, run)}
	scores := make([]score, len(cases))
	groups := map[string][]score{}
	for i, c := range cases {
		s := newScore(c, above(run[c.ID], opts.Threshold))
		scores[i] = s
		groups[c.value(opts.By)] = append(groups[c.value(opts.By)], s)
		if s.negative && s.answered || !s.negative && s.s1any == 0 {
			r.Failures = append(r.Failures, Failure{ID: c.ID, Kind: c.Kind, Want: c.wanted(), Got: s.first})
		}
	}
	r.All, r.Reliability = newMetrics(scores), newBins(scores)
	if opts.By == ByNothing {
		return r
	}
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		r.Groups = append(r.Groups, Group{Name: name, Metrics: newMetrics(groups[name])})
	}
	return r
}

// wanted returns the graded articles, best first.
func (c Case) wanted() []kb.ID {
	out := []kb.ID{}
	for _, l := range slices.SortedStableFunc(slices.Values(c.Relevant), func(a, b Label) int { return b.Grade - a.Grade }) {
		out = append(out, l.ID)
	}
	return out
}

// value returns what a case is grouped by.
func (c Case) value(f Field) string {
	switch f {
	case ByKind:
		return c.Kind
	case ByDifficulty:
		return c.Difficulty
	case ByProtocol:
		return c.Protocol
	}
	return ""
}

// above returns the results that have at least a confidence.
func above(results []Result, threshold float64) []Result {
	if threshold <= 0 {
		return results
	}
	return slices.DeleteFunc(slices.Clone(results), func(r Result) bool { return !(float64(r.Confidence) >= threshold) })
}

// unknown returns the ids of a run that are those of no case.
func unknown(cases []Case, run Run) []string {
	left := maps.Clone(run)
	for _, c := range cases {
		delete(left, c.ID)
	}
	return slices.AppendSeq([]string{}, slices.Values(slices.Sorted(maps.Keys(left))))
}
