package bleve

import (
	"strings"

	indexapi "github.com/blevesearch/bleve_index_api"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// The fields of the Bleve index. All but textField and titleField hold whole
// values in lower case.
const (
	idField       = "_id"
	textField     = "t"
	titleField    = "w" // words of the title, not stemmed
	productField  = "p" // Product and each AppliesTo entry as one string of words
	familyField   = "f" // Product as written
	categoryField = "c"
	keywordField  = "k"
	statusField   = "s"
	versionField  = "v"
	dateField     = "d"
	citesField    = "r"
)

// document is an article made ready for Bleve: it is not analysed again.
type document struct {
	id     string
	fields []field
}

// field is one field of a document. What the map points at is shared between
// documents and must not be changed.
type field struct {
	doc   *document
	name  string
	freqs indexapi.TokenFrequencies
}

// The methods that Bleve wants of a document. There are no composite fields.
func (d *document) ID() string                                    { return d.id }
func (d *document) Size() int                                     { return 64 }
func (d *document) VisitComposite(indexapi.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                            { return false }
func (d *document) NumPlainTextBytes() uint64                     { return 0 }
func (d *document) StoredFieldsBytes() uint64                     { return 0 }
func (d *document) Indexed() bool                                 { return true }
func (d *document) AddIDField()                                   {}
func (d *document) VisitFields(visit indexapi.FieldVisitor) {
	for i := range d.fields {
		visit(&d.fields[i])
	}
}

// The methods that Bleve wants of a field. The weights have the length already;
// it is 1 all the same, because zap loses terms of a single article whose length
// is 0 when it merges.
func (f *field) Name() string                                        { return f.name }
func (f *field) Value() []byte                                       { return []byte(f.doc.id) }
func (f *field) ArrayPositions() []uint64                            { return nil }
func (f *field) EncodedFieldType() byte                              { return 't' }
func (f *field) Analyze()                                            {}
func (f *field) AnalyzedLength() int                                 { return 1 }
func (f *field) NumPlainTextBytes() uint64                           { return 0 }
func (f *field) AnalyzedTokenFrequencies() indexapi.TokenFrequencies { return f.freqs }

// Options says that only the id is stored.
func (f *field) Options() indexapi.FieldIndexingOptions {
	if f.name == idField {
		return indexapi.IndexField | indexapi.StoreField
	}
	return indexapi.IndexField
}

// postings[w] is a posting of weight w, shared by all documents.
var postings = func() (p [maxWeight + 1]*indexapi.TokenFreq) {
	for w := range p {
		p[w] = &indexapi.TokenFreq{}
		p[w].SetFrequency(w)
	}
	return p
}()

// indexer makes documents. It serves one goroutine at a time.
type indexer struct {
	analyzer analyze.Analyzer
	counts   [][parts]uint16 // by number of term; all zero between articles
	seen     []uint32        // numbers with a count
}

// document makes the document of an article.
func (x *indexer) document(a *kb.Article) *document {
	d := &document{id: string(a.ID), fields: make([]field, 0, 11)}
	d.add(idField, d.id)
	d.fields = append(d.fields, field{d, textField, x.ranked(a)})
	var words []string
	for w := range analyze.Words(a.Title) {
		words = append(words, w.Term)
	}
	d.add(titleField, words...)
	d.add(productField, products(a)...)
	d.add(familyField, a.Product)
	d.add(categoryField, strings.ToLower(a.Category))
	d.add(keywordField, lower(a.Keywords)...)
	if a.Status != nil {
		d.add(statusField, string(a.Status.Kind))
	}
	d.add(versionField, versions(a)...)
	d.add(dateField, string(a.Date))
	for _, r := range a.References {
		if r.Kind == kb.RefArticle {
			d.add(citesField, r.ID)
		}
	}
	return d
}

// add adds values to a field; empty values are left out.
func (d *document) add(name string, values ...string) {
	var freqs indexapi.TokenFrequencies
	for i := range d.fields {
		if d.fields[i].name == name {
			freqs = d.fields[i].freqs
		}
	}
	for _, v := range values {
		if v == "" {
			continue
		}
		if freqs == nil {
			freqs = indexapi.TokenFrequencies{}
			d.fields = append(d.fields, field{d, name, freqs})
		}
		freqs[v] = postings[1]
	}
}

// ranked weighs the terms of an article.
func (x *indexer) ranked(a *kb.Article) indexapi.TokenFrequencies {
	x.analyzer.Reset()
	var length [parts]int
	x.count(a.Title, inTitle, &length)
	for i := range a.Sections {
		if s := &a.Sections[i]; searched(s.Kind) {
			p := inRest
			if s.Name == kb.Symptoms {
				p = inSymptoms
			}
			x.count(s.Text, p, &length)
		}
	}
	w := newWeights(length)
	freqs := make(indexapi.TokenFrequencies, len(x.seen))
	for _, id := range x.seen {
		freqs[x.analyzer.Term(id)] = postings[w.of(x.counts[id])]
		x.counts[id] = [parts]uint16{}
	}
	x.seen = x.seen[:0]
	return freqs
}

// count adds the terms of a text to the counts of a part.
func (x *indexer) count(text string, p part, length *[parts]int) {
	x.analyzer.Each(text, false, func(id uint32, _, _ int) {
		if int(id) >= len(x.counts) {
			x.counts = append(x.counts, make([][parts]uint16, int(id)+1024-len(x.counts))...)
		}
		c := &x.counts[id]
		if *c == ([parts]uint16{}) {
			x.seen = append(x.seen, id)
		}
		if c[p] < 1<<16-1 {
			c[p]++
		}
		length[p]++
	})
}

// products returns the product and each applies-to entry as words.
func products(a *kb.Article) []string {
	out := []string{wordsOf(a.Product)}
	for _, p := range a.AppliesTo {
		out = append(out, wordsOf(p.Name))
	}
	return out
}

// wordsOf returns the words of a text in lower case with single blanks.
func wordsOf(text string) string {
	var b strings.Builder
	for w := range analyze.Words(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Term)
	}
	return b.String()
}

// versions returns each version with and without its platform.
func versions(a *kb.Article) []string {
	var out []string
	for _, v := range a.Versions {
		out = append(out, strings.ToLower(v.Number), strings.ToLower(v.String()))
	}
	return out
}

func lower(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strings.ToLower(v)
	}
	return out
}
