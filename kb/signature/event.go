package signature

import (
	"strconv"
	"strings"

	"kbadvisor/kb"
)

// The labels of an event record, with the longer of two that begin alike first.
var eventLabels = []string{
	"event id", "eventid", "event source", "event type", "event category", "event log", "event", "source", "description", "type", "category",
	"date", "time", "user", "computer", "data", "severity", "service", "message", "text", "desc",
}

// label is the label of a field of an event record and where it stands.
type label struct {
	name     string
	from, at int // of the label, of its value
}

// startsLine reports whether an offset is the first of a line that is not blank.
func startsLine(s string, at int) bool {
	for at > 0 && s[at-1] == ' ' {
		at--
	}
	return at == 0 || s[at-1] == '\n'
}

// labelAt reads the label at an offset. A label has a colon or an equals sign, but
// for "Event ID 2021" and, first in a line, "Event 2021".
func labelAt(s string, at int) (label, bool) {
	if !isUpper(s[at]) {
		return label{}, false
	}
	for _, name := range eventLabels {
		if !hasFold(s[at:], name) {
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
		case v > end && v < len(s) && isDigit(s[v]) && (name == "event id" || name == "event" && startsLine(s, at)):
			return label{name, at, v}, true
		}
	}
	return label{}, false
}

// nextLabel finds the next label at or behind an offset, at the start or behind a
// blank.
func nextLabel(s string, at int) (label, bool) {
	for ; at < len(s); at++ {
		if at > 0 && s[at-1] != ' ' && s[at-1] != '(' && s[at-1] != '\n' {
			continue
		}
		if l, ok := labelAt(s, at); ok {
			return l, true
		}
	}
	return label{}, false
}

// readEvent reads a record of an event log. Line ends, where the text has them, end
// a source and the like.
func readEvent(s string) (reading, bool) {
	if r, ok := eventLine(s); ok {
		return r, true
	}
	l, ok := nextLabel(s, 0)
	if !ok || l.from > 60 {
		return reading{}, false
	}
	e := eventReader{s: s, reading: reading{kind: kb.SigEvent}}
	if l.from > 0 && hasFold(s, "event ") { // "Event 115", then the fields
		e.code = eventNumber(s[len("event "):])
	}
	for ok {
		l, ok = e.field(l)
	}
	if e.code == "" && (e.source == "" || !e.described) {
		return reading{}, false
	}
	if !e.described {
		e.text = e.rest
	}
	e.text = strings.Trim(collapse(e.text), "\"")
	return e.reading, true
}

// eventLine reads an event that is told as one line: "Event 1247 - Unable to
// decrypt".
func eventLine(s string) (reading, bool) {
	at := len("event ")
	if hasFold(s, "event message ") {
		at = len("event message ")
	}
	if !hasFold(s, "event ") || len(s) <= at || !isDigit(s[at]) {
		return reading{}, false
	}
	code := eventNumber(s[at:])
	rest := s[at+len(number(s[at:])):]
	if _, labelled := nextLabel(rest, 0); labelled || code == "" || rest != "" && isWord(rest[0]) {
		return reading{}, false
	}
	return reading{kind: kb.SigEvent, code: code, text: tidy(rest)}, true
}

// dataAt returns the offset of the data that follow a description, or the end.
func dataAt(s string, at int) int {
	for _, w := range []string{" Data:", "\nData:", " Data Words:"} {
		if i := strings.Index(s[at:], w); i >= 0 {
			return at + i
		}
	}
	return len(s)
}

// eventNumber returns the number of an event in decimal: of "7023", "(7023)",
// "0x1B7".
func eventNumber(s string) string {
	s = strings.TrimLeft(s, " (:#=")
	if v, n := readHex(s); n > 2 && hasFold(s, "0x") {
		return strconv.FormatUint(v, 10)
	}
	d := number(s)
	if d == "" || len(d) > 10 {
		return ""
	}
	if d = strings.TrimLeft(d, "0"); d == "" {
		return "0"
	}
	return d
}

// fields is a set of the fields of a record.
type fields uint8

const (
	fieldID fields = 1 << iota
	fieldSource
	fieldType
	fieldDescription
	fieldOther
)

// starting are the fields that can begin a record.
const starting = fieldID | fieldSource | fieldType

// fieldOf returns the field that a line begins with, 0 when it begins with none.
func fieldOf(line string) fields {
	l, ok := labelAt(line, 0)
	if !ok {
		return 0
	}
	switch l.name {
	case "event id", "eventid":
		return fieldID
	case "event":
		if eventNumber(line[l.at:]) != "" {
			return fieldID
		}
	case "event source", "source":
		return fieldSource
	case "event type", "type":
		return fieldType
	case "description", "desc":
		return fieldDescription
	}
	return fieldOther
}

// parts reports whether a line that begins with a field begins a new record behind
// one that has fields.
func (f fields) parts(next fields) bool {
	return next&starting != 0 && (f&next != 0 || f&fieldDescription != 0 && f&fieldID != 0)
}
