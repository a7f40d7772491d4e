package indextest

import (
	"cmp"
	"context"
	"slices"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// Probe scores every visible article.
func (r *reference) Probe(ctx context.Context, p index.Probe) (index.Candidates, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := r.usable(ctx); err != nil {
		return index.Candidates{}, err
	}
	all := sortedRecords(r.visible)
	needles := make([]needle, len(p.Clues))
	for i, c := range p.Clues {
		needles[i] = needle{words: []word{{text: c.Term, term: c.Term}}}
	}
	stats := measure(needles, all)
	out := index.Candidates{Rarity: make([]float64, len(needles)), Fingerprint: fingerprint(r.visible)}
	for i, n := range needles {
		if slices.ContainsFunc(all, func(rec *record) bool { return rec.has(n) }) {
			out.Rarity[i] = stats.idf[i]
		}
		stats.idf[i] *= p.Clues[i].Weight
	}
	for i, w := range stats.idf {
		if w < p.Least*slices.Max(stats.idf) {
			stats.idf[i] = 0
		}
	}
	var also []index.Candidate
	for _, rec := range all {
		score := stats.score(rec, needles)
		if score > 0 {
			out.List = append(out.List, index.Candidate{ID: rec.id(), Score: score})
		}
		if slices.Contains(p.Also, rec.id()) {
			also = append(also, index.Candidate{ID: rec.id(), Score: score})
		}
	}
	slices.SortStableFunc(out.List, func(a, b index.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	out.List = out.List[:min(p.Limit, len(out.List))]
	for _, c := range also {
		if !slices.ContainsFunc(out.List, func(x index.Candidate) bool { return x.ID == c.ID }) {
			out.List = append(out.List, c)
		}
	}
	return out, nil
}

// Bodies cuts the searched sections out of each stored source.
func (r *reference) Bodies(ctx context.Context, ids []kb.ID) ([]index.Body, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := r.usable(ctx); err != nil {
		return nil, err
	}
	out := make([]index.Body, len(ids))
	for i, id := range ids {
		if rec := r.stored[id]; rec != nil {
			out[i] = bodyOf(rec.doc.Article)
		}
	}
	return out, nil
}

func bodyOf(a *kb.Article) index.Body {
	var span kb.Span
	for _, s := range a.Sections {
		if s.Kind != kb.Lead && s.Kind != kb.Content {
			continue
		}
		if span.End == 0 {
			span.Start = s.Span.Start
		}
		span.End = s.Span.End
	}
	return index.Body{Text: string(a.Source[span.Start:span.End]), At: span.Start}
}
