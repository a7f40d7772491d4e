package kb

// StatusKind is the state of the problem that an article describes: a closed
// vocabulary. The order of the constants is the order of precedence when an
// article's words allow several.
type StatusKind string

// The states of a problem.
const (
	FixedIn                StatusKind = "fixed_in"
	HotfixAvailable        StatusKind = "hotfix_available"
	ConfirmedSecurity      StatusKind = "confirmed_security"
	ConfirmedUnderResearch StatusKind = "confirmed_under_research"
	ByDesign               StatusKind = "by_design"
	NotABug                StatusKind = "not_a_bug"
	Confirmed              StatusKind = "confirmed"
	UnderResearch          StatusKind = "under_research"
	KnownIssue             StatusKind = "known_issue"
	UnderConsideration     StatusKind = "under_consideration"
	FixPlanned             StatusKind = "fix_planned"
	NoFix                  StatusKind = "no_fix"
	NotSupported           StatusKind = "not_supported"
	DocError               StatusKind = "doc_error"
	FeatureAdded           StatusKind = "feature_added"
	ThirdParty             StatusKind = "third_party"
	WorkaroundOnly         StatusKind = "workaround"
	Behavior               StatusKind = "behavior"      // a known behaviour (kbprb, PRB:)
	Informational          StatusKind = "informational" // not a problem (kbinfo, kbhowto)
	Empty                  StatusKind = "empty"         // the STATUS section has no text
	Unclassified           StatusKind = "unclassified"
)

// StatusSource tells which part of an article a status was read from.
type StatusSource string

// The sources of a status, in the order in which they are asked.
const (
	FromStatusSection StatusSource = "status_section"
	FromFrontMatter   StatusSource = "front_matter"
	FromPhrase        StatusSource = "phrase" // a status sentence in another section
	FromFooter        StatusSource = "footer"
	FromTitle         StatusSource = "title"
)

// Status is the state of the problem with the words that say so.
type Status struct {
	Kind    StatusKind
	Also    []StatusKind // every kind that some sentence of the section allows, Kind included
	Quote   string       // the sentence, blanks collapsed; the field or title for other sources
	Span    Span         // where the quote stands
	Section string       // name of the section the quote stands in, empty outside sections
	Source  StatusSource
	FixedIn []string // what the fix came with ("Windows NT 4.0 Service Pack 4")
}

// Fix is what an article's RESOLUTION offers to mend the problem.
type Fix struct {
	Kind    StatusKind // FixedIn or HotfixAvailable
	Quote   string
	Span    Span
	Section string
	FixedIn []string
}
