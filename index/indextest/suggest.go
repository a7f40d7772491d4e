package indextest

import (
	"context"
	"slices"
	"strings"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// Suggest looks at every visible title; shorter ones come first.
func (r *reference) Suggest(ctx context.Context, text string, limit int) ([]index.Suggestion, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := r.usable(ctx); err != nil {
		return nil, err
	}
	var out []index.Suggestion
	for _, rec := range sortedRecords(r.visible) {
		if a := rec.doc.Article; completes(text, a.Title) {
			out = append(out, index.Suggestion{ID: a.ID, Title: a.Title})
		}
	}
	slices.SortStableFunc(out, func(x, y index.Suggestion) int { return len(x.Title) - len(y.Title) })
	return out[:max(0, min(limit, len(out)))], nil
}

// completes reports whether the title has all words of the text, the last one
// as a prefix.
func completes(text, title string) bool {
	want, have := wordsOf(text), wordsOf(title)
	for i, w := range want {
		if !slices.ContainsFunc(have, func(h word) bool {
			return h.text == w.text || i == len(want)-1 && strings.HasPrefix(h.text, w.text)
		}) {
			return false
		}
	}
	return len(want) > 0
}

// minMend is how long a word must be to be corrected.
const minMend = 4

// didYouMean puts the nearest word that occurs in the place of each word that
// does not. It is empty when there is nothing to mend.
func didYouMean(q index.Query, articles map[kb.ID]*record) string {
	if len(q.Words) == 0 {
		return ""
	}
	known, words := vocabulary(articles), slices.Clone(q.Words)
	for i, w := range words {
		if near := nearest(w, known); near != "" {
			words[i].Text = near
		}
	}
	if slices.Equal(words, q.Words) {
		return ""
	}
	q.Words = words
	return query.Format(q)
}

// vocabulary counts in how many fields each word occurs.
func vocabulary(articles map[kb.ID]*record) map[string]int {
	known := map[string]int{}
	for _, r := range articles {
		for _, f := range r.fields {
			for _, w := range f.words {
				known[w.text]++
				known[w.term] += 0
			}
		}
	}
	return known
}

// nearest returns the most frequent known word one edit away, empty when the
// word is known, too short or alone.
func nearest(w index.Word, known map[string]int) string {
	words := wordsOf(w.Text)
	if w.Prefix || len(words) != 1 || len(words[0].text) < minMend {
		return ""
	}
	if _, ok := known[words[0].term]; ok || words[0].term == "" {
		return ""
	}
	best := ""
	for k, n := range known {
		if n > 0 && oneEdit(words[0].text, k) && (best == "" || n > known[best] || n == known[best] && k < best) {
			best = k
		}
	}
	return best
}

// oneEdit reports whether one letter more, less or other, or two neighbours in
// the other order, make b out of a.
func oneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	switch len(x) + len(y) {
	case 1:
		return true
	case 2:
		return len(x) == 1
	case 4:
		return len(x) == 2 && x[0] == y[1] && x[1] == y[0]
	}
	return false
}
