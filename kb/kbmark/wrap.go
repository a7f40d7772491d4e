package kbmark

import (
	"strings"
	"unicode/utf8"
)

// isWrapped reports whether the lines of a paragraph are there for the width of the
// page only. They are not, as in a log or an address, when most of them end where
// the next word would still have fitted into the widest one.
func isWrapped(lines []string) bool {
	if len(lines) < 3 {
		return true
	}
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	early := 0
	for i, l := range lines[:len(lines)-1] {
		word, _, _ := strings.Cut(strings.TrimLeft(lines[i+1], " \t"), " ")
		if utf8.RuneCountInString(l)+1+utf8.RuneCountInString(word) <= width {
			early++
		}
	}
	return early*2 <= len(lines)-1
}
