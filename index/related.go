package index

import (
	"context"
	"errors"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// Related is an article that has to do with another one.
type Related struct {
	Hit
	Why Relation
}

// Relation tells what two articles have to do with each other.
type Relation string

// The relations, in the order in which they are listed.
const (
	Cites   Relation = "cites"    // the article asked about refers to it
	CitedBy Relation = "cited_by" // it refers to the article asked about
	Similar Relation = "similar"  // the texts are alike
)

// RelatedArticles returns up to limit articles that have to do with the one named: those
// it refers to, those that refer to it, and those whose text is like its title.
// It fails with kb.ErrNotFound when there is no such article.
func RelatedArticles(ctx context.Context, e Engine, id kb.ID, limit int) ([]Related, error) {
	doc, err := e.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = DefaultLimit
	}
	l := relatedList{seen: map[kb.ID]bool{id: true}, limit: min(limit, MaxLimit)}
	if err := l.addCited(ctx, e, doc.Article); err != nil {
		return nil, err
	}
	page, err := e.Search(ctx, Query{Cites: id, Limit: l.limit})
	if err != nil {
		return nil, err
	}
	l.add(page.Hits, CitedBy)
	if len(l.out) < l.limit {
		page, err := e.Search(ctx, Query{Words: likeness(doc.Article), Limit: min(l.limit+1, MaxLimit)})
		if err != nil {
			return nil, err
		}
		l.add(page.Hits, Similar)
	}
	return l.out, nil
}

// likeness returns the words that similar articles are looked for by: those of
// the title and of the symptoms, or of the first section when there are none.
func likeness(a *kb.Article) []Word {
	text := a.Title
	sections := a.Named(kb.Symptoms)
	if len(sections) == 0 {
		sections = a.Content()
	}
	if len(sections) > 0 {
		text += " " + sections[0].Text
	}
	var words []Word
	seen := map[string]bool{}
	for t := range analyze.Terms(text) {
		if len(words) == MaxWords {
			break
		}
		if !seen[t.Term] {
			seen[t.Term] = true
			words = append(words, Word{Text: text[t.Start:t.End]})
		}
	}
	return words
}

// relatedList collects articles once each.
type relatedList struct {
	out   []Related
	seen  map[kb.ID]bool
	limit int
}

// add appends hits until the list is full.
func (l *relatedList) add(hits []Hit, why Relation) {
	for _, h := range hits {
		if len(l.out) < l.limit && !l.seen[h.ID] {
			l.seen[h.ID] = true
			l.out = append(l.out, Related{h, why})
		}
	}
}

// addCited appends the articles that a refers to and that are there.
func (l *relatedList) addCited(ctx context.Context, e Engine, a *kb.Article) error {
	for _, r := range a.References {
		if r.Kind != kb.RefArticle || len(l.out) >= l.limit {
			continue
		}
		doc, err := e.Get(ctx, kb.ID(r.ID))
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		l.add([]Hit{HitOf(doc.Article)}, Cites)
	}
	return nil
}

// HitOf returns the hit of an article without score and highlights.
func HitOf(a *kb.Article) Hit {
	h := Hit{ID: a.ID, Title: a.Title, Date: a.Date, Category: a.Category, Product: a.Product}
	if a.Status != nil {
		h.Status = a.Status.Kind
	}
	return h
}
