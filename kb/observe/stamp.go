package observe

import (
	"strings"
)

// stampLen returns the length of the time stamp with which a line begins.
func stampLen(s string) int {
	at := 0
	if at < len(s) && (s[at] == '[' || s[at] == '<') {
		at++
	}
	clock := false
	for n := 0; n < 6 && at < len(s); n++ {
		w := wordLen(s[at:])
		word := strings.TrimRight(s[at:at+w], "],>-:")
		if !stampWord(word) {
			break
		}
		clock = clock || strings.Count(word, ":") >= 1
		at += w
		for at < len(s) && (s[at] == ' ' || s[at] == '\t') {
			at++
		}
	}
	if !clock || at >= len(s) {
		return 0
	}
	return at
}

// stampWord reports whether a word is part of a time stamp: digits with the marks
// of dates and times, a month, a day, AM or PM.
func stampWord(w string) bool {
	switch strings.ToLower(w) {
	case "am", "pm", "utc", "gmt", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun":
		return true
	}
	if w == "" || w[0] < '0' || w[0] > '9' {
		return false
	}
	return strings.Trim(w, "0123456789:-/.,TZ+") == "" && (len(w) <= 2 || len(w) == 4 || strings.ContainsAny(w, ":-/"))
}

// promptLen returns the length of the prompt of a shell with which a line
// begins, when a command follows.
func promptLen(s string) int {
	i := strings.IndexByte(s, '>')
	if i > 2 && i < 80 && s[1] == ':' && s[2] == '\\' && i+1 < len(s) {
		return i + 1
	}
	if len(s) > 2 && (s[0] == '$' || s[0] == '#') && s[1] == ' ' {
		return 2
	}
	return 0
}
