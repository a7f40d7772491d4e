package main

import (
	"fmt"
	"slices"
	"strings"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// failRules are the kinds of findings that the exit code of link tells of.
type failRules []string

// The kinds beside verdicts, reasons and states of problems.
const (
	failNone    = "none"
	failUnknown = "unknown" // a state that the article does not tell
)

// failKinds returns all kinds that --fail-on knows.
func failKinds() []string {
	out := []string{failNone, failUnknown}
	for _, v := range []kb.Verdict{kb.Explained, kb.Ambiguous, kb.CitedAbsent, kb.Unexplained} {
		out = append(out, string(v))
	}
	for _, r := range []kb.Reason{kb.NoCandidate, kb.BelowThreshold, kb.InputUnusable, kb.Healthy} {
		out = append(out, string(r))
	}
	for _, s := range []kb.StatusKind{
		kb.FixedIn, kb.HotfixAvailable, kb.ConfirmedSecurity, kb.ConfirmedUnderResearch, kb.ByDesign, kb.NotABug, kb.Confirmed, kb.UnderResearch,
		kb.KnownIssue, kb.UnderConsideration, kb.FixPlanned, kb.NoFix, kb.NotSupported, kb.DocError, kb.FeatureAdded, kb.ThirdParty, kb.WorkaroundOnly,
		kb.Behavior, kb.Informational, kb.Empty, kb.Unclassified,
	} {
		out = append(out, string(s))
	}
	return out
}

// parseFailOn reads the words of --fail-on.
func parseFailOn(words []string) (failRules, error) {
	var out failRules
	for _, w := range words {
		w = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(w)), "-", "_")
		if !slices.Contains(failKinds(), w) {
			return nil, fmt.Errorf("%q is no kind of finding; want %s, or a state of problems such as %s", w, "none, explained, ambiguous, cited_absent, unexplained", "confirmed_security")
		}
		out = append(out, w)
	}
	if len(out) > 1 && slices.Contains(out, failNone) {
		return nil, fmt.Errorf("none goes with no other kind")
	}
	return out, nil
}

// apply returns the error of the first kind of which there is a finding. A kind that
// is named comes before what is left unexplained.
func (r failRules) apply(sum v1.LinkSummary) error {
	for _, kind := range r {
		n := sum.Verdicts[kind] + sum.Reasons[kind] + sum.Dispositions[kind]
		if kind != string(kb.Unexplained) && n > 0 {
			return &exit{code: exitFound, err: fmt.Errorf("%s: %s", counted(n, sum.Findings), strings.ReplaceAll(kind, "_", " "))}
		}
	}
	left := sum.Verdicts[string(kb.Unexplained)] - sum.Reasons[string(kb.Healthy)]
	if slices.Contains(r, string(kb.Unexplained)) && left > 0 {
		return &exit{code: exitNotFound, err: fmt.Errorf("%s left unexplained", counted(left, sum.Findings))}
	}
	return nil
}

// counted says how many findings of all.
func counted(n, all int) string {
	if n == 1 {
		return fmt.Sprintf("1 of %d findings is", all)
	}
	return fmt.Sprintf("%d of %d findings are", n, all)
}
