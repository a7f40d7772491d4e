package observe

import (
	"strings"
)

// headerLabels are the labels of a record's header, the longer of two that begin
// alike first.
var headerLabels = [...]string{
	"description of event", "description", "message", "details", "event id", "eventid", "event source", "event type", "event category", "event code", "event log", "event user",
	"event computer", "event", "log name", "logname", "task category", "source name", "sourcename", "source", "provider name", "providername", "category", "type", "level", "date and time", "date", "time",
	"user name", "user", "computer name", "computer", "machine", "keywords", "opcode", "logged", "severity", "log", "id",
}

// described are the labels that end a header.
var described = set("description of event|description|message|details", "|")

// label is a label and where its value begins.
type label struct {
	name string
	at   int
}

// labelAt returns the label at an offset of s.
func labelAt(s string, at int) (label, bool) {
	for _, name := range headerLabels {
		if len(s)-at <= len(name) || !strings.EqualFold(s[at:at+len(name)], name) {
			continue
		}
		v := at + len(name)
		for v < len(s) && (s[v] == ' ' || s[v] == '\t' || s[v] == '"') {
			v++
		}
		if v < len(s) && (s[v] == ':' || s[v] == '=') {
			return label{name, v + 1}, true
		}
	}
	return label{}, false
}

// wordLen returns the length of the first word of s.
func wordLen(s string) int {
	n := strings.IndexAny(s, " \t\r\n")
	if n < 0 {
		return len(s)
	}
	return n
}

// valueEnd returns where the value of a label ends.
func (h *header) valueEnd(lb label) int {
	s := h.r.s
	to := h.r.lineEnd(lb.at)
	if strings.Contains(lb.name, "source") || strings.Contains(lb.name, "provider") {
		return h.take(lb.at, to)
	}
	if next := h.nextLabel(lb.at, min(to, lb.at+100)); next > 0 {
		return next
	}
	rest := strings.TrimSpace(s[lb.at:to])
	if to < len(s) && len(rest) <= 60 {
		return to
	}
	at := to - len(strings.TrimLeft(s[lb.at:to], " \t"))
	switch {
	case rest == "":
		return to
	case strings.Contains(lb.name, "date"), strings.Contains(lb.name, "time"), lb.name == "logged":
		return at + clockLen(s[at:to])
	case len(rest) > 12 && strings.EqualFold(rest[:12], "NT AUTHORITY"):
		return at + 13 + wordLen(s[min(to, at+13):to])
	}
	return at + wordLen(s[at:to])
}

// nextLabel returns the offset of the next label in the bytes from..to, 0 when
// there is none.
func (h *header) nextLabel(from, to int) int {
	for at := from; at < to; at++ {
		if c := h.r.s[at]; at == from || c == ' ' || c == '\t' || !strings.ContainsRune(" \t,;|", rune(h.r.s[at-1])) {
			continue
		}
		if _, ok := labelAt(h.r.s[:to], at); ok {
			return at
		}
	}
	return 0
}

// clockLen returns the length of the words with digits, and AM and PM, with which
// s begins.
func clockLen(s string) int {
	n := 0
	for n < len(s) {
		w := wordLen(s[n:])
		word := strings.ToUpper(s[n : n+w])
		if !strings.ContainsAny(word, "0123456789") && word != "AM" && word != "PM" {
			break
		}
		n += w
		for n < len(s) && s[n] == ' ' {
			n++
		}
	}
	return n
}
