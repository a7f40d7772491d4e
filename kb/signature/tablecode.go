package signature

import (
	"slices"
	"strings"

	"kbadvisor/kb"
)

// codeKey is what a signature with a code is found by.
type codeKey struct {
	kind     kb.SignatureKind
	protocol kb.Protocol
	code     string
}

// eventKey is what a record of an event log is found by; source is folded,
// empty for any source.
type eventKey struct{ id, source string }

// addCodes fills the maps of codes and events in the given order.
func (t *Table) addCodes(entries []Entry, order []int32) {
	t.codes, t.events = map[codeKey][]int32{}, map[eventKey][]int32{}
	for _, i := range order {
		s := &entries[i].Sig
		if s.Code == "" {
			continue
		}
		k := codeKey{s.Kind, s.Protocol, s.Code}
		t.codes[k] = append(t.codes[k], i)
		if s.Kind != kb.SigEvent {
			continue
		}
		t.events[eventKey{s.Code, ""}] = append(t.events[eventKey{s.Code, ""}], i)
		if source := foldSource(s.Source); source != "" {
			k := eventKey{s.Code, source}
			t.events[k] = append(t.events[k], i)
		}
	}
}

// ByCode returns the entries of a kind that have the code, in the order of
// their articles. Protocol is empty for anything but wire replies.
func (t *Table) ByCode(kind kb.SignatureKind, protocol kb.Protocol, code string) []int32 {
	return slices.Clone(t.codes[codeKey{kind, protocol, code}])
}

// ByEvent returns the entries of the event, in the order of their articles. An
// empty source stands for any; case and blanks of the source do not count.
func (t *Table) ByEvent(id, source string) []int32 {
	return slices.Clone(t.events[eventKey{id, foldSource(source)}])
}

// foldSource returns the source of an event in lower case without blanks.
func foldSource(source string) string {
	return strings.ToLower(strings.Join(strings.Fields(source), ""))
}
