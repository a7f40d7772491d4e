package match

// feature numbers what is known of a candidate against an observation. All are 0
// when nothing speaks for or against it.
type feature int

// The features of the ranking.
const (
	fBM25         feature = iota // BM25F of the weighted words, by the root of what they weigh together
	fOwn                         // share of the observation's words, by weight, that the article has
	fMeans                       // the same for words that they stand for
	fTitle                       // share of the observation's words in the title
	fTitleCover                  // share of the title's words, by rarity, in the observation
	fTitleBoth                   // both shares of the title in one: their harmonic mean
	fSeen                        // share of the observation's words where the article says what is seen
	fPairs                       // share of neighbours that are neighbours in the article
	fRun                         // share of the longest stretch
	fPassage                     // share of the words in the best passage
	fCodes                       // share of the observation's numbers
	fCosine                      // nearness in meaning
	fLength                      // logarithm of the article's length in words
	fQuotes                      // logarithm of how many messages the article quotes: a list explains little
	fMessage                     // how well a quoted message fits, 0 to 1
	fMessageTitle                // the same for a message that is the title
	fMessageSeen                 // the same for a message where the article says what is seen
	fMessageRare                 // weight of the best message against the best of all candidates
	fExact                       // a quoted message stands in the observation word for word
	fValues                      // share of the sample values of a quoted message that the observation has too
	fTold                        // share of what machines say that quoted messages account for
	fReply                       // 1 when the code of a quoted message stands beside it, -1 when another one does
	fIdent                       // rarity of the identifiers that both name
	fIdentSeen                   // the same where the article says what is seen
	fAlias                       // a bulletin or CVE that the observation names is this article's
	fRollup                      // it is one of many such articles
	fVersion                     // version: 1 listed, -1 others listed
	fProduct                     // product: 1 listed, -1 others listed
	fService                     // the observation's services: 1 in the title or what is seen, 0.3 elsewhere, -0.5 nowhere
	fState                       // session: 1 the state that the article tells, -1 another
	fSecurity                    // 1 when both speak of an attack, -1 when only the observation does
	fHowTo                       // the article tells how to do something and nobody asks
	fAsked                       // the article tells how to do something and somebody asks
	fToldCosine                  // nearness in meaning of what a person tells
	fToldTitle                   // share of the title in what a person tells
	fToldPassage                 // share of the words of what a person tells in the best passage
	features
)

// featureNames are the names of the features in data and in explanations.
var featureNames = [features]string{
	"bm25", "own_words", "meant_words", "title_words", "title_share", "title_both", "symptom_words", "neighbours",
	"longest_run", "best_passage", "numbers", "meaning", "length", "quotes",
	"message", "message_title", "message_seen", "message_weight", "message_exact", "message_values", "message_share",
	"reply_codes", "identifiers", "identifiers_seen", "alias", "rollup", "version", "product", "service", "state",
	"security", "how_to", "how_to_asked", "told_meaning", "told_title", "told_passage",
}

// vector holds a value for each feature.
type vector [features]float64

// featureSigns say on which side of 0 the weight of each feature may be: what is
// evidence must never count against an article, whatever few cases say. 0 is
// either side; features that are not named are evidence.
var featureSigns = func() (s [features]int) {
	for i := range s {
		s[i] = 1
	}
	s[fLength] = 0
	for _, f := range []feature{fQuotes, fRollup, fHowTo} {
		s[f] = -1
	}
	return s
}()
