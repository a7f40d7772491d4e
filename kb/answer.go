package kb

// Verdict is what a knowledge base says to an observation.
type Verdict string

// The verdicts.
const (
	Explained   Verdict = "explained"    // the first match explains it
	Ambiguous   Verdict = "ambiguous"    // several matches explain it equally well
	CitedAbsent Verdict = "cited_absent" // it names articles, and none of them is in the knowledge base
	Unexplained Verdict = "unexplained"  // nothing explains it; see Reason
)

// Reason tells why nothing explains an observation.
type Reason string

// The reasons.
const (
	NoCandidate    Reason = "no_candidate"    // nothing in the knowledge base is near it
	BelowThreshold Reason = "below_threshold" // what is near is too unlikely to be right
	Healthy        Reason = "healthy"         // nothing is wrong
	InputUnusable  Reason = "input_unusable"  // there is nothing to read
)

// EvidenceKind tells what an observation and an article have in common.
type EvidenceKind string

// The kinds of evidence.
const (
	EvIdentifier EvidenceKind = "identifier" // both name the same thing by its code
	EvMessage    EvidenceKind = "message"    // the article quotes what was seen
	EvReply      EvidenceKind = "reply_code" // the article speaks of the same reply code
	EvState      EvidenceKind = "state"      // the session is in the state that the article describes
	EvProduct    EvidenceKind = "product"    // the article applies to the product and version
	EvText       EvidenceKind = "text"       // both use the same words
)

// Evidence is one reason to believe that an article explains an observation.
// The spans can be read again: Observed in Observation.Text, Article in
// Article.Source.
type Evidence struct {
	Kind     EvidenceKind
	Observed Span
	Article  Span
	Weight   float64 // share of the score, 0 to 1
}

// Match is an article that may explain an observation.
type Match struct {
	ID          ID
	Title       string
	Confidence  float64 // probability that the article explains it, 0 to 1
	Score       float64 // orders the matches of one observation
	Disposition StatusKind
	Evidence    []Evidence // strongest first
	Tied        bool       // as good as the match before or after it
}

// Answer is what a knowledge base says to an observation: at most one verdict,
// with the matches that support it, best first. Matches is empty unless the
// verdict is Explained or Ambiguous.
type Answer struct {
	Observation Observation
	Verdict     Verdict
	Reason      Reason // set when the verdict is Unexplained
	Matches     []Match
	CitedAbsent []ID   // articles that the observation names and the knowledge base lacks
	Fingerprint string // of the knowledge base that was asked
}
