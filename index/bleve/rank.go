package bleve

import (
	"cmp"
	"context"
	"slices"

	segapi "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sync/errgroup"
)

// ranker scores the articles of a generation over Bleve's postings, term after
// term, into one array. The segments are shared out among lanes, which work at
// the same time. It serves one query at a time.
type ranker struct {
	scores []float32
	hits   []uint32 // numbers with a score, in no order
	lanes  [shardCount]lane
}

// lane scores some of the segments.
type lane struct {
	hits []uint32
	its  segapi.PostingsIterator
}

// ranked is an article with its score.
type ranked struct {
	n     uint32
	score float64
}

// openTerm is a term to rank by with its postings in each segment.
type openTerm struct {
	df    int
	lists []segapi.PostingsList
}

// worthLanes is how many postings make it worth to score in several lanes.
const worthLanes = 4000

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

// open gets the postings of a term.
func (s *searching) open(term string) (t openTerm, err error) {
	t.lists = make([]segapi.PostingsList, len(s.g.segments))
	for i := range s.g.segments {
		t.lists[i], err = s.dicts[i].PostingsList([]byte(term), s.g.segments[i].deleted, nil)
		if err != nil {
			return t, err
		}
		t.df += int(t.lists[i].Count())
	}
	return t, nil
}

// score adds up the terms.
func (r *ranker) score(ctx context.Context, s *searching, terms []string) error {
	open := make([]openTerm, 0, len(terms))
	postings := 0
	for _, term := range terms {
		t, err := s.open(term)
		if err != nil {
			return err
		}
		s.rarities[term] = 0
		if t.df > 0 {
			s.rarities[term] = rarity(t.df, s.g.manifest.Docs)
			open = append(open, t)
			postings += t.df
		}
	}
	if postings < worthLanes {
		for l := range r.lanes {
			if err := r.run(ctx, s.g, l, open); err != nil {
				return err
			}
		}
	} else {
		group, ctx := errgroup.WithContext(ctx)
		for l := range r.lanes {
			group.Go(func() (err error) {
				defer recovered("score", &err)
				return r.run(ctx, s.g, l, open)
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
	for l := range r.lanes {
		r.hits = append(r.hits, r.lanes[l].hits...)
		r.lanes[l].hits = r.lanes[l].hits[:0]
	}
	return nil
}

// run scores the segments of one lane: those of one shard, as a rule.
func (r *ranker) run(ctx context.Context, g *generation, l int, terms []openTerm) error {
	for i := range g.segments {
		if g.segments[i].shard != l {
			continue
		}
		for _, t := range terms {
			if err := ctx.Err(); err != nil {
				return err
			}
			weight := float32(rarity(t.df, g.manifest.Docs) / (maxWeight + 1))
			if err := r.add(&r.lanes[l], t.lists[i], g.segments[i].base, weight); err != nil {
				return err
			}
		}
	}
	return nil
}

// add adds one list of postings.
func (r *ranker) add(l *lane, list segapi.PostingsList, base uint32, weight float32) error {
	l.its = list.Iterator(true, false, false, l.its)
	for {
		p, err := l.its.Next()
		if p == nil || err != nil {
			return err
		}
		n := base + uint32(p.Number())
		if r.scores[n] == 0 {
			l.hits = append(l.hits, n)
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
