package observe

import (
	"strings"
)

// programPrefix reports whether a sentence begins with the name of a program and
// a colon: "curl: (60) ...", "Internet Service Manager: Unexpected ...".
func programPrefix(s string) bool {
	name, rest, ok := strings.Cut(s, ": ")
	if !ok || len(name) > 40 || rest == "" {
		return strings.HasPrefix(s, "npm ERR!")
	}
	words := strings.Fields(name)
	if !failing(rest) {
		return false
	}
	if len(words) == 1 {
		return !strings.ContainsAny(name, "/\\") && !yearly(name)
	}
	for _, w := range words {
		if w[0] < 'A' || w[0] > 'Z' {
			return false
		}
	}
	return len(words) <= 4
}

// hasExceptionName reports whether a stretch names the class of an exception:
// java.lang.OutOfMemoryError, System.NullReferenceException.
func hasExceptionName(s string) bool {
	for w := range strings.FieldsFuncSeq(s[:min(len(s), maxJudged)], func(c rune) bool { return strings.ContainsRune(" \t\n:;,()[]", c) }) {
		for _, end := range [...]string{"Exception", "Error"} {
			if name, ok := strings.CutSuffix(w, end); ok && len(name) > 3 && name[len(name)-1] >= 'a' && strings.ToLower(name[1:]) != name[1:] {
				return true
			}
		}
	}
	return false
}
