package observe

import (
	"strings"

	"kbadvisor/kb/ident"
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
		for v < len(s) && (s[v] == ' ' || s[v] == '\t') {
			v++
		}
		if v < len(s) && (s[v] == ':' || s[v] == '=') {
			return label{name, v + 1}, true
		}
	}
	return label{}, false
}

// header reads the header of a record from the number of the event on.
type header struct {
	r      *reader
	at     int
	want   string // normal form of the source, empty when it is not known
	code   string // number of the event
	source string // as written
}

// before looks for the source between the beginning of the record and the
// number, which may be part of the same span.
func (h *header) before(from int, number span) {
	s := h.r.s
	if h.within(s[number.Start:number.End]) {
		return
	}
	for _, l := range h.r.lines(from, number.Start) {
		for at := l.from; at < l.to; at++ {
			if at > l.from && !strings.ContainsRune(" \t,;|", rune(s[at-1])) {
				continue
			}
			if lb, ok := labelAt(s[:l.to], at); ok && strings.Contains(lb.name, "source") || ok && strings.Contains(lb.name, "provider") {
				h.take(lb.at, l.to)
			}
		}
	}
	if h.source == "" && h.want != "" {
		h.ending(from, number.Start)
	}
}

// within takes the source out of the span of the number, when it stands there:
// "W3SVC 115", "13003 MSExchangePOP3", "Netlogon Event ID 5719".
func (h *header) within(s string) bool {
	const apart = " \t:|,;#-([="
	words := strings.TrimRight(strings.TrimSuffix(s, h.code), apart)
	for _, l := range [...]string{"id", "event", "error"} {
		if n := len(words) - len(l); n > 0 && strings.EqualFold(words[n:], l) {
			words = strings.TrimRight(words[:n], apart)
		}
	}
	for _, name := range [...]string{words, strings.TrimLeft(strings.TrimPrefix(s, h.code), apart)} {
		if name != "" && ident.SourceName(name) == h.want {
			h.source = name
			return true
		}
	}
	return false
}

// ending takes the source that ends right before the number or its label.
func (h *header) ending(from, to int) {
	for name := range strings.FieldsFuncSeq(h.r.s[max(from, to-200):to], func(c rune) bool { return c == '\t' || c == ',' || c == '|' || c == '\n' }) {
		if name = strings.Trim(name, " \"\r"); name != "" && ident.SourceName(name) == h.want {
			h.source = name
			return
		}
	}
	words := strings.Fields(strings.TrimRight(h.r.s[max(from, to-120):to], " \t:|,;#-(="))
	for end := len(words); end > 0 && end > len(words)-4; end-- {
		for start := max(0, end-5); start < end; start++ {
			if name := strings.Trim(strings.Join(words[start:end], " "), ",;:|\""); ident.SourceName(name) == h.want {
				h.source = name
				return
			}
		}
	}
}

// take notes the source that is the value at an offset and returns where it ends.
func (h *header) take(at, to int) int {
	for at < to && (h.r.s[at] == ' ' || h.r.s[at] == '\t') {
		at++
	}
	end := h.sourceEnd(at, to)
	if h.source == "" {
		h.source = strings.Trim(h.r.s[at:end], " \t\"',;.")
	}
	return end
}

// sourceEnd returns where the name of a source ends that begins at an offset: the
// one that the event has when it is there, else the rest of a short line, else
// one word.
func (h *header) sourceEnd(at, to int) int {
	end := at
	for n := 0; n < 5 && end < to; n++ {
		next := end + wordLen(h.r.s[end:to])
		if ident.SourceName(strings.TrimRight(h.r.s[at:next], ",;:.\"'")) == h.want {
			return at + len(strings.TrimRight(h.r.s[at:next], ",;:."))
		}
		end = next
		for end < to && (h.r.s[end] == ' ' || h.r.s[end] == '_') {
			end++
		}
	}
	if rest := h.r.s[at:to]; len(rest) <= 40 && len(strings.Fields(rest)) <= 4 && !strings.ContainsAny(rest, ".:") {
		return to
	}
	return at + wordLen(h.r.s[at:to])
}

// wordLen returns the length of the first word of s.
func wordLen(s string) int {
	n := strings.IndexAny(s, " \t\r\n")
	if n < 0 {
		return len(s)
	}
	return n
}

// behind reads the labels behind the number, until the description begins.
func (h *header) behind() {
	s := h.r.s
	if h.row() {
		return
	}
	for h.at < len(s) {
		at := h.at
		for at < len(s) && strings.IndexByte(" \t\r\n:|,;-)]>.", s[at]) >= 0 {
			at++
		}
		lb, ok := labelAt(s, at)
		if !ok || at-h.at > 80 {
			h.at = at
			if end, found := h.sourceHere(at); found {
				h.at = end
				continue
			}
			return
		}
		if described[lb.name] {
			h.at = lb.at
			return
		}
		h.at = h.valueEnd(lb)
	}
}

// sourceHere takes the source that stands behind the number without a label.
func (h *header) sourceHere(at int) (end int, ok bool) {
	if h.source != "" || h.want == "" || at >= len(h.r.s) {
		return 0, false
	}
	to := min(len(h.r.s), at+100)
	for _, w := range [...]string{"from ", "by ", "of "} {
		if strings.HasPrefix(h.r.s[at:to], w) {
			at += len(w)
		}
	}
	end = at
	for n := 0; n < 5 && end < to; n++ {
		end += wordLen(h.r.s[end:to])
		name := strings.TrimRight(h.r.s[at:end], ",;:|")
		if ident.SourceName(name) == h.want {
			h.source = name
			return end, true
		}
		for end < to && h.r.s[end] == ' ' {
			end++
		}
	}
	return 0, false
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

// row finds the description of a record in columns: the first field behind the
// number that has three words.
func (h *header) row() bool {
	s := h.r.s
	start, to := max(h.r.lineStart(h.at), h.at-maxLine), h.r.lineEnd(h.at)
	for _, sep := range [...]string{"\t", ",", "|"} {
		if strings.Count(s[start:h.at], sep) < 3 {
			continue
		}
		for at := h.at; at < to; {
			n := strings.Index(s[at:to], sep)
			end := to
			if n >= 0 {
				end = at + n
			}
			if len(strings.Fields(s[at:end])) >= 3 {
				h.at = at
				return true
			}
			at = end + len(sep)
		}
		h.at = to
		return true
	}
	return false
}
