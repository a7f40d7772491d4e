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

	// fewMatches is up to how many matches a search is taken for misspelt, and
	// shortQuery up to how many words one with an unknown word is: pasted lines are
	// full of names that no article has.
	fewMatches = 3
	shortQuery = 6
	// A word that hardly any article has is a slip when another one near to it is
	// so many times as frequent.
	slipFactor = 100
	maxSlips   = 2
)

// doubtful reports whether the words of the query may be misspelt.
func (s *searching) doubtful(total int) bool {
	if total <= fewMatches {
		return true
	}
	terms := len(s.words) + len(s.others)
	for _, r := range s.rarities {
		if r == 0 && terms <= shortQuery {
			return true
		}
	}
	return false
}

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
// from a word that none has, or hardly any; empty when there is none.
func (s *searching) nearest(ctx context.Context, word string) (string, error) {
	term := analyze.Term(word)
	length := len([]rune(word))
	if term == "" || length < minMended || length > maxMended {
		return "", nil
	}
	have, err := s.g.open(term)
	if err != nil || have.df > maxSlips {
		return "", err
	}
	edits := 1
	if length >= twoEdits {
		edits = 2
	}
	for distance := 1; distance <= edits; distance++ {
		near, count, err := s.commonest(term, distance)
		if err != nil || near != "" && count >= have.df*slipFactor {
			return s.wordOf(ctx, near), err
		}
	}
	return "", nil
}

// commonest returns the most frequent other term within an edit distance and how
// many articles have it.
func (s *searching) commonest(term string, distance int) (best string, count int, err error) {
	near := map[string]bool{}
	for _, reader := range s.g.readers {
		fuzzy, ok := reader.(indexapi.IndexReaderFuzzy)
		if !ok {
			continue
		}
		dict, err := fuzzy.FieldDictFuzzy(textField, term, distance, "")
		if err != nil {
			return "", 0, err
		}
		for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
			if err != nil {
				return "", 0, err
			}
			if e.Term != term {
				near[e.Term] = true
			}
		}
		if err := dict.Close(); err != nil {
			return "", 0, err
		}
	}
	for t := range near {
		open, err := s.g.open(t)
		if err != nil {
			return "", 0, err
		}
		if open.df > count || open.df == count && t < best {
			best, count = t, open.df
		}
	}
	return best, count, nil
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
