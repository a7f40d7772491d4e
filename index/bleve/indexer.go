package bleve

import (
	"slices"
	"strings"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// indexer makes documents. It serves one goroutine at a time.
type indexer struct {
	analyzer   analyze.Analyzer
	vocabulary *vocabulary
	counts     [][parts]uint16 // by number of term; all zero between articles
	seen       []uint32        // numbers with a count
	numbers    map[string]uint32
	table      []string // values by number
	worded     map[string]string
}

// document makes the document of an article.
func (x *indexer) document(a *kb.Article) *document {
	x.analyzer.Reset()
	if x.analyzer.Len() == 0 || len(x.table) >= maxValues {
		x.vocabulary, x.numbers, x.table = &vocabulary{}, map[string]uint32{}, nil
	}
	d := &document{id: strings.Clone(string(a.ID)), vocabulary: x.vocabulary}
	x.weigh(d, a)
	x.setValues(d, a)
	return d
}

// maxValues is how many different values an indexer remembers.
const maxValues = 1 << 17

// setValues fills in the values of an article.
func (x *indexer) setValues(d *document, a *kb.Article) {
	status := ""
	if a.Status != nil {
		status = string(a.Status.Kind)
	}
	list := make([]uint32, 0, 32)
	for _, f := range []struct {
		name   string
		values []string
	}{
		{categoryField, []string{strings.ToLower(a.Category)}},
		{dateField, []string{string(a.Date)}},
		{familyField, []string{a.Product}},
		{keywordField, lower(a.Keywords)},
		{productField, x.products(a)},
		{citesField, cited(a)},
		{statusField, []string{status}},
		{versionField, x.versions(a)},
		{titleField, strings.Fields(wordsOf(a.Title))},
	} {
		list = x.add(list, f.name, f.values)
	}
	d.values = entries{slices.Clone(list), x.table[:len(x.table):len(x.table)]}
}

// add appends the different values of a field that are not empty.
func (x *indexer) add(list []uint32, name string, values []string) []uint32 {
	place := uint32(slices.Index(fieldNames, name))
	first := len(list)
	for _, v := range values {
		if v == "" {
			continue
		}
		if e := x.number(v)<<extraBits | place; !slices.Contains(list[first:], e) {
			list = append(list, e)
		}
	}
	return list
}

// number returns the number of a value.
func (x *indexer) number(v string) uint32 {
	n, ok := x.numbers[v]
	if !ok {
		n = uint32(len(x.table))
		v = strings.Clone(v)
		x.numbers[v] = n
		x.table = append(x.table, v)
	}
	return n
}

// weigh fills in the terms of an article.
func (x *indexer) weigh(d *document, a *kb.Article) {
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
	d.terms = entries{make([]uint32, len(x.seen)), x.analyzer.Terms()}
	for i, id := range x.seen {
		d.terms.list[i] = id<<extraBits | uint32(w.of(x.counts[id]))
		x.counts[id] = [parts]uint16{}
	}
	x.seen = x.seen[:0]
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
func (x *indexer) products(a *kb.Article) []string {
	out := make([]string, 0, 1+len(a.AppliesTo))
	out = append(out, x.wordsOf(a.Product))
	for _, p := range a.AppliesTo {
		out = append(out, x.wordsOf(p.Name))
	}
	return out
}

// wordsOf is wordsOf for texts that come again and again.
func (x *indexer) wordsOf(text string) string {
	words, ok := x.worded[text]
	if !ok {
		if x.worded == nil || len(x.worded) >= maxValues {
			x.worded = map[string]string{}
		}
		words = wordsOf(text)
		x.worded[strings.Clone(text)] = words
	}
	return words
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
func (x *indexer) versions(a *kb.Article) []string {
	out := make([]string, 0, 2*len(a.Versions))
	for _, v := range a.Versions {
		out = append(out, strings.ToLower(v.Number))
		if v.Platform != "" {
			out = append(out, strings.ToLower(v.String()))
		}
	}
	return out
}

// cited returns the ids that an article refers to.
func cited(a *kb.Article) []string {
	var out []string
	for _, r := range a.References {
		if r.Kind == kb.RefArticle {
			out = append(out, r.ID)
		}
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
