package observe

import (
	"strings"
)

// splitRemark parts a stretch from the remark in parentheses at its end.
func (r *reader) splitRemark(sp span) (body, remark span) {
	s := r.s[sp.Start:sp.End]
	end := len(strings.TrimRight(s, ". "))
	if end == 0 || s[end-1] != ')' {
		return sp, span{}
	}
	depth, open := 0, -1
	for i := end - 1; i >= 0 && open < 0; i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				open = i
			}
		}
	}
	if open < 0 || !remarkLike(s[:open], s[open+1:end-1]) {
		return sp, span{}
	}
	return r.trim(sp.Start, sp.Start+open), r.trim(sp.Start+open, sp.End)
}

// remarkLike reports whether what stands in parentheses is a person's remark on
// what stands before them, and no part of it: a value, a version, a list.
func remarkLike(before, inside string) bool {
	words := strings.Fields(inside)
	letters := 0
	for _, w := range words {
		if len(w) > 1 && wordy(w) {
			letters++
		}
	}
	l := strings.ToLower(inside)
	if letters < 2 || letters*2 < len(words) || strings.HasPrefix(l, "version") || strings.HasPrefix(l, "x86") || strings.Contains(l, "0x") {
		return false
	}
	b := strings.TrimRight(before, " \t")
	apart := len(before)-len(b) >= 2 || b == "" || strings.HasSuffix(b, ".") || strings.HasSuffix(b, ":") || strings.HasSuffix(b, "\"")
	return apart && letters >= 2 || letters >= 4
}
