package signature

import (
	"strings"

	"kbadvisor/kb"
)

// The labels of an event record, with the longer of two that begin alike first.
var eventLabels = []string{
	"event id", "eventid", "event source", "event type", "event category", "event log", "event", "source", "description", "type", "category",
	"date", "time", "user", "computer", "data", "severity", "service", "message", "text",
}

// label is the label of a field of an event record and where it stands.
type label struct {
	name     string
	from, at int // of the label, of its value
}

// nextLabel finds the next label at or behind an offset. A label begins the text
// or stands behind a blank, and has a colon or an equals sign, but for
// "Event ID 2021".
func nextLabel(s string, at int) (label, bool) {
	for ; at < len(s); at++ {
		if at > 0 && s[at-1] != ' ' && s[at-1] != '(' {
			continue
		}
		for _, name := range eventLabels {
			if !hasFold(s[at:], name) || !isUpper(s[at]) {
				continue
			}
			end := at + len(name)
			v := end
			for v < len(s) && s[v] == ' ' {
				v++
			}
			switch {
			case v < len(s) && (s[v] == ':' || s[v] == '='):
				return label{name, at, v + 1}, true
			case strings.HasPrefix(name, "event id") && v > end && v < len(s) && isDigit(s[v]):
				return label{name, at, v}, true
			}
		}
	}
	return label{}, false
}

// readEvent reads a record of an event log. The text is collapsed.
func readEvent(s string) (reading, bool) {
	l, ok := nextLabel(s, 0)
	if !ok || l.from > 60 {
		return reading{}, false
	}
	r := reading{kind: kb.SigEvent}
	described := false
	for ok {
		next, more := nextLabel(s, l.at)
		end := len(s)
		if more {
			end = next.from
		}
		value := strings.TrimSpace(s[l.at:end])
		switch l.name {
		case "event id", "eventid":
			if r.code == "" {
				r.code = eventNumber(value)
			}
			if rest := tidy(strings.TrimLeft(value, "0123456789() ")); !more && rest != "" && r.text == "" {
				r.text = rest
			}
		case "event":
			if r.code == "" {
				r.code = eventNumber(value)
			}
		case "source", "event source", "service":
			if r.source == "" {
				r.source = strings.Trim(value, " ,;.\"")
			}
		case "description", "message", "text":
			if !described {
				if l.name == "description" { // the rest is the description, but for the data
					end = dataAt(s, l.at)
					value, more = strings.TrimSpace(s[l.at:end]), false
				}
				r.text, described = value, true
			}
		}
		l, ok = next, more
	}
	if r.code == "" && (r.source == "" || !described) {
		return reading{}, false
	}
	r.text = strings.Trim(r.text, "\"")
	return r, true
}

// dataAt returns the offset of the data that follow a description, or the end.
func dataAt(s string, at int) int {
	for _, w := range []string{" Data: ", " Data: 0", " Data Words:"} {
		if i := strings.Index(s[at:], w); i >= 0 {
			return at + i
		}
	}
	return len(s)
}

// eventNumber returns the number of an event: "7023", "(7023)", "0x1B7".
func eventNumber(s string) string {
	s = strings.TrimLeft(s, " (:#=")
	d := strings.TrimLeft(number(s), "0")
	if len(d) > 10 {
		return ""
	}
	return d
}

// beginsRecord reports whether a line begins a record of an event log, and
// whether it is its Event ID.
func beginsRecord(line string) (begins, id bool) {
	l, ok := nextLabel(line, 0)
	if !ok || l.from != 0 {
		return false, false
	}
	switch l.name {
	case "event id", "eventid":
		return true, true
	case "event source", "event type", "source", "type", "date", "event log":
		return true, false
	}
	return false, false
}

// goesOn reports whether a line is a field that goes on with a record.
func goesOn(line string) bool {
	l, ok := nextLabel(line, 0)
	return ok && l.from == 0 && l.name != "event id" && l.name != "eventid" && l.name != "event type"
}
