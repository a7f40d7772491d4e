package bleve

import (
	"context"
	"strings"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
)

// rankText returns the words of the query in the order they were typed.
func (s *searching) rankText() string {
	var parts []string
	for _, w := range s.q.Words {
		if !w.Prefix {
			parts = append(parts, w.Text)
		}
	}
	for _, w := range s.q.Required {
		parts = append(parts, w.Text)
	}
	return strings.Join(append(parts, s.q.Phrases...), " ")
}

// readTerms makes the terms that are ranked by.
func (s *searching) readTerms(ctx context.Context) (err error) {
	seen := map[string]bool{}
	if s.words, err = s.termsOf(ctx, s.q.Words, seen); err != nil {
		return err
	}
	if s.others, err = s.termsOf(ctx, s.q.Required, seen); err != nil {
		return err
	}
	for _, p := range s.q.Phrases {
		s.others = appendTerms(s.others, p, seen)
	}
	return nil
}

// termsOf returns the terms of words that were not seen before.
func (s *searching) termsOf(ctx context.Context, words []index.Word, seen map[string]bool) (out []string, err error) {
	for _, w := range words {
		if len(seen) > index.MaxWords {
			break
		}
		if !w.Prefix {
			out = appendTerms(out, w.Text, seen)
			continue
		}
		expanded, err := s.expand(ctx, w.Text)
		if err != nil {
			return nil, err
		}
		for _, t := range expanded {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
	}
	return out, nil
}

// appendTerms appends the terms of a text that were not seen before.
func appendTerms(out []string, text string, seen map[string]bool) []string {
	for t := range analyze.Terms(text) {
		if !seen[t.Term] {
			seen[t.Term] = true
			out = append(out, t.Term)
		}
	}
	return out
}
