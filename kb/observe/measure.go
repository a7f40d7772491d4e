package observe

import (
	"strings"

	"kbadvisor/kb"
)

// readProse notes the messages of a text without layout and tells what it is.
func (r *reader) readProse(lines []line) kb.ObservationKind {
	r.prose(0, len(r.s))
	n := r.measure()
	stamped := 0
	for _, l := range lines {
		if sp := r.trim(l.from, l.to); stampLen(r.s[sp.Start:sp.End]) > 0 {
			stamped++
		}
	}
	switch {
	case asks(r.s) && (n.failed+n.quoted)*2 < n.all:
		return kb.ObsQuestion
	case stamped*2 > len(lines):
		return kb.ObsLog
	case r.hint != kb.ObsQuestion && (n.failed*5 >= n.all || n.quoted*2 >= n.all):
		return kb.ObsError
	case n.said*2 > n.all:
		return r.hinted(kb.ObsText)
	case len(strings.Fields(r.s[:min(len(r.s), maxJudged)])) >= minDescription:
		return r.hinted(kb.ObsQuestion)
	}
	return r.hinted(kb.ObsText)
}

// minDescription is how many words a text has at least that is taken for a
// description.
const minDescription = 5

// lengths are the bytes of the messages of a text.
type lengths struct {
	all    int
	said   int // by machines
	failed int // by machines that report a failure, where no person quotes them
	quoted int // by machines in quotation marks
}

// measure returns how many bytes of the text machines and people say.
func (r *reader) measure() lengths {
	var n lengths
	for _, m := range r.out {
		size := m.Span.Len()
		n.all += size
		if m.Role == kb.RoleComment {
			continue
		}
		n.said += size
		if at, _ := quoteMark(r.s[m.Span.Start:m.Span.End]); at == 0 {
			n.quoted += size
		} else if m.Role == kb.RoleFailure {
			n.failed += size
		}
	}
	return n
}

// hinted returns what the caller believes a text to be that does not tell
// itself, when that is possible, else the given kind.
func (r *reader) hinted(kind kb.ObservationKind) kb.ObservationKind {
	switch r.hint {
	case kb.ObsError, kb.ObsQuestion, kb.ObsLog, kb.ObsText:
		return r.hint
	}
	return kind
}
