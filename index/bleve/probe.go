package bleve

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// Probe returns the articles nearest to weighted terms.
func (e *Engine) Probe(ctx context.Context, p index.Probe) (out index.Candidates, err error) {
	defer recovered("probe", &err)
	g, err := e.view(ctx)
	if err != nil {
		return out, err
	}
	defer g.release()
	ids, err := g.column(ctx, idField)
	if err != nil {
		return out, err
	}
	r := g.ranker()
	defer g.giveBack(r)
	out = index.Candidates{Rarity: make([]float64, len(p.Clues)), Fingerprint: g.manifest.Fingerprint}
	if err := r.probe(ctx, g, p, out.Rarity); err != nil {
		return out, err
	}
	out.List = r.nearest(ids, p)
	return out, nil
}

// probe adds up the clues, the rarest first, and tells their rarity.
func (r *ranker) probe(ctx context.Context, g *generation, p index.Probe, rarities []float64) error {
	clues, heaviest := p.Clues, 0.0
	open := make([]openTerm, len(clues))
	order := make([]int, len(clues))
	for i, c := range clues {
		var err error
		if open[i], err = g.open(c.Term); err != nil {
			return err
		}
		order[i] = i
		if open[i].df > 0 {
			rarities[i] = rarity(open[i].df, g.manifest.Docs)
			heaviest = max(heaviest, c.Weight*rarities[i])
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(open[a].df, open[b].df), cmp.Compare(open[a].term, open[b].term))
	})
	for _, i := range order {
		if err := ctx.Err(); err != nil {
			return err
		}
		if w := clues[i].Weight * rarities[i]; w <= 0 || w < p.Least*heaviest {
			continue
		}
		weight := float32(clues[i].Weight * rarities[i] / (maxWeight + 1) / 2) // weights are doubled
		for s := range open[i].lists {
			r.add(open[i].lists[s], &g.segments[s], weight)
		}
	}
	return nil
}

// nearest returns the best articles, then those that are wanted also.
func (r *ranker) nearest(ids *column, p index.Probe) []index.Candidate {
	h := topHeap{rank: ids.ords, max: p.Limit}
	for _, n := range r.hits {
		h.offer(ranked{n, float64(r.scores[n])})
	}
	var out []index.Candidate
	for _, x := range h.sorted() {
		out = append(out, index.Candidate{ID: kb.ID(strings.Clone(ids.value(x.n))), Score: x.score})
	}
	for _, id := range p.Also {
		if slices.ContainsFunc(out, func(c index.Candidate) bool { return c.ID == id }) {
			continue
		}
		if n, ok := ids.number(string(id)); ok {
			out = append(out, index.Candidate{ID: id, Score: float64(r.scores[n])})
		}
	}
	return out
}

// number returns the number of the article with the value. The values of a
// column of ids are sorted, and each stands for one article.
func (c *column) number(value string) (uint32, bool) {
	at, ok := slices.BinarySearch(c.values, value)
	if !ok {
		return 0, false
	}
	c.numbersOnce.Do(func() {
		c.numbers = make([]uint32, len(c.values))
		for n, o := range c.ords {
			if o > 0 {
				c.numbers[o-1] = uint32(n)
			}
		}
	})
	return c.numbers[at], true
}

// Bodies returns the searched text of each article.
func (e *Engine) Bodies(ctx context.Context, ids []kb.ID) ([]index.Body, error) {
	out := make([]index.Body, len(ids))
	err := withWorker(ctx, e.readers, func(w *worker) error {
		for i, id := range ids {
			rec, source, buf, err := e.store.peek(id, w.buf)
			if errors.Is(err, kb.ErrNotFound) {
				continue
			}
			if err != nil {
				return translate(err)
			}
			w.buf = buf
			out[i] = index.Body{Text: string(source[rec.body.Start:rec.body.End]), At: rec.body.Start}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}
