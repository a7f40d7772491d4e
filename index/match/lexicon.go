package match

import (
	_ "embed" // for the lexicon
	"slices"
	"strings"

	"kbadvisor/index/analyze"
)

// lexiconText is described in its first lines.
//
//go:embed lexicon.tsv
var lexiconText string

// lexicon knows words that stand for others.
type lexicon struct {
	entries map[string][]lexeme // by the first term of the phrase
}

// lexeme is a phrase and what it stands for, as terms.
type lexeme struct {
	phrase, means []string
}

// newLexicon reads the embedded lexicon.
func newLexicon() *lexicon {
	l := &lexicon{entries: map[string][]lexeme{}}
	for line := range strings.Lines(lexiconText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		group, more, _ := strings.Cut(line, ">")
		l.add(strings.Split(group, "|"), terms(more))
	}
	return l
}

// add enters a group: each of its phrases stands for the others and for more.
func (l *lexicon) add(group []string, more []string) {
	for i, phrase := range group {
		p := terms(phrase)
		if len(p) == 0 {
			continue
		}
		var means []string
		for j, other := range group {
			if i != j {
				means = append(means, terms(other)...)
			}
		}
		l.entries[p[0]] = append(l.entries[p[0]], lexeme{p, append(means, more...)})
	}
}

// at calls yield for what the phrases that begin the terms stand for.
func (l *lexicon) at(sequence []string, yield func(means []string)) {
	if len(sequence) == 0 {
		return
	}
	for _, e := range l.entries[sequence[0]] {
		if len(e.phrase) <= len(sequence) && slices.Equal(e.phrase, sequence[:len(e.phrase)]) {
			yield(e.means)
		}
	}
}

// terms returns the terms of a text.
func terms(text string) []string {
	var out []string
	for t := range analyze.Terms(text) {
		out = append(out, t.Term)
	}
	return out
}
