package kbmark

import (
	"bytes"
	"strings"
)

// The limits of what is given to the Markdown parser.
const (
	maxColumns = 32       // of one table
	maxCells   = 2000     // of all tables
	maxDepth   = 32       // of lists and quotes
	maxEffort  = 20 << 20 // sum over the paragraphs of the square of the marks
)

// weight is what makes Markdown costly to read.
type weight struct {
	tables         bool
	columns, cells int
	depth          int
	effort         int
}

func (w weight) tooCostly() bool { return w.depth > maxDepth || w.effort > maxEffort }

// weigher adds up the weight of a text line by line.
type weigher struct {
	weight
	marks int // in the open paragraph
	cols  int // of the open table, 0 outside
}

// weigh measures the text in one pass. What goldmark needs for a paragraph can
// grow with the square of its marks, for nested blocks with their depth times
// the lines, and for tables with columns times rows.
func weigh(src []byte) weight {
	var w weigher
	for l := range bytes.Lines(src) {
		w.line(bytes.TrimRight(l, "\r\n"))
	}
	w.endParagraph()
	return w.weight
}

func (w *weigher) line(l []byte) {
	if isBlank(l) {
		w.endParagraph()
		return
	}
	w.depth = max(w.depth, depthOf(l))
	for _, c := range l {
		if strings.IndexByte("[]()*_<>`~!&:\\", c) >= 0 {
			w.marks++
		}
	}
	switch {
	case w.cols > 0:
		w.cells += w.cols
	case isDelimiterRow(l):
		w.tables = true
		w.cols = bytes.Count(l, []byte("|")) + 1
		w.columns = max(w.columns, w.cols)
		w.cells += 2 * w.cols
	}
}

func (w *weigher) endParagraph() {
	w.effort = min(w.effort+w.marks*w.marks, maxEffort+1)
	w.marks, w.cols = 0, 0
}

// isDelimiterRow reports whether the line is the row of dashes below the head of a
// table.
func isDelimiterRow(l []byte) bool {
	dash := false
	for _, c := range l {
		switch c {
		case '-':
			dash = true
		case '|', ':', ' ', '\t', '>':
		default:
			return false
		}
	}
	return dash && bytes.IndexByte(l, '|') >= 0 || dash && bytes.IndexByte(l, ':') >= 0
}

// depthOf returns how many quotes and list items a line opens or continues at
// most. Blanks count only before a marker: text far to the right may be code.
func depthOf(l []byte) int {
	depth, blanks := 0, 0
	for i := 0; i < len(l); i++ {
		switch c := l[i]; {
		case c == ' ':
			blanks++
		case c == '\t':
			blanks += 4
		case c == '>':
			depth += 1 + blanks/4
			blanks = 0
		case c >= '0' && c <= '9':
		case strings.IndexByte("-*+.)", c) >= 0 && (i+1 == len(l) || l[i+1] == ' ' || l[i+1] == '\t'):
			depth += 1 + blanks/2
			blanks = 0
		default:
			return depth
		}
	}
	return depth
}
