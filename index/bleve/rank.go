package bleve

import (
	"cmp"
	"context"
	"slices"

	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// ranker scores the articles of a generation over Bleve's postings, term after
// term, into one array. It serves one query at a time.
type ranker struct {
	scores []float32
	hits   []uint32 // numbers with a score, in no order
	lists  []segapi.PostingsList
	its    segapi.PostingsIterator
}

// ranked is an article with its score.
type ranked struct {
	n     uint32
	score float64
}

// queryTerm is a term to rank by.
type queryTerm struct {
	term  string
	boost float64 // 1 for a whole word
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

// score adds up the terms.
func (r *ranker) score(ctx context.Context, g *generation, dicts []segapi.TermDictionary, terms []queryTerm) error {
	for _, t := range terms {
		if err := ctx.Err(); err != nil {
			return err
		}
		df, err := r.open(g, dicts, t.term)
		if err != nil {
			return err
		}
		if df == 0 {
			continue
		}
		weight := float32(t.boost * rarity(df, g.manifest.Docs) / (maxWeight + 1))
		for i := range g.segments {
			if err := r.add(r.lists[i], g.segments[i].base, weight); err != nil {
				return err
			}
		}
	}
	return nil
}

// open gets the postings of a term in each segment, and how many there are.
func (r *ranker) open(g *generation, dicts []segapi.TermDictionary, term string) (df int, err error) {
	for len(r.lists) < len(g.segments) {
		r.lists = append(r.lists, nil)
	}
	for i := range g.segments {
		r.lists[i], err = dicts[i].PostingsList([]byte(term), g.segments[i].deleted, r.lists[i])
		if err != nil {
			return 0, err
		}
		df += int(r.lists[i].Count())
	}
	return df, nil
}

// add adds one list of postings.
func (r *ranker) add(list segapi.PostingsList, base uint32, weight float32) error {
	it := list.Iterator(true, false, false, r.its)
	r.its = it
	for {
		p, err := it.Next()
		if p == nil || err != nil {
			return err
		}
		n := base + uint32(p.Number())
		if r.scores[n] == 0 {
			r.hits = append(r.hits, n)
		}
		r.scores[n] += weight * float32(p.Frequency())
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
