package observe

import (
	"strings"
)

// choice reports whether a question is one of a program that offers a choice:
// "Abort? Retry? Fail?", "Do you want to continue?".
func choice(s string) bool {
	l := judged(s)
	return contains(l, []string{"retry?", "abort, retry", "do you want to", "(y/n)", "are you sure", "would you like to"})
}

// ownWordy reports whether a stretch has words that only people use.
func ownWordy(s string) bool {
	padded := " " + strings.Trim(judged(s), ".,;:!?()\"") + " "
	return contains(padded, firstPerson) || contains(padded, ownWords) || strings.HasSuffix(strings.TrimSpace(s), "?") || strings.HasPrefix(strings.TrimSpace(s), "(")
}

// questionStarts are the words with which questions begin, in lower case.
var questionStarts = set("how why what where which can could is are does do did should who when will would has have was were may must")

// asks reports whether a text asks something: a sentence of it ends in a question
// mark and begins like a question, or its last sentence ends in one.
func asks(s string) bool {
	if !strings.Contains(s, "?") {
		return false
	}
	l := judged(s)
	if t := strings.TrimRight(l, " )\""); strings.HasSuffix(t, "?") && !strings.HasSuffix(t, "=?") {
		return true
	}
	for at := 0; ; {
		i := strings.Index(l[at:], "? ")
		if i < 0 {
			return false
		}
		begin := strings.LastIndexAny(l[:at+i], ".!?:;") + 1
		words := strings.Fields(l[begin : at+i])
		if len(words) > 2 && questionStarts[words[0]] {
			return true
		}
		at += i + 2
	}
}
