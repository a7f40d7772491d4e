package signature

import "strings"

// eventReader reads a record label by label.
type eventReader struct {
	reading
	s         string
	described bool   // a label says which text is the description
	rest      string // what stands behind the first value that something stands behind
}

// field reads what follows a label and returns the next one.
func (e *eventReader) field(l label) (next label, more bool) {
	next, more = nextLabel(e.s, l.at)
	end := len(e.s)
	if more {
		end = next.from
	}
	value, behind, _ := strings.Cut(strings.TrimSpace(e.s[l.at:end]), "\n")
	switch l.name {
	case "event id", "eventid", "event":
		behind = e.number(value, behind, more)
	case "source", "event source", "service":
		behind = e.named(value, behind)
	case "description", "message", "text", "desc":
		if l.name[:3] == "des" { // the rest is the description, but for the data
			end, more = dataAt(e.s, l.at), false
		}
		if !e.described {
			e.text, e.described = e.s[l.at:end], true
		}
		behind = ""
	}
	if behind != "" && e.rest == "" && l.name != "data" {
		e.rest = behind
	}
	return next, more
}

// number takes in the number of the event and returns what stands behind it: on the
// same line when no label follows.
func (e *eventReader) number(value, behind string, more bool) string {
	if e.code == "" {
		e.code = eventNumber(value)
	}
	if behind != "" || more || hasFold(value, "0x") {
		return behind
	}
	behind = tidy(strings.TrimLeft(value, "0123456789() "))
	if !strings.Contains(behind, "(") {
		behind = strings.TrimSuffix(behind, ")")
	}
	return behind
}

// named takes in the source and returns what stands behind it.
func (e *eventReader) named(value, behind string) string {
	if e.source != "" {
		return behind
	}
	source, said, _ := strings.Cut(value, "\"")
	e.source = strings.Trim(source, " ,;.")
	return strings.TrimSpace(said + " " + behind)
}
