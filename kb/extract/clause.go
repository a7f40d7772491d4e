package extract

import "strings"

// cutTail cuts off what follows the name of a release in its sentence: the next
// sentence, a clause, a condition.
func cutTail(s string) string {
	for at := range len(s) {
		rest := s[at+1:]
		switch s[at] {
		case '.', ';', ':', '!':
			if rest == "" || rest[0] == ' ' && s[at] != '!' {
				return s[:at]
			}
		case ',':
			rest, ok := strings.CutPrefix(rest, " ")
			if ok && (beginsClause(rest) || lastOfList(rest)) {
				return s[:at]
			}
		case ' ':
			if beginsClause(rest) || beginsCondition(rest) || len(rest) >= 4 && strings.EqualFold(rest[:4], "(see") {
				return s[:at]
			}
		}
	}
	return s
}

// beginsClause reports whether a clause begins that tells more about a release
// or about something else.
func beginsClause(s string) bool {
	first, second := twoWords(s)
	switch first {
	case "which", "that", "but", "however", "so", "see":
		return true
	case "as":
		return second == "described"
	case "and":
		switch second {
		case "is", "are", "was", "were", "should", "can", "may", "will", "does", "do", "no", "in", "we", "you", "has", "have", "now":
			return true
		}
	}
	return false
}

// beginsCondition reports whether words begin that tell how, when or what for
// the problem is mended.
func beginsCondition(s string) bool {
	first, second := twoWords(s)
	switch first {
	case "by", "if", "when", "where", "because":
		return true
	case "to":
		switch second {
		case "resolve", "obtain", "correct", "work", "allow", "prevent":
			return true
		}
	}
	return false
}

// lastOfList reports whether "and" begins s and no version follows.
func lastOfList(s string) bool {
	const and = "and "
	return len(s) >= len(and) && strings.EqualFold(s[:len(and)], and) && !strings.ContainsAny(s, "0123456789")
}

// twoWords returns the first two words of s in lower case. The second is empty
// when more than a blank parts them.
func twoWords(s string) (first, second string) {
	n := wordEnd(s, 0)
	first = strings.ToLower(s[:n])
	if n < len(s) && s[n] == ' ' {
		second = strings.ToLower(s[n+1 : wordEnd(s, n+1)])
	}
	return first, second
}

// wordEnd returns the end of the letters, digits and underscores at an offset.
func wordEnd(s string, at int) int {
	for wordByte(s, at) {
		at++
	}
	return at
}
