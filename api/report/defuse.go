package report

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxCell is how many characters a cell has at most: spreadsheets refuse or break
// what is longer than 32,767.
const maxCell = 32_000

// cell makes a text safe and short enough for a spreadsheet.
func cell(text string) string {
	text = Clean(strings.ReplaceAll(text, "\r\n", "\n"))
	if n := utf8.RuneCountInString(text); n > maxCell {
		text = fmt.Sprintf("%s [cut: %d of %d characters]", string([]rune(text)[:maxCell]), maxCell, n)
	}
	return defused(text)
}

// defused puts an apostrophe before what a spreadsheet would take for a formula:
// at the beginning of the cell, and also where a program that splits at other
// characters than commas would begin a new one.
func defused(text string) string {
	first := strings.TrimLeft(text, blanks)
	if startsFormula(text) || strings.HasPrefix(first, "\t") || strings.HasPrefix(first, `\x0d`) { // a carriage return, cleaned
		text = "'" + text
	}
	var b strings.Builder
	for i, r := range text {
		b.WriteRune(r)
		if r == ';' || r == '\t' || r == '\n' {
			if rest := text[i+1:]; startsFormula(rest) && acts(rest) {
				b.WriteByte('\'')
			}
		}
	}
	return b.String()
}

// blanks are what may stand before a formula, tabs aside.
const blanks = " \n\u00a0\u3000\"'`\u2018\u2019\u201c\u201d"

// startsFormula reports whether a text begins like a formula, after blanks and
// quotes.
func startsFormula(text string) bool {
	rest := strings.TrimLeft(text, blanks+"\t")
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && strings.ContainsRune("=+-@|%\uff1d\uff0b\uff0d\uff20", r)
}

// acts reports whether the cell that a text begins with could call something: a
// function, or a program over a DDE link.
func acts(text string) bool {
	text = strings.TrimLeft(text, " \t\n")
	if i := strings.IndexAny(text, ";\t\n"); i >= 0 {
		text = text[:i]
	}
	return strings.ContainsAny(text, "(|!")
}
