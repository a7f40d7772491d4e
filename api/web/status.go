package web

import (
	"strings"

	"kbadvisor/kb"
)

// badge is a status in words, with a tone for its colour.
type badge struct {
	Label string
	Tone  string // good, open, plain
}

// newBadge returns the badge of a status, nil when there is nothing to say.
func newBadge(kind string) *badge {
	switch kb.StatusKind(kind) {
	case "", kb.Empty, kb.Unclassified:
		return nil
	case kb.FixedIn:
		return &badge{"Fixed", "good"}
	case kb.ConfirmedSecurity:
		return &badge{"Confirmed: security", "open"}
	case kb.ConfirmedUnderResearch:
		return &badge{"Confirmed, under research", "open"}
	case kb.ByDesign:
		return &badge{"By design", "plain"}
	case kb.Behavior:
		return &badge{"Known behavior", "plain"}
	case kb.WorkaroundOnly:
		return &badge{"Workaround only", "open"}
	case kb.DocError:
		return &badge{"Documentation error", "plain"}
	}
	words := strings.ReplaceAll(kind, "_", " ")
	return &badge{strings.ToUpper(words[:1]) + words[1:], tone(kb.StatusKind(kind))}
}

// State returns a status in words and its tone (good, open or plain), empty when
// there is nothing to say.
func State(kind string) (label, tone string) {
	if b := newBadge(kind); b != nil {
		return b.Label, b.Tone
	}
	return "", ""
}

// tone tells solved problems from open ones and from what is no problem.
func tone(kind kb.StatusKind) string {
	switch kind {
	case kb.HotfixAvailable, kb.FeatureAdded:
		return "good"
	case kb.Confirmed, kb.UnderResearch, kb.KnownIssue, kb.UnderConsideration, kb.FixPlanned, kb.NoFix:
		return "open"
	}
	return "plain"
}
