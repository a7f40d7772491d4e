package kbmark

import "bytes"

// line is one line of the source: text in [start, end), next line at next.
type line struct {
	start, end, next int
}

// splitLines returns the lines of src; CR LF, LF and CR end a line. A source
// that ends in a line end has no empty line after it.
func splitLines(src []byte) []line {
	lines := make([]line, 0, bytes.Count(src, []byte{'\n'})+1)
	hasCR := bytes.IndexByte(src, '\r') >= 0
	for at := 0; at < len(src); {
		n := lineEnd(src[at:], hasCR)
		l := line{start: at, end: at + n, next: at + n}
		if l.next < len(src) && src[l.next] == '\r' {
			l.next++
		}
		if l.next < len(src) && src[l.next] == '\n' {
			l.next++
		}
		lines = append(lines, l)
		at = l.next
	}
	return lines
}

// lineEnd returns the length of the first line of rest. Searching for one of the
// two marks by itself could cross the whole rest for every line.
func lineEnd(rest []byte, hasCR bool) int {
	if !hasCR {
		if n := bytes.IndexByte(rest, '\n'); n >= 0 {
			return n
		}
		return len(rest)
	}
	for i, c := range rest {
		if c == '\n' || c == '\r' {
			return i
		}
	}
	return len(rest)
}

// indentOf returns the width of the blanks at the start of text, a tab reaching
// to the next multiple of four, and the rest.
func indentOf(text []byte) (int, []byte) {
	width := 0
	for i, c := range text {
		switch c {
		case ' ':
			width++
		case '\t':
			width += 4 - width%4
		default:
			return width, text[i:]
		}
	}
	return width, nil
}

// isBlank reports whether text has nothing but blanks and tabs.
func isBlank(text []byte) bool {
	for _, c := range text {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}
