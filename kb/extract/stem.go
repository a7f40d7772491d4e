package extract

import "strings"

// stems is a set of groups of words that a sentence has. The rules need one of
// a few groups, and are not tried without.
type stems uint32

// The groups of words.
const (
	sMend stems = 1 << iota
	sNot
	sNo
	sLonger
	sProperly
	sOccur
	sProblem
	sChange
	sPack
	sPatch
	sAvailable
	sContact
	sVulnerable
	sDesign
	sHarmless
	sConfirm
	sResearch
	sKnown
	sConsider
	sFuture
	sProvide
	sDocument
	sFeature
	sVendor
	sDisclaim
)

// stem is the beginning of a word and the groups it belongs to.
type stem struct {
	prefix string
	groups stems
}

// stemTable lists the beginnings of words by their first two letters.
var stemTable = func() (t [26 * 32][]stem) {
	for _, s := range []stem{
		{"correct", sMend | sChange | sDesign}, {"correctly", sProperly}, {"properly", sProperly}, {"fix", sMend | sChange | sPatch}, {"resolve", sMend}, {"address", sMend}, {"eliminate", sMend}, {"remedied", sMend}, {"repair", sMend}, {"solve", sMend},
		{"not ", sNot}, {"cannot", sNot}, {"neither", sNot}, {"isn't", sNot}, {"doesn't", sNot}, {"don't", sNot}, {"can't", sNot}, {"won't", sNot}, {"aren't", sNot}, {"unsupported", sNot},
		{"no ", sNo}, {"longer", sLonger},
		{"occur", sOccur}, {"exist", sOccur}, {"happen", sOccur}, {"appear", sOccur}, {"arise", sOccur},
		{"problem", sProblem}, {"issue", sProblem}, {"bug", sProblem}, {"error", sProblem},
		{"change", sChange}, {"included", sChange}, {"modification", sChange}, {"enhance", sChange | sFeature},
		{"pack", sPack}, {"works", sLonger}, {"work ", sLonger}, {"patch", sPatch}, {"update", sPatch}, {"upgrade", sPatch}, {"driver", sPatch}, {"hotfix", sPatch}, {"hot fix", sPatch}, {"qfe", sPatch},
		{"available", sAvailable}, {"posted", sAvailable | sResearch}, {"contact", sContact | sVendor | sDisclaim},
		{"vulnerab", sVulnerable},
		{"design", sDesign}, {"expected", sDesign | sFuture}, {"intended", sDesign}, {"intentional", sDesign}, {"normal", sDesign}, {"desired", sDesign}, {"conform", sDesign}, {"complies", sDesign},
		{"ignore", sHarmless}, {"harmless", sHarmless},
		{"confirm", sConfirm}, {"acknowledge", sConfirm}, {"identified", sConfirm}, {"verified", sConfirm}, {"recogni", sConfirm}, {"determined", sConfirm}, {"reproduced", sConfirm},
		{"research", sResearch}, {"investigat", sResearch}, {"looking", sResearch}, {"post ", sResearch},
		{"known", sKnown}, {"aware", sKnown}, {"limitation", sKnown}, {"reported", sKnown},
		{"review", sConsider}, {"consider", sConsider}, {"suggestion", sConsider}, {"feedback", sConsider},
		{"will", sFuture}, {"future", sFuture}, {"next", sFuture}, {"upcoming", sFuture}, {"subsequent", sFuture}, {"later", sFuture}, {"plan", sFuture}, {"scheduled", sFuture}, {"should", sFuture},
		{"support", sProvide | sFeature}, {"include", sProvide}, {"provide", sProvide}, {"possible", sProvide},
		{"document", sDocument}, {"readme", sDocument}, {"resource", sDocument}, {"manual", sDocument}, {"online", sDocument}, {"help", sDocument}, {"user's", sDocument}, {"reference", sDocument}, {"release", sDocument}, {"books", sDocument}, {"errat", sDocument},
		{"feature", sFeature}, {"function", sFeature}, {"capabilit", sFeature}, {"option", sFeature}, {"ability", sFeature}, {"command", sFeature}, {"added", sFeature}, {"tool", sFeature}, {"utilit", sFeature}, {"component", sFeature}, {"method", sFeature}, {"property", sFeature},
		{"vendor", sVendor}, {"manufactur", sVendor | sDisclaim}, {"third", sVendor | sDisclaim}, {"independent", sDisclaim}, {"warranty", sDisclaim}, {"accuracy", sDisclaim},
	} {
		i := pair(s.prefix[0], s.prefix[1])
		t[i] = append(t[i], s)
	}
	return t
}()

// pair returns the place in stemTable of words that begin with the letters a
// and b. Some places are shared with other bytes than letters.
func pair(a, b byte) int { return int(a-'a')*32 + int(b%32) }

// stemsOf returns the groups of words that a sentence in lower case has.
func stemsOf(s string) stems {
	var found stems
	inside := false
	for i := 0; i < len(s)-1; i++ {
		c := s[i]
		if c < 'a' || c > 'z' {
			inside = false
			continue
		}
		if inside {
			continue
		}
		inside = true
		for _, stem := range stemTable[pair(c, s[i+1])] {
			if strings.HasPrefix(s[i:], stem.prefix) {
				found |= stem.groups
			}
		}
	}
	return found
}
