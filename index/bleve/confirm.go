package bleve

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"golang.org/x/sync/errgroup"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// check is a phrase that an article's text must have, or must not have.
type check struct {
	phrase analyze.Phrase
	not    bool
	among  *roaring.Bitmap // articles that could have it; nil for all
}

// maxChecked is how many articles are read for one query to check phrases. When
// more could match, the best of them are read and the total is a lower bound.
const maxChecked = 3000

// confirm leaves out the matches whose text does not pass the checks.
func (s *searching) confirm(ctx context.Context, r *ranker, matched []uint32, k int, page *index.Page) ([]uint32, error) {
	if len(s.checks) == 0 || len(matched) == 0 {
		return matched, nil
	}
	if len(matched) > maxChecked {
		slices.SortFunc(matched, func(a, b uint32) int {
			if c := cmp.Compare(r.scores[b], r.scores[a]); c != 0 {
				return c
			}
			return cmp.Compare(s.ids.ords[a], s.ids.ords[b])
		})
		matched = matched[:max(maxChecked, k)]
		page.Total.Exact = false
	}
	passed := make([]bool, len(matched))
	group, ctx := errgroup.WithContext(ctx)
	lanes := cap(s.e.readers)
	for lane := range lanes {
		group.Go(func() error {
			return withWorker(ctx, s.e.readers, func(w *worker) (err error) {
				for i := lane; i < len(matched) && err == nil; i += lanes {
					passed[i], err = s.passes(ctx, w, matched[i])
				}
				return err
			})
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	out := matched[:0:0]
	for i, n := range matched {
		if passed[i] {
			out = append(out, n)
		}
	}
	return out, nil
}

// passes checks one article.
func (s *searching) passes(ctx context.Context, w *worker, n uint32) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	var rec record
	var body string
	for _, c := range s.checks {
		if c.among != nil && !c.among.Contains(n) {
			continue
		}
		if rec.id == "" {
			var err error
			rec, body, err = s.e.body(w, kb.ID(s.ids.value(n)))
			if errors.Is(err, kb.ErrNotFound) {
				return false, nil
			}
			if err != nil {
				return false, err
			}
		}
		if (c.phrase.In(rec.title) || c.phrase.In(body)) == c.not {
			return false, nil
		}
	}
	return true, nil
}
