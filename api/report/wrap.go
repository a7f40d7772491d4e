package report

import "strings"

// Wrap lays a text out in lines of at most width columns; a word that is longer
// is broken. Styles take no room.
func Wrap(text string, width int) []string {
	width = max(width, 20)
	var lines []string
	var line strings.Builder
	columns := 0
	for _, w := range strings.Fields(text) {
		for _, part := range pieces(w, width) {
			n := Columns(part)
			if columns > 0 && columns+1+n > width {
				lines = append(lines, line.String())
				line.Reset()
				columns = 0
			}
			if columns > 0 {
				line.WriteByte(' ')
				columns++
			}
			line.WriteString(part)
			columns += n
		}
	}
	if columns > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// pieces breaks a word that has more columns than there are.
func pieces(w string, width int) []string {
	if Columns(w) <= width {
		return []string{w}
	}
	var out []string
	n, start, style := 0, 0, false
	for i, r := range w {
		switch {
		case r == '\x1b':
			style = true
		case style:
			style = r != 'm'
		case n == width:
			end := i
			if at := strings.LastIndexAny(w[start:i], ":/"); at > (i-start)/2 { // before a port or a folder
				end = start + at + 1
			}
			out, start, n = append(out, w[start:end]), end, Columns(w[end:i])+1
		default:
			n++
		}
	}
	return append(out, w[start:])
}

// Columns counts the columns of a clean text, one for each rune, without styles.
func Columns(text string) int {
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
