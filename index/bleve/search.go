package bleve

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// searching is one query being answered.
type searching struct {
	e       *Engine
	g       *generation
	q       index.Query
	ids     *column
	words   []string        // terms of Words: an article must have one
	others  []string        // terms of Required and Phrases
	allowed *roaring.Bitmap // what passes all conditions but the words; nil for all
	checks  []check         // what is still to be checked in the text

	records  map[uint32]record  // of articles that were read for re-ranking
	rarities map[string]float64 // of the terms
}

// Search answers a query. See index.Query.
func (e *Engine) Search(ctx context.Context, q index.Query) (page index.Page, err error) {
	defer recovered("search", &err)
	g, err := e.view(ctx)
	if err != nil {
		return index.Page{}, err
	}
	defer g.release()
	s := &searching{e: e, g: g, q: q, rarities: map[string]float64{}}
	if err := s.start(ctx); err != nil {
		return index.Page{}, err
	}
	return s.answer(ctx)
}

// start reads the query against the generation.
func (s *searching) start(ctx context.Context) (err error) {
	if s.ids, err = s.g.column(ctx, idField); err != nil {
		return err
	}
	if err := s.readTerms(ctx); err != nil {
		return err
	}
	return s.restrict(ctx)
}

// answer finds, orders and cuts the matches.
func (s *searching) answer(ctx context.Context) (index.Page, error) {
	page := index.Page{Total: index.Total{Exact: true}, Fingerprint: s.g.manifest.Fingerprint}
	limit := s.q.Limit
	if limit <= 0 {
		limit = index.DefaultLimit
	}
	limit = min(limit, index.MaxLimit)
	offset, err := readToken(s.q)
	if err != nil {
		return page, err
	}
	found, err := s.find(ctx, offset+limit+1, &page)
	if err != nil {
		return page, err
	}
	if offset+limit < len(found) && offset+limit < index.MaxDepth {
		page.Next = token(s.q, offset+limit)
	}
	found = found[min(offset, len(found)):min(offset+limit, len(found))]
	if err := s.hits(ctx, found, &page); err != nil {
		return page, err
	}
	if offset == 0 && s.doubtful(page.Total.Value) {
		page.DidYouMean, err = s.didYouMean(ctx)
	}
	return page, err
}

// find returns the first k matches in their order and fills in total and facets.
func (s *searching) find(ctx context.Context, k int, page *index.Page) ([]ranked, error) {
	r := s.g.ranker()
	defer s.g.giveBack(r)
	if err := r.score(ctx, s, s.words); err != nil {
		return nil, err
	}
	withWord := len(r.hits)
	if err := r.score(ctx, s, s.others); err != nil {
		return nil, err
	}
	if err := s.tiers(ctx, r, &withWord); err != nil {
		return nil, err
	}
	matched, err := s.confirm(ctx, r, s.matched(r.hits[:withWord]), k, page)
	if err != nil {
		return nil, err
	}
	page.Total.Value = len(matched)
	if s.q.Facets {
		if page.Facets, err = s.facets(ctx, matched); err != nil {
			return nil, err
		}
	}
	return s.order(ctx, r, matched, k)
}

// matched returns the articles that pass all conditions, out of those that have
// one of the words when there are words. Words without a term, such as "the", are
// no condition beside others.
func (s *searching) matched(withWord []uint32) []uint32 {
	if len(s.words) == 0 && s.q.ID == "" && (len(s.q.Words) == 0 || s.allowed != nil) {
		if s.allowed == nil {
			return s.g.all().ToArray()
		}
		return s.allowed.ToArray()
	}
	if s.allowed == nil {
		return withWord
	}
	out := make([]uint32, 0, min(len(withWord), int(s.allowed.GetCardinality())))
	for _, n := range withWord {
		if s.allowed.Contains(n) {
			out = append(out, n)
		}
	}
	return out
}

// tierScore is what the article that a query names, and the articles that cite
// it, are ahead of those that have only its words. No words score as much.
const tierScore = 1000

// tiers adds the named article and those that cite it to the articles with a word.
func (s *searching) tiers(ctx context.Context, r *ranker, withWord *int) error {
	if s.q.ID == "" {
		return nil
	}
	*withWord = len(r.hits)
	named, err := s.g.bitmap(ctx, idField, string(s.q.ID))
	if err != nil {
		return err
	}
	citing, err := s.g.bitmap(ctx, citesField, string(s.q.ID))
	if err != nil {
		return err
	}
	for tier, set := range map[float32]*roaring.Bitmap{2: named, 1: citing} {
		for it := set.Iterator(); it.HasNext(); {
			n := it.Next()
			if r.scores[n] == 0 {
				r.hits = append(r.hits, n)
			}
			r.scores[n] += tier * tierScore
		}
	}
	*withWord = len(r.hits)
	return nil
}

// order returns the first k of the matches.
func (s *searching) order(ctx context.Context, r *ranker, matched []uint32, k int) ([]ranked, error) {
	key, err := s.sortKey(ctx, r)
	if err != nil {
		return nil, err
	}
	h := topHeap{rank: s.ids.ords, max: max(k, rerankDepth)}
	for _, n := range matched {
		h.offer(ranked{n, key(n)})
	}
	top := h.sorted()
	if s.q.Sort == index.ByNewest || s.q.Sort == index.ByOldest {
		for i := range top {
			top[i].score = float64(r.scores[top[i].n])
		}
		return top, nil
	}
	if text := s.rankText(); text != "" {
		deep := top[:min(len(top), rerankDepth)]
		err = s.rerank(ctx, deep, text)
	}
	return top, err
}

// sortKey returns what the articles are ordered by, largest first.
func (s *searching) sortKey(ctx context.Context, r *ranker) (func(uint32) float64, error) {
	if s.q.Sort != index.ByNewest && s.q.Sort != index.ByOldest {
		return func(n uint32) float64 { return float64(r.scores[n]) }, nil
	}
	dates, err := s.g.column(ctx, dateField)
	if err != nil {
		return nil, err
	}
	sign := 1.0
	if s.q.Sort == index.ByOldest {
		sign = -1
	}
	return func(n uint32) float64 {
		if dates.ords[n] == 0 {
			return math.Inf(-1) // without a date: last in both orders
		}
		return sign * float64(dates.ords[n])
	}, nil
}

// hits makes the hits of one page. Articles that were removed since the
// generation was made are left out.
func (s *searching) hits(ctx context.Context, found []ranked, page *index.Page) error {
	page.Hits = make([]index.Hit, 0, len(found))
	marker := index.NewMarker(s.q)
	for _, f := range found {
		hit, err := s.hit(f, marker)
		if err != nil {
			if errors.Is(err, kb.ErrNotFound) {
				page.Total.Value--
				continue
			}
			return err
		}
		page.Hits = append(page.Hits, hit)
	}
	return ctx.Err()
}

// hit makes one hit.
func (s *searching) hit(f ranked, marker index.Marker) (index.Hit, error) {
	if rec, ok := s.records[f.n]; ok && !s.q.Highlight {
		return rec.hit(f.score), nil
	}
	id := kb.ID(s.ids.value(f.n))
	rec, source, _, err := s.e.store.peek(id, nil)
	if err != nil {
		return index.Hit{}, fmt.Errorf("article %s: %w", id, err)
	}
	h := rec.hit(f.score)
	if !s.q.Highlight {
		return h, nil
	}
	a, err := s.e.parse(id, source, s.e.store.name(id))
	if err != nil {
		return index.Hit{}, err
	}
	h.Highlights = index.Highlights(a, marker)
	return h, nil
}
