package main

import (
	"strings"
)

// wrap lays a text out in lines of at most width columns; a longer word has a
// line of its own. Styles take no room.
func wrap(text string, width int) []string {
	var lines []string
	var line strings.Builder
	columns := 0
	for _, w := range strings.Fields(text) {
		n := visible(w)
		if columns > 0 && columns+1+n > width {
			lines = append(lines, line.String())
			line.Reset()
			columns = 0
		}
		if columns > 0 {
			line.WriteByte(' ')
			columns++
		}
		line.WriteString(w)
		columns += n
	}
	if columns > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// visible counts the columns of a clean text, one for each rune, without the
// styles that console.styled has put in.
func visible(text string) int {
	n, style := 0, false
	for _, r := range text {
		switch {
		case r == '\x1b':
			style = true
		case style:
			style = r != 'm'
		default:
			n++
		}
	}
	return n
}
