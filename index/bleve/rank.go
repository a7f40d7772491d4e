package bleve

import (
	"cmp"
	"context"
	"slices"
)

// ranker scores the articles of a generation, term after term, into one array.
// It serves one query at a time.
type ranker struct {
	scores []float32
	hits   []uint32 // numbers with a score, in no order
	buf    [512]uint32
}

// ranked is an article with its score.
type ranked struct {
	n     uint32
	score float64
}

// openTerm is a term to rank by with its postings in each segment.
type openTerm struct {
	term  string
	df    int
	lists []weightList
}

// ranker returns a clean ranker; giveBack returns it.
func (g *generation) ranker() *ranker {
	if r, ok := g.scratch.Get().(*ranker); ok {
		return r
	}
	return &ranker{scores: make([]float32, g.max)}
}

func (g *generation) giveBack(r *ranker) {
	for _, n := range r.hits {
		r.scores[n] = 0
	}
	r.hits = r.hits[:0]
	g.scratch.Put(r)
}

// score adds up the terms, the rarest first, so that the order of the words does
// not change the sum.
func (r *ranker) score(ctx context.Context, s *searching, terms []string) error {
	open := make([]openTerm, len(terms))
	for i, term := range terms {
		var err error
		if open[i], err = s.g.open(term); err != nil {
			return err
		}
	}
	slices.SortFunc(open, func(a, b openTerm) int {
		return cmp.Or(cmp.Compare(a.df, b.df), cmp.Compare(a.term, b.term))
	})
	for _, t := range open {
		if err := ctx.Err(); err != nil {
			return err
		}
		if t.df == 0 {
			s.rarities[t.term] = 0
			continue
		}
		s.rarities[t.term] = rarity(t.df, s.g.manifest.Docs)
		weight := float32(s.rarities[t.term] / (maxWeight + 1) / 2) // weights are doubled
		for i := range t.lists {
			r.add(t.lists[i], &s.g.segments[i], weight)
		}
	}
	return nil
}

// open gets the postings of a term.
func (g *generation) open(term string) (t openTerm, err error) {
	t = openTerm{term: term, lists: make([]weightList, len(g.segments))}
	for i := range g.segments {
		s := &g.segments[i]
		if t.lists[i], err = s.text.find(term); err != nil {
			return t, err
		}
		t.df += int(t.lists[i].docs.GetCardinality())
		if s.deleted != nil {
			t.df -= int(t.lists[i].docs.AndCardinality(s.deleted))
		}
	}
	return t, nil
}

// add adds one list of postings.
func (r *ranker) add(l weightList, s *segmentView, weight float32) {
	it := l.docs.ManyIterator()
	at := 0
	for n := it.NextMany(r.buf[:]); n > 0; n = it.NextMany(r.buf[:]) {
		for _, doc := range r.buf[:n] {
			w := l.weights[2*at]
			at++
			if s.deleted != nil && s.deleted.Contains(doc) {
				continue
			}
			number := s.base + doc
			if r.scores[number] == 0 {
				r.hits = append(r.hits, number)
			}
			r.scores[number] += weight * float32(w)
		}
	}
}

// topHeap keeps the best max articles.
type topHeap struct {
	rank  []uint32
	max   int
	items []ranked // a heap, the worst on top
}

// compare orders the better article first.
func (h *topHeap) compare(a, b ranked) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	return cmp.Compare(h.rank[a.n], h.rank[b.n])
}

// offer takes the article in if it is good enough.
func (h *topHeap) offer(x ranked) {
	if len(h.items) < h.max {
		h.items = append(h.items, x)
		for i := len(h.items) - 1; i > 0; {
			up := (i - 1) / 2
			if h.compare(h.items[i], h.items[up]) <= 0 {
				return
			}
			h.items[i], h.items[up] = h.items[up], h.items[i]
			i = up
		}
		return
	}
	if h.max == 0 || h.compare(x, h.items[0]) >= 0 {
		return
	}
	h.items[0] = x
	h.sink()
}

// sink moves the top to its place.
func (h *topHeap) sink() {
	for i := 0; ; {
		worst := i
		for c := 2*i + 1; c <= 2*i+2 && c < len(h.items); c++ {
			if h.compare(h.items[c], h.items[worst]) > 0 {
				worst = c
			}
		}
		if worst == i {
			return
		}
		h.items[i], h.items[worst] = h.items[worst], h.items[i]
		i = worst
	}
}

// sorted returns the articles, best first.
func (h *topHeap) sorted() []ranked {
	slices.SortFunc(h.items, h.compare)
	return h.items
}
