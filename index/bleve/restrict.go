package bleve

import (
	"context"
	"fmt"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	segapi "github.com/blevesearch/scorch_segment_api/v2"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// maxExpansion is how many words a prefix may stand for.
const maxExpansion = 1000

// restrict works out which articles pass the conditions of the query that need
// no look at the text, and lists those that do.
func (s *searching) restrict(ctx context.Context) error {
	for _, f := range s.q.Filters {
		set, err := s.filter(ctx, f)
		if err != nil {
			return err
		}
		s.keep(set, f.Not)
	}
	if s.q.After != "" || s.q.Before != "" {
		set, err := s.between(ctx, string(s.q.After), string(s.q.Before))
		if err != nil {
			return err
		}
		s.keep(set, false)
	}
	if s.q.Cites != "" {
		set, err := s.g.bitmap(ctx, citesField, string(s.q.Cites))
		if err != nil {
			return err
		}
		s.keep(set, false)
	}
	return s.restrictWords(ctx)
}

// keep leaves only the articles of the set, or only the others.
func (s *searching) keep(set *roaring.Bitmap, not bool) {
	switch {
	case not && s.allowed == nil:
		s.allowed = s.g.all()
		s.allowed.AndNot(set)
	case not:
		s.allowed.AndNot(set)
	case s.allowed == nil:
		s.allowed = set
	default:
		s.allowed.And(set)
	}
}

// restrictWords applies required and excluded words and phrases.
func (s *searching) restrictWords(ctx context.Context) error {
	for _, w := range s.q.Required {
		set, err := s.having(ctx, w)
		if err != nil {
			return err
		}
		s.keep(set, false)
	}
	for _, p := range s.q.Phrases {
		set, err := s.phrase(ctx, p, false)
		if err != nil {
			return err
		}
		s.keep(set, false)
	}
	for _, x := range s.q.Excluded {
		if x.Phrase {
			if _, err := s.phrase(ctx, x.Text, true); err != nil {
				return err
			}
			continue
		}
		set, err := s.having(ctx, index.Word{Text: x.Text, Prefix: x.Prefix})
		if err != nil {
			return err
		}
		s.keep(set, true)
	}
	return nil
}

// having returns the articles with all terms of a word, or with one of those
// that a prefix stands for. A stop word is in every article.
func (s *searching) having(ctx context.Context, w index.Word) (*roaring.Bitmap, error) {
	if w.Prefix {
		terms, err := s.expand(ctx, w.Text)
		if err != nil {
			return nil, err
		}
		return s.union(ctx, textField, terms)
	}
	var set *roaring.Bitmap
	for t := range analyze.Terms(w.Text) {
		one, err := s.g.bitmap(ctx, textField, t.Term)
		if err != nil {
			return nil, err
		}
		if set == nil {
			set = one
		} else {
			set.And(one)
		}
	}
	if set == nil {
		set = s.g.all()
	}
	return set, nil
}

// phrase returns the articles with all terms of a phrase and notes that their
// text has to be checked.
func (s *searching) phrase(ctx context.Context, text string, not bool) (*roaring.Bitmap, error) {
	p := analyze.NewPhrase(text)
	if p.Len() == 0 {
		return s.g.all(), nil
	}
	set, err := s.having(ctx, index.Word{Text: text})
	if err != nil {
		return nil, err
	}
	c := check{phrase: p, not: not}
	if not {
		c.among = set
	}
	if p.Len() > 1 || not || analyze.Term(text) == "" {
		s.checks = append(s.checks, c)
	}
	return set, nil
}

// expand returns the terms that a prefix stands for: those of the index, and
// those of words in titles, because terms are often shorter than words.
func (s *searching) expand(ctx context.Context, prefix string) ([]string, error) {
	p := wordsOf(prefix)
	if len([]rune(p)) < index.MinPrefix {
		return nil, fmt.Errorf("%w: %q: give at least %d letters before the star", index.ErrTooBroad, prefix, index.MinPrefix)
	}
	seen := map[string]bool{}
	var out []string
	add := func(term string) error {
		if term != "" && !seen[term] {
			seen[term] = true
			out = append(out, term)
		}
		if len(out) > maxExpansion {
			return fmt.Errorf("%w: more than %d words begin with %q: give more letters", index.ErrTooBroad, maxExpansion, prefix)
		}
		return nil
	}
	err := s.g.terms(ctx, textField, p, func(_ *segmentView, _ segapi.TermDictionary, t string) error { return add(t) })
	if err != nil {
		return nil, err
	}
	return out, s.g.terms(ctx, titleField, p, func(_ *segmentView, _ segapi.TermDictionary, t string) error {
		return add(analyze.Term(t))
	})
}

// union returns the articles that have one of the terms.
func (s *searching) union(ctx context.Context, fieldName string, terms []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, t := range terms {
		set, err := s.g.bitmap(ctx, fieldName, t)
		if err != nil {
			return nil, err
		}
		out.Or(set)
	}
	return out, nil
}

// filter returns the articles that have one of a filter's values.
func (s *searching) filter(ctx context.Context, f index.Filter) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, v := range f.Values {
		set, err := s.value(ctx, f.Field, strings.ToLower(strings.TrimSpace(v)))
		if err != nil {
			return nil, err
		}
		out.Or(set)
	}
	return out, nil
}

// value returns the articles that have a value in a field.
func (s *searching) value(ctx context.Context, f index.Field, v string) (*roaring.Bitmap, error) {
	switch f {
	case index.FieldID:
		id, err := kb.ParseID(v)
		if err != nil {
			return roaring.New(), nil
		}
		return s.g.bitmap(ctx, idField, string(id))
	case index.FieldCategory:
		return s.g.bitmap(ctx, categoryField, v)
	case index.FieldKeyword:
		return s.g.bitmap(ctx, keywordField, v)
	case index.FieldStatus:
		return s.g.bitmap(ctx, statusField, v)
	case index.FieldVersion:
		return s.g.bitmap(ctx, versionField, strings.Join(strings.Fields(v), " "))
	case index.FieldYear:
		return s.matching(ctx, dateField, v+"-", func(string) bool { return true })
	case index.FieldProduct:
		return s.product(ctx, v)
	}
	return roaring.New(), nil // a field that does not exist has no values
}

// product returns the articles with a product that has all words of v.
func (s *searching) product(ctx context.Context, v string) (*roaring.Bitmap, error) {
	words := strings.Fields(wordsOf(v))
	return s.matching(ctx, productField, "", func(product string) bool {
		have := " " + product + " "
		for _, w := range words {
			if !strings.Contains(have, " "+w+" ") {
				return false
			}
		}
		return len(words) > 0
	})
}

// between returns the articles changed from after and before before; either may
// be empty.
func (s *searching) between(ctx context.Context, after, before string) (*roaring.Bitmap, error) {
	return s.matching(ctx, dateField, "", func(d string) bool {
		return d >= after && (before == "" || d < before)
	})
}

// matching returns the articles with a value that begins with prefix and that
// want accepts.
func (s *searching) matching(ctx context.Context, fieldName, prefix string, want func(string) bool) (*roaring.Bitmap, error) {
	out := roaring.New()
	err := s.g.terms(ctx, fieldName, prefix, func(seg *segmentView, d segapi.TermDictionary, t string) error {
		if !want(t) {
			return nil
		}
		return seg.collect(d, t, out)
	})
	return out, err
}
