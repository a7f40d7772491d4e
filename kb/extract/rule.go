package extract

import (
	"regexp"
	"strings"
)

// Every rule reads a sentence in lower case with blanks collapsed. Most regular
// expressions are tried only when a word that they need is there.

// hasAny reports whether s contains one of the words.
func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// startsAny reports whether s begins with one of the words.
func startsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// label returns the labels of a sentence of a STATUS section.
func label(s string) labels {
	words := stemsOf(s)
	if words&sDisclaim != 0 && disclaimer(s) {
		return lThirdParty
	}
	l := mending(s, words)
	for _, r := range rules {
		if words&r.needs != 0 && r.holds(s) {
			l |= r.label
		}
	}
	if l == 0 && advice(s) {
		return lWorkaround
	}
	return l
}

// mending returns the labels of a sentence, which has some stems, that tell what
// mends the problem.
func mending(s string, words stems) labels {
	var l labels
	if words&(sMend|sLonger|sOccur|sNot|sChange|sPack) != 0 && fixed(s, words) {
		l |= lFixed
	}
	if words&(sPatch|sAvailable|sContact) != 0 && hotfix(s) {
		l |= lHotfix
	}
	return l
}

// rules are the rules of the other labels, with the groups of words of which
// each needs one.
var rules = []struct {
	label labels
	needs stems
	holds func(string) bool
}{
	{lSecurity, sVulnerable, security},
	{lByDesign, sDesign, byDesign},
	{lNotABug, sNot | sHarmless, notABug},
	{lConfirmed, sConfirm, confirmed},
	{lResearch, sResearch, research},
	{lKnown, sKnown | sProblem, known},
	{lConsidered, sConsider, considered},
	{lPlanned, sFuture, planned},
	{lNoFix, sNot | sNo, noFix},
	{lNotSupported, sNot | sNo | sLonger, notSupported},
	{lDoc, sDocument, documentation},
	{lFeature, sFeature, feature},
	{lThirdParty, sVendor, vendor},
}

// disclaimer reports whether a sentence is a disclaimer about other vendors. It
// tells nothing else.
func disclaimer(s string) bool {
	return hasAny(s, "independent of microsoft", "third-party contact information", "third-party product",
		"no warranty, implied", "contact information is subject to change", "in no way guarantees the accuracy",
		"does not guarantee the accuracy")
}

// security reports whether a sentence speaks of a vulnerability.
func security(s string) bool {
	return strings.Contains(s, "security") && strings.Contains(s, "vulnerab")
}

var reDesign = regexp.MustCompile(`\bby (?:[\w'/.-]+ ){0,6}design\b|\bdesign (?:limitation|change|decision|feature|choice|consideration|issue)|\b(?:expected|intended|normal|correct|desired) (?:behavior|functionality|operation|result)|\bas (?:intended|designed|expected)\b|\bconform(?:s|ing)? (?:to|with)\b|\b(?:is|are|was|were) (?:intentional|designed|intended|expected|normal)\b|\bdesigned (?:to|this)\b|\bdesign (?:was|has been) changed\b|\b(?:program|product|current) design\b|\bdesign of\b|\bcomplies with\b|\bfunction of the design\b`)

// byDesign reports whether a sentence says that things are meant to be so.
func byDesign(s string) bool {
	return hasAny(s, "design", "expected", "intended", "normal", "intentional", "correct behavior", "desired", "conform", "complies") && reDesign.MatchString(s)
}

var reNoBug = regexp.MustCompile(`\b(?:not|neither) (?:considered |consider this |considered to be |to be |due to |caused by |the result of |by |in fact )*(?:an? |the )?(?:product )?(?:bug|error|problem|defect|fault)\b|\b(?:can|may|should) (?:be )?(?:safely )?(?:be )?ignored?\b|\bharmless\b`)

// notABug reports whether a sentence denies that there is a problem.
func notABug(s string) bool {
	return hasAny(s, "not ", "ignore", "harmless") && !elsewhere(s) && reNoBug.MatchString(s)
}

// confirmed reports whether a sentence confirms the problem: it has a word for
// that, and a word for a problem behind it.
func confirmed(s string) bool {
	if hasAny(s, "not caused by", "not been") {
		return false
	}
	for _, verb := range [...]string{"confirmed", "acknowledged", "acknowledges", "identified", "verified", "recogni", "confirms", "determined", "reproduced"} {
		if at := strings.Index(s, verb); at >= 0 {
			return hasAny(s[at:], "problem", "bug", "issue", "limitation", "error", "defect", "behavior", "vulnerabilit", "deficienc", "incompatib", "flaw", "anomal", "conflict", "occur")
		}
	}
	return false
}

// research reports whether a sentence says that somebody looks into the problem.
func research(s string) bool {
	return hasAny(s, "researching", "being researched", "will research", "under research", "investigating", "under investigation", "being investigated", "looking into", "will be posted here", "post new information", "post more information")
}

// known reports whether a sentence calls the problem known.
func known(s string) bool {
	return hasAny(s, "known issue", "known problem", "known limitation", "known bug", "known behavior", "known error",
		"is aware o", "are aware o", "aware of this", "limitation", " is a problem with", " is a problem in", " is a bug in", "is a known", "are known", "reported as a bug", "been reported to") ||
		startsAny(s, "this problem occurs", "this problem may occur", "this problem has been reported", "this issue occurs", "this issue has occurred", "this problem only occurs")
}

// considered reports whether a sentence says that a change is thought about.
func considered(s string) bool {
	return hasAny(s, "under review", "will be considered", "being considered", "under consideration", "be considered for",
		"considering", "is reviewing", "being reviewed", "reviewed and considered", "suggestion", "your feedback")
}

var rePlanned = regexp.MustCompile(`\b(?:will|scheduled to|planned to|expected to|should) be (?:corrected|fixed|resolved|addressed|eliminated|updated|included|available|added)|\b(?:future|next|upcoming|subsequent|later) (?:versions?|releases?|updates?|service packs?)\b|\bplans? to (?:correct|fix|resolve|address|add|release)`)

// planned reports whether a sentence announces a fix.
func planned(s string) bool {
	return hasAny(s, "will be", "to be", "should be", "future", "next", "upcoming", "subsequent", "later", "plan") && !strings.Contains(s, "will be considered") && rePlanned.MatchString(s)
}

var reNoFix = regexp.MustCompile(`\b(?:no|not any|isn't any|not an?) (?:known |current |other |available |immediate |planned |complete )*(?:procedure|workaround|work around|work-around|resolution|fix|fixes|solution|plans|correction)\b|\bnot be an? (?:fix|correction)\b|\b(?:will|cannot|can't|can) not be (?:fixed|corrected|resolved|changed)|\bcannot be (?:fixed|corrected|resolved)|\b(?:fix|workaround|solution|patch)\b.{0,30}not (?:currently )?available`)

// noFix reports whether a sentence says that nothing mends the problem.
func noFix(s string) bool {
	return hasAny(s, "no ", "not ", "cannot", "n't") && reNoFix.MatchString(s)
}

// notSupported reports whether a sentence says that something is not supported.
func notSupported(s string) bool {
	return hasAny(s, "not support", "n't support", "unsupported", "no support", "no longer support", "does not include", "do not include",
		"does not provide", "do not provide", "not provide", "cannot", "not possible", "not include", "not intended", "not recommended")
}

// documentation reports whether a sentence is about the documentation.
func documentation(s string) bool {
	return !hasAny(s, "manual feed", "manual dial") && hasAny(s, "document", "readme", "resource kit", "manual ", "online help", "help file", "user's guide", "reference guide", "release notes", "books online", "erratum", "errata")
}

var reFeature = regexp.MustCompile(`\b(?:feature|support|functionality|capabilit|option|ability|enhancement|command|function|method|property|tool|utilit|component)\w*\b.{0,80}\b(?:included|added|available|implemented|incorporated|supported|introduced|provided|enhanced|improved)\b|\b(?:added|includes?|adds|introduced|enhanced|supports?|provides?) .{0,60}(?:feature|support|functionality|capabilit|option|ability)`)

// feature reports whether a sentence says that something new is there now.
func feature(s string) bool {
	return hasAny(s, "feature", "support", "functionality", "capabilit", "option", "ability", "enhance", "command", "function", "added", "tool", "utilit", "component", "method", "property") && reFeature.MatchString(s)
}

// vendor reports whether a sentence sends the reader to another vendor.
func vendor(s string) bool {
	return hasAny(s, "vendor", "manufacturer", "third-party", "third party", "manufactured by", "contact ")
}

// advice reports whether a sentence gives advice of another kind.
func advice(s string) bool {
	return !startsAny(s, "for information", "for more", "for additional", "for further") && hasAny(s, "workaround", "work around", "work-around", "to avoid", "to resolve", "to correct", "instead", "recommend", "use ", "install", "upgrad", "you can", "you must", "you should", "you need", "should ", "must ", "change ", "please", "see ", "obtain", "refer ")
}
