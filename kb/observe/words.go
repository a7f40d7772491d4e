package observe

import "strings"

// set returns a set of words, parted by blanks or by another separator.
func set(list string, sep ...string) map[string]bool {
	words := strings.Fields(list)
	if len(sep) > 0 {
		words = strings.Split(list, sep[0])
	}
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// contains reports whether s, which is in lower case, has one of some phrases.
func contains(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// maxJudged is how many bytes of a stretch are looked at to judge it.
const maxJudged = 2000

// judged returns the beginning of a stretch in lower case, with every run of
// blanks as one.
func judged(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s[:min(len(s), maxJudged)]), " "))
}

// digitRun returns how many digits s begins with.
func digitRun(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// yearly reports whether a number is a year.
func yearly(n string) bool {
	return len(n) == 4 && (n[:2] == "19" || n[:2] == "20")
}

// upperBehind reports whether s goes on, behind a blank or a colon, with a word
// in upper case.
func upperBehind(s string) bool {
	t := strings.TrimLeft(s, " \t:.-")
	return len(t) < len(s) && t != "" && t[0] >= 'A' && t[0] <= 'Z'
}
