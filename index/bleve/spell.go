package bleve

import (
	"context"
	"strings"

	indexapi "github.com/blevesearch/bleve_index_api"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// The words that are corrected, by their length in characters, and how many are
// at most.
const (
	minMended = 4
	twoEdits  = 7 // from this length on, two letters may be wrong
	maxMended = 32
	maxWrong  = 8
)

// didYouMean returns the words of the query with those that no article has
// replaced by the nearest ones, or nothing.
func (s *searching) didYouMean(ctx context.Context) (string, error) {
	text := s.rankText()
	if text == "" || len(text) > index.MaxText || s.q.ID != "" {
		return "", nil
	}
	var b strings.Builder
	last, mended := 0, 0
	for w := range analyze.Words(text) {
		if mended == maxWrong {
			break
		}
		better, err := s.nearest(ctx, w.Term)
		if err != nil {
			return "", err
		}
		if better == "" {
			continue
		}
		mended++
		b.WriteString(text[last:w.Start])
		b.WriteString(better)
		last = w.End
	}
	if mended == 0 {
		return "", nil
	}
	return b.String() + text[last:], nil
}

// nearest returns a word that articles have and that is one or two letters away
// from a word that none has; empty when there is none.
func (s *searching) nearest(ctx context.Context, word string) (string, error) {
	term := analyze.Term(word)
	length := len([]rune(word))
	if term == "" || length < minMended || length > maxMended {
		return "", nil
	}
	have, err := s.g.bitmap(ctx, textField, term)
	if err != nil || !have.IsEmpty() {
		return "", err
	}
	edits := 1
	if length >= twoEdits {
		edits = 2
	}
	for distance := 1; distance <= edits; distance++ {
		near, err := s.commonest(term, distance)
		if err != nil || near != "" {
			return s.wordOf(ctx, near), err
		}
	}
	return "", nil
}

// commonest returns the most frequent term within an edit distance.
func (s *searching) commonest(term string, distance int) (best string, err error) {
	counts := map[string]uint64{}
	for _, reader := range s.g.readers {
		fuzzy, ok := reader.(indexapi.IndexReaderFuzzy)
		if !ok {
			continue
		}
		dict, err := fuzzy.FieldDictFuzzy(textField, term, distance, "")
		if err != nil {
			return "", err
		}
		for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
			if err != nil {
				return "", err
			}
			counts[e.Term] += e.Count
		}
		if err := dict.Close(); err != nil {
			return "", err
		}
	}
	for t, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && t < best {
			best = t
		}
	}
	return best, nil
}

// wordOf returns a word with the term as the first article that has it writes it.
func (s *searching) wordOf(ctx context.Context, term string) string {
	if term == "" {
		return ""
	}
	set, err := s.g.bitmap(ctx, textField, term)
	if err != nil || set.IsEmpty() {
		return term
	}
	word := term
	first := set.Minimum()
	for it := set.Iterator(); it.HasNext(); {
		if n := it.Next(); s.ids.ords[n] < s.ids.ords[first] {
			first = n
		}
	}
	_ = withWorker(ctx, s.e.readers, func(w *worker) error {
		rec, body, err := s.e.body(w, kb.ID(s.ids.value(first)))
		if err != nil {
			return err
		}
		for t := range analyze.Words(rec.title + "\n" + body) {
			if analyze.Term(t.Term) == term {
				word = t.Term
				break
			}
		}
		return nil
	})
	return word
}
