package fill

import (
	"strings"

	"kbadvisor/kb"
)

// longAttribute is the length from which a value is an output of its own.
const longAttribute = 500

// Attributes are the fields of a finding that have no other place: scores, dates,
// flags. Say makes them one output, "attributes", with a line "name: value" for
// each.
type Attributes struct {
	lines strings.Builder
	long  []kb.Output
}

// Add adds a field, unless it is empty. A long value, or one of several lines, will
// be an output of its own.
func (a *Attributes) Add(name, value string) {
	value = strings.TrimSpace(value)
	switch {
	case value == "":
	case len(value) > longAttribute || strings.Contains(value, "\n"):
		a.long = append(a.long, kb.Output{ID: name, Text: value})
	default:
		if a.lines.Len() > 0 {
			a.lines.WriteByte('\n')
		}
		a.lines.WriteString(name)
		a.lines.WriteString(": ")
		a.lines.WriteString(value)
	}
}

// Say adds the fields to the outputs of a finding.
func (a *Attributes) Say(f *kb.Finding) {
	f.Outputs = append(f.Outputs, a.long...)
	Say(f, "attributes", a.lines.String())
}
