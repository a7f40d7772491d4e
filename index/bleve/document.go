package bleve

import (
	indexapi "github.com/blevesearch/bleve_index_api"
)

// The fields of the Bleve index, in the order in which a segment has them. All but
// textField and titleField hold whole values in lower case.
const (
	idField       = "_id"
	categoryField = "c"
	dateField     = "d"
	familyField   = "f" // Product as written
	keywordField  = "k"
	productField  = "p" // Product and each AppliesTo entry as one string of words
	citesField    = "r"
	statusField   = "s"
	textField     = "t"
	versionField  = "v"
	titleField    = "w" // words of the title, not stemmed
)

// fieldNames lists the fields: the id first and the others sorted, as zap wants.
var fieldNames = []string{
	idField, categoryField, dateField, familyField, keywordField, productField,
	citesField, statusField, textField, versionField, titleField,
}

// document is an article made ready for Bleve: it is not analysed again. Terms and
// values are numbers, because documents wait in memory for their segment.
type document struct {
	id         string
	vocabulary *vocabulary
	terms      entries // of textField
	values     entries // of the other fields but the id
}

// entries are numbers of strings with something to go with each: of a term its
// weight, of a value its field. The strings of documents with one vocabulary have
// the same numbers.
type entries struct {
	list  []uint32 // a number, shifted by extraBits, with the extra below
	table []string // the strings by number
}

// extraBits is the number of bits that go with a number.
const extraBits = 6

// vocabulary stands for the numbering of one indexer. It has a field because
// pointers to empty values may be equal.
type vocabulary struct{ _ byte }

// The methods that Bleve wants of a document. There are no composite fields.
func (d *document) ID() string { return d.id }

func (d *document) Size() int { return 4*len(d.terms.list) + 512 }

func (d *document) VisitComposite(indexapi.CompositeFieldVisitor) {}

func (d *document) HasComposite() bool { return false }

func (d *document) NumPlainTextBytes() uint64 { return 0 }

func (d *document) StoredFieldsBytes() uint64 { return 0 }

func (d *document) Indexed() bool { return true }

func (d *document) AddIDField() {}

func (d *document) VisitFields(visit indexapi.FieldVisitor) {
	for place := range fieldNames {
		visit(&field{d, place})
	}
}

// field is a field of a document as Bleve sees it.
type field struct {
	doc   *document
	place int // in fieldNames
}

// The methods that Bleve wants of a field. The weights have the length already;
// it is 1 all the same, because zap loses terms of a single article whose length
// is 0 when it merges.
func (f *field) Name() string { return fieldNames[f.place] }

func (f *field) Value() []byte { return []byte(f.doc.id) }

func (f *field) ArrayPositions() []uint64 { return nil }

func (f *field) EncodedFieldType() byte { return 't' }

func (f *field) Analyze() {}

func (f *field) AnalyzedLength() int { return fieldLength }

func (f *field) NumPlainTextBytes() uint64 { return 0 }

func (f *field) Options() indexapi.FieldIndexingOptions { return fieldOptions(f.Name()) }

// fieldLength is the length of every field.
const fieldLength = 1

// fieldOptions says that all fields are indexed and only the id is stored.
func fieldOptions(name string) indexapi.FieldIndexingOptions {
	if name == idField {
		return indexapi.IndexField | indexapi.StoreField
	}
	return indexapi.IndexField
}

// AnalyzedTokenFrequencies returns the field as zap's own builder wants it.
func (f *field) AnalyzedTokenFrequencies() indexapi.TokenFrequencies {
	freqs := indexapi.TokenFrequencies{}
	set := func(term string, weight uint8) {
		freqs[term] = &indexapi.TokenFreq{}
		freqs[term].SetFrequency(int(weight))
	}
	if f.place == 0 {
		set(f.doc.id, 1)
		return freqs
	}
	e, weight := f.doc.entries(f.place)
	for _, t := range e.list {
		if w := weight(t); w > 0 {
			set(e.table[t>>extraBits], w)
		}
	}
	return freqs
}

// entries returns where the strings of a field are, and what tells the weight of
// an entry in it, 0 for entries of other fields.
func (d *document) entries(place int) (e *entries, weight func(uint32) uint8) {
	if fieldNames[place] == textField {
		return &d.terms, func(t uint32) uint8 { return uint8(t & maxWeight) }
	}
	return &d.values, func(t uint32) uint8 {
		if t&maxWeight == uint32(place) {
			return 1
		}
		return 0
	}
}
