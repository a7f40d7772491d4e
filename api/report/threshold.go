package report

import (
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// AtLeast returns a finding without the results that are less sure than a
// confidence. A finding that has none left is unexplained, below_threshold. The
// results that are tied with the first one stand or fall with it: a tie is one
// answer.
func AtLeast(f v1.Finding, confidence float64) v1.Finding {
	if len(f.Results) == 0 || confidence <= 0 {
		return f
	}
	if f.Results[0].Confidence < confidence {
		f.Results = []v1.FindingResult{}
		f.Verdict, f.Reason = string(kb.Unexplained), string(kb.BelowThreshold)
		return f
	}
	kept := make([]v1.FindingResult, 0, len(f.Results))
	tied := f.Results[0].Tied
	for _, r := range f.Results {
		tied = tied && r.Tied
		if tied || r.Confidence >= confidence {
			kept = append(kept, r)
		}
	}
	f.Results = kept
	return f
}
