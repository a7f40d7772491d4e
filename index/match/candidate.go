package match

import (
	"cmp"
	"slices"

	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/signature"
)

// candidate is an article that may explain an observation.
type candidate struct {
	n      int // place in the catalog
	card   *card
	bm25   float64
	body   index.Body
	title  closeness
	text   closeness // of title and body together
	hits   []signature.Hit
	same   []mark // identifiers that both name
	v      vector
	quotes bool // it quotes all of the observation
	whole  bool // it quotes or names all of the observation
	score  float64
}

// seenAt returns where the body says what is seen.
func (c *candidate) seenAt() []kb.Span {
	var out []kb.Span
	for _, p := range c.card.Parts {
		from, to := p.Span.Start-c.body.At, p.Span.End-c.body.At
		if p.Role == sectionSeen && from >= 0 && to <= len(c.body.Text) {
			out = append(out, kb.Span{Start: from, End: to})
		}
	}
	return out
}

// sortCandidates puts the best first, equal ones by id.
func sortCandidates(list []*candidate) {
	slices.SortFunc(list, func(a, b *candidate) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.n, b.n)) })
}
