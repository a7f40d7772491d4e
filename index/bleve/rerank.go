package bleve

import (
	"context"
	"slices"
	"strings"

	"kbadvisor/kb"
)

// rerankDepth is how many of the best articles are compared with their own text.
const rerankDepth = 24

// The weight of each sign of closeness against a term's share of the score.
const (
	runWeight   = 0.35
	pairWeight  = 0.35
	titleWeight = 0.15
)

// rerank orders the best articles anew by how closely their text repeats the
// query: terms alone do not tell a quoted message from a page with the same
// words. Scores only grow, so the articles behind stay behind.
func (e *Engine) rerank(ctx context.Context, ids *column, top []ranked, text string, weight func(string) float64) error {
	return e.withWorker(ctx, func(w *worker) error {
		w.match.query(text, weight)
		if len(w.match.weight) < 2 {
			return nil
		}
		for i := range top {
			rec, body, err := e.body(w, kb.ID(ids.value(top[i].n)))
			if err != nil {
				continue // removed since: it is left out of the page later
			}
			near := w.match.compare(body)
			title := w.match.compare(rec.title)
			top[i].score += runWeight*max(near.run, title.run) + pairWeight*max(near.pairs, title.pairs) +
				titleWeight*w.match.cover(rec.title)
		}
		h := topHeap{rank: ids.ords}
		slices.SortStableFunc(top, h.compare)
		return ctx.Err()
	})
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
