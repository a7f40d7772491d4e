package bleve

import (
	"context"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"kbadvisor/kb"
)

// rerankDepth is how many of the best articles are compared with their own text.
const rerankDepth = 16

// The weight of each sign of closeness against a term's share of the score. Both
// were chosen before they were measured; without them MRR@10 over the labelled
// searches is 0.908 instead of 0.944.
const (
	runWeight  = 0.35
	pairWeight = 0.35
)

// rerank orders the best articles anew by how closely their text repeats the
// query: terms alone do not tell a quoted message from a page with the same
// words. Scores only grow, so the articles behind stay behind.
func (s *searching) rerank(ctx context.Context, top []ranked, text string) error {
	group, ctx := errgroup.WithContext(ctx)
	records := make([]record, len(top))
	lanes := min(runtime.GOMAXPROCS(0), len(top))
	for lane := range lanes {
		group.Go(func() error {
			return withWorker(ctx, s.e.readers, func(w *worker) error {
				w.match.query(text, s.rarities)
				for i := lane; i < len(top) && len(w.match.weight) > 1; i += lanes {
					var more float64
					records[i], more = s.closeness(w, kb.ID(s.ids.value(top[i].n)))
					top[i].score += more
				}
				return ctx.Err()
			})
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	s.records = make(map[uint32]record, len(top))
	for i, r := range records {
		if r.id != "" {
			s.records[top[i].n] = r
		}
	}
	h := topHeap{rank: s.ids.ords}
	slices.SortStableFunc(top, h.compare)
	return nil
}

// closeness returns the record of an article and what the closeness of its text to
// the query adds to its score. An article that was removed since is left out of
// the page later.
func (s *searching) closeness(w *worker, id kb.ID) (record, float64) {
	rec, body, err := s.e.body(w, id)
	if err != nil {
		return record{}, 0
	}
	title, near := w.match.compare(rec.title), w.match.compare(body)
	return rec, runWeight*max(near.run, title.run) + pairWeight*max(near.pairs, title.pairs)
}

// body returns the record of an article and the text of it that is searched.
func (e *Engine) body(w *worker, id kb.ID) (record, string, error) {
	rec, source, buf, err := e.store.peek(id, w.buf)
	if err != nil {
		return record{}, "", err
	}
	w.buf = buf
	text := source[rec.body.Start:rec.body.End]
	if rec.encoding == kb.Windows1252 {
		return rec, latin(text), nil
	}
	return rec, unsafeString(text), nil
}

// latin decodes Windows-1252 well enough to compare words: bytes are the
// characters of Latin-1.
func latin(b []byte) string {
	var s strings.Builder
	for _, c := range b {
		s.WriteRune(rune(c))
	}
	return s.String()
}
