package signature

import (
	"strings"
	"testing"
)

// TestHostile puts in 1 MiB of what could make readers slow; it ends soon or
// not at all.
func TestHostile(t *testing.T) {
	table := NewTable(tableEntries())
	for _, part := range []string{
		"IP ADDRESS ", "...", "... ", "_", "____ ", `<x>\`, "<x> ", "<", "'a' ", "'", `"`, "cannot ", "%1", "%", "a.b:",
		":", "\\", "0x", "0x1 ", "http://", "é", "’", "don’t ", "x:", "1,", "1.", "a@", "User bob cannot log in. ",
		"error 5 ", "-", "- ", "[a] ", "{", "n", "nn ", "\x00", "\xff", "User <username> ", "cannot log ",
	} {
		text := strings.Repeat(part, 1<<20/len(part))
		tokens := Tokens(text)
		p := NewTemplate(text)
		if len(p.elems) > maxElements {
			t.Errorf("%q: %d elements", part, len(p.elems))
		}
		p.Align(tokens)
		NewTemplate("User <username> cannot log in.").Align(tokens)
		if hits := table.Find(tokens); len(hits) > MaxHits {
			t.Errorf("%q: %d hits", part, len(hits))
		}
	}
}

func TestLongMessageIsCut(t *testing.T) {
	text := strings.Repeat("one two three four five ", 100)
	p := NewTemplate(text)
	if len(p.elems) != maxElements {
		t.Errorf("%d elements, want %d", len(p.elems), maxElements)
	}
	if _, ok := p.Align(Tokens(text)); !ok {
		t.Error("a long message is not found in itself")
	}
}
