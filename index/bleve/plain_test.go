package bleve_test

import (
	"context"
	"strings"
	"testing"

	bleveapi "github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

// plain is Bleve as its documentation shows it, for comparison: the analyzer for
// English, nine fields and the field of all text, and batches as large as Put's.
type plain struct {
	index.Engine // what a comparison does not need
	index        bleveapi.Index
}

// plainArticle is an article as plain Bleve indexes it.
type plainArticle struct {
	Title, Symptoms, Cause, Resolution, Status, Body, Keywords, Product, Date string
}

// newPlain makes a new index in a folder that does not exist.
func newPlain(t *testing.T, dir string) *plain {
	t.Helper()
	m := bleveapi.NewIndexMapping()
	m.DefaultAnalyzer = "en"
	m.DefaultMapping.Dynamic = false
	for _, name := range []string{"Title", "Symptoms", "Cause", "Resolution", "Status", "Body", "Keywords", "Product", "Date"} {
		f := bleveapi.NewTextFieldMapping()
		f.Store = name == "Title"
		f.IncludeTermVectors, f.DocValues = false, false
		m.DefaultMapping.AddFieldMappingsAt(name, f)
	}
	idx, err := bleveapi.New(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	return &plain{indextest.NewReference(), idx}
}

// openPlain opens an index for reading.
func openPlain(dir string) (*plain, error) {
	idx, err := bleveapi.OpenUsing(dir, map[string]any{"read_only": true})
	return &plain{indextest.NewReference(), idx}, err
}

// Put indexes a batch.
func (p *plain) Put(_ context.Context, docs []index.Document) ([]index.Outcome, error) {
	b := p.index.NewBatch()
	for _, d := range docs {
		if err := b.Index(string(d.Article.ID), plainOf(d.Article)); err != nil {
			return nil, err
		}
	}
	return make([]index.Outcome, len(docs)), p.index.Batch(b)
}

// Close closes the index.
func (p *plain) Close() error { return p.index.Close() }

// search returns the ids of the ten best articles.
func (p *plain) search(text string) ([]string, error) {
	q := bleveapi.NewMatchQuery(text)
	r := bleveapi.NewSearchRequestOptions(q, 10, 0, false)
	r.Fields = []string{"Title"}
	res, err := p.index.Search(r)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids, nil
}

func plainOf(a *kb.Article) plainArticle {
	text := func(name string) string {
		var parts []string
		for _, s := range a.Named(name) {
			parts = append(parts, s.Text)
		}
		return strings.Join(parts, "\n")
	}
	out := plainArticle{
		Title: a.Title, Symptoms: text(kb.Symptoms), Cause: text(kb.Cause), Resolution: text(kb.Resolution),
		Status: text(kb.StatusName), Keywords: strings.Join(a.Keywords, " "), Product: a.Product, Date: string(a.Date),
	}
	for _, s := range a.Sections {
		switch {
		case s.Kind != kb.Content && s.Kind != kb.Lead:
		case s.Name == kb.Symptoms || s.Name == kb.Cause || s.Name == kb.Resolution || s.Name == kb.StatusName:
		default:
			out.Body += s.Text
		}
	}
	return out
}
