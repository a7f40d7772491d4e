package match

import (
	"slices"
	"strings"
	"testing"

	"kbadvisor/index/eval"
	"kbadvisor/kb"
)

// leastPrecision is the share of links of more than one half that have to be right.
const leastPrecision = 0.95

// TestLabelledFindings links the labelled findings of scanners as reports would have
// them. Links that are more sure than one half have to be right; how many findings
// stay open is printed.
func TestLabelledFindings(t *testing.T) {
	m := archive(t).matcher
	right, wrong, positives, answered := 0, 0, 0, 0
	for _, c := range append(devCases(t), ownCases(t)...) {
		if !strings.Contains(string(c.Kind), "finding") {
			continue
		}
		a := linkAllOf(t, m, kb.Finding{Outputs: []kb.Output{{ID: "plugin_output", Text: c.Input}}})[0].Answer
		if len(c.Relevant) > 0 {
			positives++
		}
		for i, x := range a.Matches {
			switch {
			case x.Confidence <= leastLink:
			case slices.ContainsFunc(c.Relevant, func(r eval.Label) bool { return r.ID == x.ID }):
				right++
				if i == 0 {
					answered++
				}
			default:
				wrong++
				t.Logf("%s: %s %s is not right", c.ID, x.ID, x.Title)
			}
		}
	}
	t.Logf("links of more than one half: %d right, %d wrong; %d of %d findings that an article explains are linked", right, wrong, answered, positives)
	if right+wrong < 30 || float64(right) < leastPrecision*float64(right+wrong) {
		t.Errorf("%d links are right, %d wrong", right, wrong)
	}
}
