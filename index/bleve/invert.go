package bleve

import (
	"cmp"
	"slices"
)

// termPostings is a term with the articles that have it, in order, and its
// weight in each.
type termPostings struct {
	term    string
	docs    []uint32
	weights []uint8
}

// invert returns the postings of a field, in the order of the terms.
func invert(docs []*document, place int) []termPostings {
	if fieldNames[place] == idField {
		return ids(docs)
	}
	n := newNumbering(docs, place)
	counts := make([]uint32, len(n.terms)+1)
	n.each(docs, func(_ int, term uint32, _ uint8) { counts[term]++ })
	return n.fill(docs, counts)
}

// ids returns the postings of the ids; the documents are in their order.
func ids(docs []*document) []termPostings {
	out := make([]termPostings, len(docs))
	for n, d := range docs {
		out[n] = termPostings{d.id, []uint32{uint32(n)}, []uint8{1}}
	}
	return out
}

// numbering gives the strings of a field common numbers, whatever their numbers
// in the vocabularies are.
type numbering struct {
	place  int
	terms  []string
	of     map[*vocabulary][]uint32 // one more than the common number, by own number
	common map[string]uint32
}

// newNumbering numbers the strings that the documents have in a field.
func newNumbering(docs []*document, place int) *numbering {
	n := &numbering{place: place, of: map[*vocabulary][]uint32{}, common: map[string]uint32{}}
	for _, d := range docs {
		e, weight := d.entries(place)
		to := n.of[d.vocabulary]
		if len(to) < len(e.table) {
			to = append(to, make([]uint32, len(e.table)-len(to))...)
			n.of[d.vocabulary] = to
		}
		for _, t := range e.list {
			if own := t >> extraBits; to[own] == 0 && weight(t) > 0 {
				to[own] = n.number(e.table[own]) + 1
			}
		}
	}
	return n
}

// number returns the common number of a string.
func (n *numbering) number(term string) uint32 {
	c, ok := n.common[term]
	if !ok {
		c = uint32(len(n.terms))
		n.common[term] = c
		n.terms = append(n.terms, term)
	}
	return c
}

// each calls fn for every posting: the place of its article among the documents,
// the common number of its term, its weight.
func (n *numbering) each(docs []*document, fn func(doc int, term uint32, weight uint8)) {
	for doc, d := range docs {
		to := n.of[d.vocabulary]
		e, weight := d.entries(n.place)
		for _, t := range e.list {
			if w := weight(t); w > 0 {
				fn(doc, to[t>>extraBits]-1, w)
			}
		}
	}
}

// fill puts the postings into two arrays, term after term. counts has the number
// of postings of each term.
func (n *numbering) fill(docs []*document, counts []uint32) []termPostings {
	sum := uint32(0)
	for i, c := range counts {
		counts[i] = sum // where the term's postings begin
		sum += c
	}
	numbers, weights := make([]uint32, sum), make([]uint8, sum)
	next := slices.Clone(counts)
	n.each(docs, func(doc int, term uint32, weight uint8) {
		at := next[term]
		numbers[at], weights[at] = uint32(doc), weight
		next[term]++
	})
	out := make([]termPostings, len(n.terms))
	for i, term := range n.terms {
		out[i] = termPostings{term, numbers[counts[i]:next[i]], weights[counts[i]:next[i]]}
	}
	slices.SortFunc(out, func(a, b termPostings) int { return cmp.Compare(a.term, b.term) })
	return out
}
