package observe

import (
	"strings"

	"kbadvisor/kb/ident"
)

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
			if at > l.from && !strings.ContainsRune(" \t,;|<\"", rune(s[at-1])) {
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
	for at < to && strings.IndexByte(" \t\"'", h.r.s[at]) >= 0 {
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
		if name := endOfName(h.r.s[at:next]); ident.SourceName(name) == h.want {
			return at + len(name)
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

// behind reads the labels behind the number, until the description begins.
func (h *header) behind() {
	s := h.r.s
	if h.row() {
		return
	}
	for h.at < len(s) {
		at := h.at
		if (s[at] == '"' || s[at] == '\'') && alnum(s[at-1]) { // ends a value
			at++
		}
		for at < len(s) && strings.IndexByte(" \t\r\n:|,;-)]>.", s[at]) >= 0 {
			at++
		}
		lb, ok := labelAt(s, at)
		if !ok && at < len(s) && s[at] == '"' {
			lb, ok = labelAt(s, at+1)
		}
		if !ok || at-h.at > 80 {
			h.at = at
			if end, found := h.unlabelled(at); found {
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

// unlabelled reads what stands behind the number without a colon: the source,
// with the word Source or without, and the type of the event.
func (h *header) unlabelled(at int) (end int, ok bool) {
	rest := h.r.s[at:min(len(h.r.s), at+maxLine)]
	word := strings.ToLower(rest[:min(len(rest), len("source "))])
	switch {
	case word == "source ":
		return h.sourceHere(at + len(word))
	case strings.HasPrefix(word, "type "):
		n := len("type ") + wordLen(rest[len("type "):])
		_, typed := eventTypes[strings.ToLower(strings.TrimRight(rest[len("type "):n], ".,;:"))]
		return at + n, typed
	}
	return h.sourceHere(at)
}

// eventTypes are the types of events.
var eventTypes = set("error warning information informational critical")

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

// endOfName returns a name without what follows it: punctuation, a quotation mark
// with all behind it.
func endOfName(s string) string {
	if i := strings.IndexAny(s, "\"'<"); i > 0 {
		s = s[:i]
	}
	return strings.TrimRight(s, ",;:.")
}
