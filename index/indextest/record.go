package indextest

import (
	"crypto/sha256"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// record is a stored document, taken apart into words for searching.
type record struct {
	doc    index.Document
	hash   [32]byte
	fields []field
}

// field is one text of an article. Phrases do not run across fields.
type field struct {
	weight float64 // what one occurrence in it counts
	words  []word
}

// word is a word with its term, which is empty for a stop word.
type word struct {
	text, term string
}

// The weights of titles and symptoms; everything else counts one.
const (
	titleWeight    = 4
	symptomsWeight = 3
)

func newRecord(d index.Document) *record {
	a := d.Article
	rec := &record{doc: d, hash: sha256.Sum256(a.Source)}
	rec.add(titleWeight, a.Title)
	for _, s := range a.Sections {
		switch {
		case s.Kind == kb.Content && s.Name == kb.Symptoms:
			rec.add(symptomsWeight, s.Text)
		case s.Kind == kb.Content || s.Kind == kb.Lead:
			rec.add(1, s.Text)
		}
	}
	return rec
}

func (r *record) id() kb.ID { return r.doc.Article.ID }

func (r *record) add(weight float64, text string) {
	if words := wordsOf(text); len(words) > 0 {
		r.fields = append(r.fields, field{weight, words})
	}
}

func (r *record) entry() index.Entry {
	a := r.doc.Article
	return index.Entry{
		ID: a.ID, Name: r.doc.Name, Origin: r.doc.Origin, Format: a.Format, Hash: r.hash,
		Source: func() ([]byte, error) { return a.Source, nil },
	}
}

// wordsOf takes a text apart.
func wordsOf(text string) []word {
	var out []word
	for t := range analyze.Words(text) {
		out = append(out, word{t.Term, analyze.Term(t.Term)})
	}
	return out
}
