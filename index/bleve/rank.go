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
	hits   []uint32
	its    segapi.PostingsIterator
	heap   []float32 // the best scores
	weight uint64    // of the posting the iterator stands at
}

// ranked is an article with its score.
type ranked struct {
	n     uint32
	score float64
}

// openTerm is a term to rank by with its postings in each segment.
type openTerm struct {
	term   string
	df     int
	weight float64 // its rarity
	lists  []segapi.PostingsList
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
	t.term = term
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

// score adds up the terms. With best > 0 only the scores of the best articles of
// each shard, at least so many, have to be right, and others may be missing.
func (r *ranker) score(ctx context.Context, s *searching, terms []string, best int) error {
	open, postings, err := s.openAll(terms)
	if err != nil {
		return err
	}
	if postings < worthLanes {
		for l := range r.lanes {
			if err := r.run(ctx, s.g, l, open, best); err != nil {
				return err
			}
		}
	} else if err := r.runAll(ctx, s.g, open, best); err != nil {
		return err
	}
	for l := range r.lanes {
		r.hits = append(r.hits, r.lanes[l].hits...)
		r.lanes[l].hits = r.lanes[l].hits[:0]
	}
	return nil
}

// openAll gets the postings of the terms, the rarest first, and counts them.
func (s *searching) openAll(terms []string) (open []openTerm, postings int, err error) {
	for _, term := range terms {
		t, err := s.open(term)
		if err != nil {
			return nil, 0, err
		}
		if t.df > 0 {
			t.weight = rarity(t.df, s.g.manifest.Docs)
			open = append(open, t)
			postings += t.df
		}
		s.rarities[term] = t.weight
	}
	slices.SortStableFunc(open, func(a, b openTerm) int {
		return cmp.Or(cmp.Compare(a.df, b.df), cmp.Compare(a.term, b.term))
	})
	return open, postings, nil
}

// runAll runs all lanes at the same time.
func (r *ranker) runAll(ctx context.Context, g *generation, terms []openTerm, best int) error {
	group, ctx := errgroup.WithContext(ctx)
	for l := range r.lanes {
		group.Go(func() (err error) {
			defer recovered("score", &err)
			return r.run(ctx, g, l, terms, best)
		})
	}
	return group.Wait()
}

// run scores the segments of one lane: those of one shard. Rare terms come
// first; once the terms that are left weigh less together than the worst of the
// best articles so far has, they only matter to articles that are close to it.
func (r *ranker) run(ctx context.Context, g *generation, l int, terms []openTerm, best int) error {
	left := 0.0
	for _, t := range terms {
		left += t.weight
	}
	var close []uint32 // articles that can still be among the best, once few can
	for n, t := range terms {
		if err := ctx.Err(); err != nil {
			return err
		}
		if close == nil && best > 0 && n > 0 {
			close = r.lanes[l].contenders(r.scores, best, float32(left)*1.0001)
		}
		for i := range g.segments {
			if g.segments[i].shard != l {
				continue
			}
			var err error
			if close == nil {
				err = r.add(&r.lanes[l], t.lists[i], g.segments[i].base, t.part())
			} else {
				err = r.addTo(&r.lanes[l], close, t.lists[i], &g.segments[i], t.part())
			}
			if err != nil {
				return err
			}
		}
		left -= t.weight
	}
	return nil
}

// part returns what a posting of weight 1 adds to the score.
func (t openTerm) part() float32 { return float32(t.weight / (maxWeight + 1)) }

// contenders returns the articles that can be among the best when no article can
// gain more than left, in the order of their numbers; nil when articles without
// a score so far can be among them.
func (l *lane) contenders(scores []float32, best int, left float32) []uint32 {
	if len(l.hits) < 4*best {
		return nil
	}
	l.heap = l.heap[:0]
	for _, n := range l.hits {
		l.heap = offer(l.heap, scores[n], best)
	}
	worst := l.heap[0]
	if worst <= left {
		return nil
	}
	out := make([]uint32, 0, 4*best)
	for _, n := range l.hits {
		if scores[n]+left >= worst {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// offer keeps the largest values in a heap with the smallest on top.
func offer(heap []float32, v float32, size int) []float32 {
	if len(heap) < size {
		heap = append(heap, v)
		for i := len(heap) - 1; i > 0 && heap[i] < heap[(i-1)/2]; i = (i - 1) / 2 {
			heap[i], heap[(i-1)/2] = heap[(i-1)/2], heap[i]
		}
		return heap
	}
	if v <= heap[0] {
		return heap
	}
	heap[0] = v
	for i := 0; ; {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < size; c++ {
			if heap[c] < heap[least] {
				least = c
			}
		}
		if least == i {
			return heap
		}
		heap[i], heap[least] = heap[least], heap[i]
		i = least
	}
}

// addTo adds the postings of some articles, which are in order.
func (r *ranker) addTo(l *lane, articles []uint32, list segapi.PostingsList, s *segmentView, weight float32) error {
	first, _ := slices.BinarySearch(articles, s.base)
	end := s.base + uint32(s.Count())
	l.its = list.Iterator(true, false, false, l.its)
	at := uint64(0) // where the iterator stands, plus one
	for _, n := range articles[first:] {
		if n >= end {
			break
		}
		local := uint64(n - s.base)
		if local+1 < at {
			continue
		}
		if local+1 > at {
			p, err := l.its.Advance(local)
			if p == nil || err != nil {
				return err
			}
			at = p.Number() + 1
			l.weight = p.Frequency()
		}
		if local+1 == at {
			r.scores[n] += weight * float32(l.weight)
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
