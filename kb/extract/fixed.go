package extract

import (
	"regexp"
	"strings"
)

// mended are the words that say that something was mended.
var mended = [...]string{"corrected", "fixed", "resolved", "addressed", "eliminated", "remedied", "repaired", "solved"}

var (
	reMends  = regexp.MustCompile(`\b(?:corrects|corrected|fixes|fixed|eliminates|eliminated|addresses|resolves|solves) (?:this|these|the|both|all)(?: [\w'-]+){0,3} (?:problem|bug|issue|limitation|behavior|error|vulnerabilit|situation|symptom|condition)`)
	reChange = regexp.MustCompile(`\b(?:fix|fixes|corrections?)\b.{0,80}\b(?:is|are|was|were|has been|have been) (?:also )?(?:included|incorporated|contained|made|added|implemented)\b|\b(?:changes?|modifications?|enhancements?)\b.{0,80}\b(?:has|have) been made\b`)
)

// fixed reports whether a sentence, which has some stems, says that the problem
// is mended in something.
func fixed(s string, words stems) bool {
	said := words&sMend != 0 && (wasMended(s) || mends(s)) ||
		words&(sLonger|sProperly) != 0 && goneLater(s) ||
		words&sNot != 0 && elsewhere(s) ||
		words&sChange != 0 && changed(s) ||
		words&sPack != 0 && latestPack(s)
	return said && !hasAny(s, "list of bugs", "how to obtain") &&
		!startsAny(s, "if ", "when ", "unless ", "for a list of", "for more information", "for additional information", "until ")
}

// mends reports whether a sentence says what mends the problem.
func mends(s string) bool {
	return hasAny(s, "corrects ", "corrected ", "fixes ", "fixed ", "eliminates ", "eliminated ", "addresses ", "resolves ", "solves ") &&
		!notYet(s) && !strings.Contains(s, "available") && reMends.MatchString(s)
}

// changed reports whether a sentence says that a fix is in something.
func changed(s string) bool {
	return hasAny(s, "included", "incorporated", "contained", "made", "added", "implemented") &&
		hasAny(s, "fix", "correction", "change", "modification", "enhancement") && !strings.Contains(s, " not been ") && reChange.MatchString(s)
}

// latestPack reports whether a sentence tells to install a service pack.
func latestPack(s string) bool {
	return strings.Contains(s, "service pack") && hasAny(s, "obtain the latest", "obtain the most recent", "install the latest", "apply the latest")
}

// wasMended reports whether a sentence says that something was mended, and
// neither denies it nor tells by doing what.
func wasMended(s string) bool {
	for _, w := range mended {
		if len(s) <= len(w)+1 && strings.HasPrefix(s, w) {
			return true // the word is the whole sentence
		}
		for at := range occurrences(s, w) {
			if !wordByte(s, at-1) && !wordByte(s, at+len(w)) && passive(s[:at]) && !byDoing(s[at+len(w):]) && !notYet(s[max(0, at-40):at]) {
				return true
			}
		}
	}
	return false
}

// passive reports whether a sentence has a form of "to be" at the end of s,
// adverbs aside, and no "not" among them.
func passive(s string) bool {
	for s != "" {
		var w string
		s, w = cutLast(s)
		switch w {
		case "was", "were", "been", "is", "are":
			return !strings.HasSuffix(s, " not ")
		case "first", "also", "now", "since", "already", "both":
		default:
			if !strings.HasSuffix(w, "ly") {
				return false
			}
		}
	}
	return false
}

// cutLast cuts the last word off s, of which it looks at the end only.
func cutLast(s string) (before, word string) {
	const most = 160
	s = strings.TrimRight(s[max(0, len(s)-most):], " ")
	at := strings.LastIndexByte(s, ' ') + 1
	return s[:at], s[at:]
}

// byDoing reports whether s begins with "by" and what one does.
func byDoing(s string) bool {
	rest, ok := strings.CutPrefix(s, " by ")
	word, _, _ := strings.Cut(rest, " ")
	return ok && strings.HasSuffix(word, "ing")
}

// goneLater reports whether a sentence says that the problem is no longer there.
func goneLater(s string) bool {
	const phrase = "no longer "
	if hasAny(s, "works correctly in version", "works properly in version", "work correctly in version") {
		return true
	}
	for at := range occurrences(s, phrase) {
		if startsAny(s[at+len(phrase):], "a problem", "an issue", "a bug", "occur", "exist", "cause", "happen", "appear", "present", "produce", "generate", "fail", "hang", "crash") {
			return true
		}
	}
	return false
}

// elsewhere reports whether a sentence says that the problem is not one of some
// other release.
func elsewhere(s string) bool {
	const not = " not "
	for at := range occurrences(s, not) {
		_, before := cutLast(s[:at])
		word, rest, _ := strings.Cut(s[at+len(not):], " ")
		switch before {
		case "does", "do", "did":
			if startsAny(word, "occur", "exist", "happen", "appear", "arise") && startsAny(rest, "in ", "with ", "under ") {
				return true
			}
		case "is", "was":
			if (word == "a" || word == "an") && startsAny(rest, "problem in ", "issue in ", "bug in ") {
				return true
			}
		}
	}
	return false
}

// notYet reports whether a sentence says that something is still to be done.
func notYet(s string) bool {
	return hasAny(s, " not been ", " not yet ", "yet been", " not be ", "has not ", "have not ", " when it ", " until ")
}
