package ident

import "strings"

// rows notes the events of lines in columns: what event viewers save and copy,
// and what dumpel and the like write. A line of three dots is none.
func (f *finder) rows() {
	at := 0
	for line := range strings.Lines(f.s) {
		for _, sep := range [...]string{"\t", ",", "|"} {
			if strings.Count(line, sep) >= 4 {
				f.row(line, at, sep)
				break
			}
		}
		at += len(line)
	}
}

// cell is one field of a line in columns.
type cell struct {
	text string
	from int
}

// cells returns the first fields of a line; at is its offset.
func cells(line string, at int, sep string) []cell {
	const most = 12
	var out []cell
	for len(out) < most {
		field, rest, more := strings.Cut(line, sep)
		trimmed := strings.TrimLeft(field, " \"")
		out = append(out, cell{strings.TrimRight(trimmed, " \"\r\n"), at + len(field) - len(trimmed)})
		if !more {
			break
		}
		at += len(field) + len(sep)
		line = rest
	}
	return out
}

// row notes the event of a line: one field is a known source, one to four fields
// before or behind it is a number, and one is a date or a type.
func (f *finder) row(line string, at int, sep string) {
	fields := cells(line, at, sep)
	src, record := -1, false
	for i, c := range fields {
		if _, ok := sources()[squeeze(c.text)]; ok && src < 0 && !typeWords[lower(c.text)] || src < 0 && foreignSource(c.text) && !strings.Contains(c.text, " ") {
			src = i
		}
		record = record || looksDate(c.text) || typeWords[lower(c.text)]
	}
	if src < 0 || !record {
		return
	}
	for _, d := range [...]int{1, 2, 3, 4, -1, -2} {
		if i := src + d; i >= 0 && i < len(fields) && isEventNumber(fields[i].text) {
			f.addEvent(fields[src].text, fields[i].text, fields[i].from, fields[i].from+len(fields[i].text))
			return
		}
	}
}

// typeWords are the types of events.
var typeWords = func() map[string]bool {
	set := words("error warning information informational critical verbose")
	set["success audit"], set["failure audit"], set["audit success"], set["audit failure"] = true, true, true, true
	return set
}()

// isEventNumber reports whether a field is the number of an event.
func isEventNumber(s string) bool {
	return allDigits(s) && len(s) <= maxEvent && s[0] != '0'
}

// looksDate reports whether a field is a date: digits with two slashes, hyphens
// or points.
func looksDate(s string) bool {
	if len(s) < 6 || !isDigit(s[0]) {
		return false
	}
	for _, sep := range [...]string{"/", "-", "."} {
		if strings.Count(s, sep) == 2 {
			return true
		}
	}
	return false
}
