package extract

import (
	"math/bits"

	"kbadvisor/kb"
)

// precedence is the order in which one of several labels is chosen.
var precedence = [...]kb.StatusKind{
	kb.FixedIn, kb.HotfixAvailable, kb.ConfirmedSecurity, kb.ConfirmedUnderResearch,
	kb.ByDesign, kb.NotABug, kb.Confirmed, kb.UnderResearch, kb.KnownIssue,
	kb.UnderConsideration, kb.FixPlanned, kb.NoFix, kb.NotSupported, kb.DocError,
	kb.FeatureAdded, kb.ThirdParty, kb.WorkaroundOnly,
}

// labels is a set of labels; a bit is the place of a label in precedence.
type labels uint32

// The labels by their place in precedence.
const (
	lFixed labels = 1 << iota
	lHotfix
	lSecurity
	lConfirmedResearch
	lByDesign
	lNotABug
	lConfirmed
	lResearch
	lKnown
	lConsidered
	lPlanned
	lNoFix
	lNotSupported
	lDoc
	lFeature
	lThirdParty
	lWorkaround
)

// primary returns the label that goes before the others. The set is not empty.
func (l labels) primary() kb.StatusKind {
	return precedence[bits.TrailingZeros32(uint32(l))]
}

// kinds returns the labels in their order.
func (l labels) kinds() []kb.StatusKind {
	var out []kb.StatusKind
	for i, k := range precedence {
		if l&(1<<i) != 0 {
			out = append(out, k)
		}
	}
	return out
}

// complete adds the labels that follow from several sentences together.
func (l labels) complete() labels {
	if l&lConfirmed != 0 && l&lResearch != 0 {
		l |= lConfirmedResearch
	}
	return l
}

// quoted returns the label that a sentence must have to be quoted for the primary
// label of a set.
func (l labels) quoted() labels {
	first := labels(1) << bits.TrailingZeros32(uint32(l))
	if first == lConfirmedResearch {
		return lConfirmed
	}
	return first
}
