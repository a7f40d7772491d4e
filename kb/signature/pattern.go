package signature

import (
	"strings"

	"kbadvisor/kb"
)

// pattern takes block i, which is set apart without being announced, when its form
// says that it is a message. It returns the index of the first block behind
// it, i when it takes nothing.
func (x *extractor) pattern(i int) int {
	p := &x.page
	b := p.blocks[i]
	if x.taken[b.first] {
		return i
	}
	text := x.words(p.rows[b.first].from, p.end(b))
	if !plain(text) {
		return i
	}
	n := i + 1
	out := x.gather(nil, b, true)
	if x.isRecord(b) {
		for n < len(p.blocks) && p.blocks[n].mark == 0 && !p.blocks[n].rule && p.blocks[n].col >= b.col && x.belongs(out, p.blocks[n]) {
			out = x.gather(out, p.blocks[n], false)
			n++
		}
	}
	for _, m := range out {
		x.emit(m, kb.OriginPattern)
	}
	return n
}

// plain reports whether a text has the form of a message that needs no
// announcement.
func plain(text string) bool {
	l := lower(text[:min(len(text), 200)])
	switch {
	case strings.Contains(l, "event id"), strings.HasPrefix(l, "event"), strings.HasPrefix(l, "source"):
		if r, ok := eventLine(text); ok && r.text != "" {
			return true
		}
		if f, ok := nextLabel(text, 0); !ok || f.from > 0 {
			return false
		}
		r, ok := readEvent(text)
		return ok && r.code != "" && (r.source != "" || r.text != "")
	case strings.HasPrefix(l, "application exception occurred"), strings.HasPrefix(l, "an application error has occurred"):
		return true
	case strings.HasPrefix(l, "stop"), strings.HasPrefix(l, "*** stop"), strings.HasPrefix(l, "fatal system error"):
		_, ok := readStop(text)
		return ok
	case strings.HasPrefix(l, "http/1."), strings.HasPrefix(l, "http error"):
		_, ok := readHTTP(text)
		return ok
	case strings.HasPrefix(l, "[microsoft]["), strings.HasPrefix(l, "run-time error"), strings.HasPrefix(l, "runtime error"):
		return true
	case strings.Contains(l, "caused an invalid page fault"), strings.Contains(l, "caused a general protection"),
		strings.Contains(l, "fatal exception 0"), strings.Contains(l, "[microsoft][odbc"), strings.Contains(l, "caused an exception"):
		return true
	case strings.Contains(l, "error "), strings.Contains(l, "warning "):
		r, ok := readTool(text)
		return ok && r.text != "" && !strings.ContainsAny(text, ";{}")
	}
	return false
}
