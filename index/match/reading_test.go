package match

import (
	"slices"
	"strings"
	"testing"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
	"kbadvisor/kb/observe"
)

// weightIn returns the weight of a word in a reading, and whether it stands in the
// observation itself.
func weightIn(r *reading, word string) (weight float64, own bool) {
	at, ok := r.place[analyze.Term(word)]
	if !ok {
		return 0, false
	}
	return r.clues[at].Weight, r.own[at]
}

// TestReadingWeighsRoles wants words to weigh by what says them.
func TestReadingWeighsRoles(t *testing.T) {
	text := "apple pear plum fig grape"
	o := kb.Observation{Kind: kb.ObsLog, Text: text}
	at := 0
	for i, role := range []kb.Role{kb.RoleFailure, kb.RoleComment, kb.RoleNeutral, kb.RoleCommand, kb.RoleHealthy} {
		word := strings.Fields(text)[i]
		o.Messages = append(o.Messages, kb.Message{Role: role, Span: kb.Span{Start: at, End: at + len(word)}})
		at += len(word) + 1
	}
	r := newLexicon().read(o)
	last := 10.0
	for _, word := range strings.Fields(text) {
		w, own := weightIn(r, word)
		if !own || w <= 0 || w >= last {
			t.Errorf("%q weighs %v after %v", word, w, last)
		}
		last = w
	}
	if got, want := r.told, 4./21; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("a person tells %v, want %v", got, want)
	}
	if n := len(r.seq); n != 10 || slices.ContainsFunc(r.seq[:9:9], func(at int) bool { return at < breakMark }) || r.seq[9] != breakMark {
		t.Errorf("the order is %v", r.seq)
	}
}

// TestReadingRepeats wants a word that is said twice to weigh what the weightier
// says, and words that are meant never more than words that are said.
func TestReadingRepeats(t *testing.T) {
	o := kb.Observation{Kind: kb.ObsLog, Text: "download apple download", Messages: []kb.Message{
		{Role: kb.RoleHealthy, Span: kb.Span{Start: 0, End: 14}}, {Role: kb.RoleFailure, Span: kb.Span{Start: 15, End: 23}},
	}}
	r := newLexicon().read(o)
	if w, own := weightIn(r, "download"); !own || w != failureWeight {
		t.Errorf("download weighs %v", w)
	}
	if w, own := weightIn(r, "retrieve"); own || w <= 0 || w >= failureWeight {
		t.Errorf("what download stands for weighs %v, own %t", w, own)
	}
}

// TestReadingValues wants what was sent with commands to weigh little in what
// servers say, and fully in what people say.
func TestReadingValues(t *testing.T) {
	session := "220 Service ready\nUSER wilhelmina\n530 User wilhelmina cannot log in.\n"
	alone, _ := weightIn(newLexicon().read(observe.Read("530 User wilhelmina cannot log in.", "")), "wilhelmina")
	sent, _ := weightIn(newLexicon().read(observe.Read(session, "")), "wilhelmina")
	if sent <= 0 || sent >= alone {
		t.Errorf("a name that was sent weighs %v, one that was not %v", sent, alone)
	}
}

// TestReadingIsBounded wants an observation of any length to be looked up by few
// words, and its first words to be among them.
func TestReadingIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString("w" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("z", i%11) + " ")
	}
	r := newLexicon().read(observe.Read("zebra "+b.String(), ""))
	if len(r.clues) != maxClues || len(r.own) != maxClues || len(r.place) != maxClues {
		t.Errorf("%d clues, %d places", len(r.clues), len(r.place))
	}
	if w, own := weightIn(r, "zebra"); !own || w <= 0 {
		t.Errorf("the first word weighs %v", w)
	}
}

// TestWeigh adds up what a reading weighs.
func TestWeigh(t *testing.T) {
	r := readingOf("red green | blue 530 > gray")
	if r.total != 15 || r.means != 0.5 || r.codes != 8 || r.pairs != 1+4 {
		t.Errorf("total %v, meant %v, numbers %v, neighbours %v", r.total, r.means, r.codes, r.pairs)
	}
}
