package match

import (
	"math"
	"strings"

	"kbadvisor/kb"
)

// sign numbers what is known of an observation and its best candidate when the
// probability that the candidate explains it is estimated.
type sign int

// The signs.
const (
	sScore     sign = iota // score of the best candidate
	sLead                  // how far it is ahead of the next one
	sOwn                   // share of the observation's words, by weight, that it has
	sPassage               // share of the words in its best passage
	sTitle                 // share of the title
	sCosine                // nearness in meaning
	sMessage               // fit of the best quoted message, by how much it accounts for
	sExact                 // a message word for word
	sIdent                 // identifiers that both name
	sAlias                 // a bulletin, CVE or article that it is cited by
	sPairs                 // share of neighbours
	sUnknown               // share of the observation's words that no article has
	sForeign               // the observation names a product or year that no article can know
	sOthers                // share of the observation that other vendors' programs say
	sUncharted             // share of its codes that no article names
	sCleared               // it says that nothing was found
	sHealthy               // share of the observation that says that all is well
	sWords                 // logarithm of the weight of its words: short ones tell little
	sCodes                 // numbers that it has and the article lacks
	sService               // it speaks of the service of the observation
	sState                 // it tells of the state of the session
	sQuestion              // somebody asks
	sSession               // it is a session
	sFinding               // a scanner's finding
	signs
)

// signNames are the names of the signs in data and in explanations.
var signNames = [signs]string{
	"score", "lead", "own_words", "best_passage", "title_share", "meaning", "message", "message_exact",
	"identifiers", "alias", "neighbours", "unknown_words", "foreign", "others_messages", "unknown_codes", "cleared", "healthy", "words", "numbers_missing",
	"service", "state", "question", "session", "finding",
}

// signSigns say on which side of 0 the weight of each sign may be; see
// featureSigns.
var signSigns = func() (s [signs]int) {
	for i := range s {
		s[i] = 1
	}
	for _, x := range []sign{sUnknown, sForeign, sOthers, sUncharted, sCleared, sHealthy, sCodes} {
		s[x] = -1
	}
	for _, x := range []sign{sWords, sQuestion, sSession, sFinding} {
		s[x] = 0
	}
	return s
}()

// signals holds a value for each sign.
type signals [signs]float64

// signals describes the best candidate. There is one.
func (s *search) signals() signals { return s.signalsOf(s.list[0]) }

// signalsOf describes a candidate as if it were the best.
func (s *search) signalsOf(best *candidate) (v signals) {
	v[sScore] = best.score
	if s.owned(best) { // what words tell: a named article must not stretch the scale
		v[sScore] -= cited
	}
	v[sLead] = 3
	for _, c := range s.list {
		if c != best {
			v[sLead] = max(-3, min(3, best.score-c.score)) // before the best of the others
			break
		}
	}
	for to, from := range map[sign]feature{
		sOwn: fOwn, sPassage: fPassage, sTitle: fTitleCover, sCosine: fCosine, sExact: fExact, sAlias: fAlias, sPairs: fPairs, sService: fService, sState: fState,
	} {
		v[to] = best.v[from]
	}
	v[sMessage] = best.v[fMessage] * best.v[fTold]
	v[sIdent] = math.Sqrt(best.v[fIdent])
	v[sUnknown] = s.r.unknown()
	v[sHealthy] = s.healthy()
	v[sOthers], v[sUncharted], v[sCleared] = s.others(), s.uncharted(), s.cleared()
	v[sForeign] = math.Log1p(float64(s.strangers(best)))
	v[sWords] = math.Log1p(s.r.total)
	v[sCodes] = 1 - best.v[fCodes]
	if s.r.codes == 0 {
		v[sCodes] = 0
	}
	switch s.r.obs.Kind {
	case kb.ObsQuestion:
		v[sQuestion] = 1
	case kb.ObsSession:
		v[sSession] = 1
	case kb.ObsFinding:
		v[sFinding] = 1
	}
	return v
}

// strangers returns how many products and identifiers the observation names that
// came after the archive or are of other vendors, and that the candidate does not
// speak of.
func (s *search) strangers(c *candidate) int {
	n := 0
	for _, x := range s.foreign {
		if !strings.Contains(c.card.title, x) && !strings.Contains(strings.ToLower(c.body.Text), x) {
			n++
		}
	}
	return n
}

// healthy returns the share of the observation that says that all is well.
func (s *search) healthy() float64 {
	well, all := 0, 0
	for _, m := range s.r.obs.Messages {
		all += m.Span.Len()
		if m.Role == kb.RoleHealthy {
			well += m.Span.Len()
		}
	}
	return float64(well) / float64(max(1, all))
}

// unknown returns the share of the observation's words that no article has. Words
// with digits do not count: they are names, addresses and values more often than not.
func (r *reading) unknown() float64 {
	none, all := 0.0, 0.0
	for i, c := range r.clues {
		if !r.own[i] || strings.ContainsAny(c.Term, "0123456789") {
			continue
		}
		all += c.Weight
		if r.absent[i] {
			none += c.Weight
		}
	}
	return none / max(all, 1)
}
