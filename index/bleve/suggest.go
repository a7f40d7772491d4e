package bleve

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// maxSuggested is how many titles are looked at for one suggestion.
const maxSuggested = 200

// Suggest completes titles. See index.Engine.
func (e *Engine) Suggest(ctx context.Context, text string, limit int) (out []index.Suggestion, err error) {
	defer recovered("suggest", &err)
	g, err := e.view(ctx)
	if err != nil {
		return nil, err
	}
	defer g.release()
	s := &searching{e: e, g: g}
	if s.ids, err = g.column(ctx, idField); err != nil {
		return nil, err
	}
	set, err := s.titles(ctx, text)
	if err != nil || set == nil {
		return []index.Suggestion{}, err
	}
	return s.suggestions(set, text, limit), nil
}

// titles returns the articles whose titles have all words of the text, the last
// one as a prefix; nil when there are no words.
func (s *searching) titles(ctx context.Context, text string) (*roaring.Bitmap, error) {
	words := strings.Fields(wordsOf(text))
	var set *roaring.Bitmap
	for i, w := range words {
		var one *roaring.Bitmap
		var err error
		if i < len(words)-1 {
			one, err = s.g.bitmap(ctx, titleField, w)
		} else {
			one, err = s.matching(ctx, titleField, w, func(string) bool { return true })
		}
		if err != nil {
			return nil, err
		}
		if set == nil {
			set = one
		} else {
			set.And(one)
		}
	}
	return set, nil
}

// suggestions orders titles: those that begin with the text first, then shorter
// ones, then by id.
func (s *searching) suggestions(set *roaring.Bitmap, text string, limit int) []index.Suggestion {
	out := []index.Suggestion{}
	for it := set.Iterator(); it.HasNext() && len(out) < maxSuggested; {
		id := kb.ID(s.ids.value(it.Next()))
		if rec, _, _, err := s.e.store.peek(id, nil); err == nil {
			out = append(out, index.Suggestion{ID: id, Title: rec.title})
		}
	}
	start := strings.ToLower(strings.TrimSpace(text))
	rank := func(x index.Suggestion) int {
		if strings.HasPrefix(strings.ToLower(x.Title), start) {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b index.Suggestion) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(a.Title), len(b.Title)), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), max(0, limit), index.MaxLimit)]
}
