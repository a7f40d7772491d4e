package signature

import (
	"cmp"
	"slices"
	"sync"

	"kbadvisor/kb"
)

// Entry is a signature of an article.
type Entry struct {
	Article int32 // the caller's number of the article
	Sig     kb.Signature
}

// Table finds the signatures that occur in observations. It does not change
// after it is built and is safe for concurrent use.
type Table struct {
	articles []int32    // by entry
	marks    []codeMark // by entry
	ranks    []int32    // by entry: place in the order of articles
	owners   [][]int32  // entries by pattern, in the order of their articles
	patterns []Template
	seeds    seedIndex
	codes    map[codeKey][]int32
	events   map[eventKey][]int32
	scratch  *sync.Pool // of *finder
}

// NewTable returns the table of the entries. Which signatures it finds does not
// depend on their order.
func NewTable(entries []Entry) *Table {
	t := &Table{}
	order := t.addEntries(entries)
	t.addPatterns(entries, order)
	t.weigh()
	t.seeds = newSeedIndex(t.patterns)
	t.addCodes(entries, order)
	t.scratch = &sync.Pool{New: func() any { return &finder{visits: map[int]int{}} }}
	return t
}

// addEntries notes what is needed of each entry and returns the entries in the
// order of their articles.
func (t *Table) addEntries(entries []Entry) []int32 {
	n := len(entries)
	t.articles, t.marks, t.ranks = make([]int32, n), make([]codeMark, n), make([]int32, n)
	order := make([]int32, n)
	for i := range entries {
		t.articles[i], order[i] = entries[i].Article, int32(i)
		if entries[i].Sig.Code != "" {
			t.marks[i] = newCodeMark(&entries[i].Sig)
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return compareEntries(entries, a, b) })
	for rank, i := range order {
		t.ranks[i] = int32(rank)
	}
	return order
}

// compareEntries orders entries by article, place and text, so that the order
// in which they were given does not matter.
func compareEntries(entries []Entry, a, b int32) int {
	x, y := &entries[a], &entries[b]
	return cmp.Or(
		cmp.Compare(x.Article, y.Article),
		cmp.Compare(x.Sig.Span.Start, y.Sig.Span.Start),
		cmp.Compare(x.Sig.Span.End, y.Sig.Span.End),
		cmp.Compare(x.Sig.Text, y.Sig.Text),
		cmp.Compare(x.Sig.Kind, y.Sig.Kind),
		cmp.Compare(x.Sig.Code, y.Sig.Code),
		cmp.Compare(a, b))
}

// addPatterns makes the templates of the texts, one for texts that are equal
// token by token.
func (t *Table) addPatterns(entries []Entry, order []int32) {
	var b templateBuilder
	known := make(map[uint64]int32, len(entries))
	for _, i := range order {
		if entries[i].Sig.Text == "" {
			continue
		}
		b.makeRoom()
		mark := len(b.elems)
		p := b.build(entries[i].Sig.Text)
		if len(p.elems) == 0 {
			continue
		}
		key := p.key()
		if n, ok := known[key]; ok && t.patterns[n].same(&p) {
			t.owners[n] = append(t.owners[n], i)
			b.elems = b.elems[:mark]
			continue
		}
		known[key] = int32(len(t.patterns))
		t.patterns = append(t.patterns, p)
		t.owners = append(t.owners, []int32{i})
	}
}

// key returns a hash of the elements.
func (t *Template) key() uint64 {
	h := hashSeed
	for i := range t.elems {
		e := &t.elems[i]
		h = pairHash(h, e.hash+uint64(e.flags&elemVariable))
	}
	return h
}

// same reports whether both templates match the same observations equally
// well.
func (t *Template) same(o *Template) bool {
	return slices.EqualFunc(t.elems, o.elems, func(a, b element) bool {
		return a.hash == b.hash && a.flags == b.flags && a.kind == b.kind && a.least == b.least && a.most == b.most
	})
}

// weigh weighs the words of the patterns by how rare they are.
func (t *Table) weigh() {
	counts := countWords(t.patterns)
	n := float64(len(t.patterns))
	for i := range t.patterns {
		t.patterns[i].weigh(func(hash uint64, role tokenRole) float32 {
			return rareWeight(role, counts[hash].patterns, n)
		})
	}
}

// Len returns the number of entries.
func (t *Table) Len() int { return len(t.articles) }
