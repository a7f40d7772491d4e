package bleve

import (
	"context"

	indexapi "github.com/blevesearch/bleve_index_api"

	"kbadvisor/index/analyze"
)

// nearest returns the most frequent word of titles that is one or two letters
// away from a word that no article has; empty when there is none.
func (s *searching) nearest(ctx context.Context, word string) (string, error) {
	term := analyze.Term(word)
	if term == "" || len([]rune(word)) < 4 {
		return "", nil
	}
	have, err := s.g.bitmap(ctx, textField, term)
	if err != nil || !have.IsEmpty() {
		return "", err
	}
	distance := 1
	if len([]rune(word)) > 7 {
		distance = 2
	}
	best, score := "", 0.0
	for _, reader := range s.g.readers {
		fuzzy, ok := reader.(indexapi.IndexReaderFuzzy)
		if !ok {
			continue
		}
		dict, err := fuzzy.FieldDictFuzzy(titleField, word, distance, "")
		if err != nil {
			return "", err
		}
		for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
			if err != nil {
				return "", err
			}
			near := float64(e.Count) / float64(1+99*int(e.EditDistance/2))
			if near > score || near == score && e.Term < best {
				best, score = e.Term, near
			}
		}
		if err := dict.Close(); err != nil {
			return "", err
		}
	}
	return best, nil
}
