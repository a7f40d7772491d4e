package signature

import (
	"cmp"
	"slices"

	"kbadvisor/kb"
)

// Hit is a signature that an observation says.
type Hit struct {
	Entry    int32 // index of the entry in the slice that the table was built from
	Article  int32
	Code     CodeMatch
	CodeSpan kb.Span // of the observation: the code that is or is not the entry's
	Alignment
}

// CodeMatch tells whether an observation shows the code of a signature beside
// its message.
type CodeMatch uint8

// The outcomes. A hit with another code has a lower score.
const (
	CodeNone  CodeMatch = iota // the signature has no code, or none stands there
	CodeSame                   // the code of the signature stands there
	CodeOther                  // another code stands in its place
)

// What a code adds to a score, or takes from it when it is another one.
const weightCode = 1

// leastScore is the least score of a hit.
const leastScore = 1. / 64

// MaxHits bounds the hits of one observation.
const MaxHits = 512

// hits names the entries of the patterns that were found, best first, and
// describes how they were found.
func (t *Table) hits(f *finder, obs []Token) []Hit {
	f.ranked = f.ranked[:0]
	for _, p := range f.seen {
		if f.tried[p].best == 0 {
			continue
		}
		fit := f.best(p)
		near := f.codesNear(obs, fit)
		for _, e := range t.owners[p] {
			r := ranked{entry: e, pattern: p, score: fit.score}
			r.code, r.at = t.marks[e].match(near, fit)
			switch inside := r.at.Start >= obs[fit.from].Span.Start && r.at.End <= obs[fit.to-1].Span.End; {
			case r.code == CodeSame && !inside: // within the message it has its weight already
				r.score += weightCode
			case r.code == CodeOther:
				r.score -= weightCode
			}
			f.ranked = append(f.ranked, r)
		}
	}
	slices.SortFunc(f.ranked, t.compare)
	return t.describe(f, obs, f.ranked[:min(len(f.ranked), MaxHits)])
}

// best returns the best fit of a pattern that was found.
func (f *finder) best(pattern int32) *fit { return &f.fits[f.tried[pattern].best-1] }

// ranked is an entry that an observation says.
type ranked struct {
	entry, pattern int32
	score          float32
	code           CodeMatch
	at             kb.Span
}

// compare orders entries by score, then by article and place.
func (t *Table) compare(a, b ranked) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(t.ranks[a.entry], t.ranks[b.entry]))
}

// describe makes hits of entries; entries of one pattern share what their
// alignments point to.
func (t *Table) describe(f *finder, obs []Token, entries []ranked) []Hit {
	if len(entries) == 0 {
		return nil
	}
	hits := make([]Hit, len(entries))
	known := make(map[int32]Alignment, len(entries))
	for i, r := range entries {
		a, ok := known[r.pattern]
		if !ok {
			a = f.describe(&t.patterns[r.pattern], obs, *f.best(r.pattern))
			known[r.pattern] = a
		}
		a.Score = float64(max(r.score, leastScore))
		hits[i] = Hit{Entry: r.entry, Article: t.articles[r.entry], Code: r.code, CodeSpan: r.at, Alignment: a}
	}
	return hits
}
