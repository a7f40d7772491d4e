package indextest

import (
	"slices"
	"strings"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// matcher is a query made ready for looking at many articles.
type matcher struct {
	q        index.Query
	words    []needle
	must     []needle // required words and phrases
	excluded []needle
}

func newMatcher(q index.Query) matcher {
	m := matcher{q: q}
	for _, w := range q.Words {
		m.words = appendNeedle(m.words, w.Text, w.Prefix)
	}
	for _, w := range q.Required {
		m.must = appendNeedle(m.must, w.Text, w.Prefix)
	}
	for _, p := range q.Phrases {
		m.must = appendNeedle(m.must, p, false)
	}
	for _, x := range q.Excluded {
		m.excluded = appendNeedle(m.excluded, x.Text, x.Prefix)
	}
	return m
}

// matches reports whether the query's conditions let an article through. Words
// that make no terms, such as stop words, are no conditions; a query that has
// nothing but such words matches nothing.
func (m matcher) matches(r *record) bool {
	if !m.passes(r) {
		return false
	}
	if m.q.ID != "" && (r.id() == m.q.ID || cites(r, m.q.ID)) {
		return true
	}
	if len(m.words) == 0 {
		return m.q.ID == "" && (m.blank() || m.other())
	}
	return slices.ContainsFunc(m.words, r.has)
}

// blank reports whether the query asks for no words at all.
func (m matcher) blank() bool {
	return len(m.q.Words)+len(m.q.Required)+len(m.q.Phrases)+len(m.q.Excluded) == 0
}

// other reports whether the query has a condition beside its Words.
func (m matcher) other() bool {
	return len(m.must)+len(m.excluded)+len(m.q.Filters) > 0 || m.q.After != "" || m.q.Before != "" || m.q.Cites != ""
}

// passes checks everything but Words and ID.
func (m matcher) passes(r *record) bool {
	a, q := r.doc.Article, m.q
	if q.After != "" && a.Date < q.After || q.Before != "" && (a.Date == "" || a.Date >= q.Before) {
		return false
	}
	if q.Cites != "" && !cites(r, q.Cites) {
		return false
	}
	for _, f := range q.Filters {
		if slices.ContainsFunc(f.Values, func(v string) bool { return hasValue(a, f.Field, v) }) == f.Not {
			return false
		}
	}
	for _, n := range m.must {
		if !r.has(n) {
			return false
		}
	}
	return !slices.ContainsFunc(m.excluded, r.has)
}

// cites reports whether the article refers to the other one.
func cites(r *record, id kb.ID) bool {
	return slices.ContainsFunc(r.doc.Article.References, func(ref kb.Reference) bool {
		return ref.Kind == kb.RefArticle && kb.ID(ref.ID) == id
	})
}

// hasValue reports whether a field of the article has the value.
func hasValue(a *kb.Article, f index.Field, value string) bool {
	same := func(s string) bool { return strings.EqualFold(s, value) }
	switch f {
	case index.FieldID:
		return same(string(a.ID))
	case index.FieldCategory:
		return same(a.Category)
	case index.FieldKeyword:
		return slices.ContainsFunc(a.Keywords, same)
	case index.FieldStatus:
		return a.Status != nil && same(string(a.Status.Kind))
	case index.FieldYear:
		return same(year(a.Date))
	case index.FieldVersion:
		return slices.ContainsFunc(a.Versions, func(v kb.Version) bool { return same(v.Number) || same(v.String()) })
	case index.FieldProduct:
		return allIn(value, a.Product) ||
			slices.ContainsFunc(a.AppliesTo, func(p kb.Applies) bool { return allIn(value, p.Name) })
	}
	return false
}

// allIn reports whether all words of value, and at least one, stand in text.
func allIn(value, text string) bool {
	have, want := wordsOf(text), wordsOf(value)
	for _, w := range want {
		if !slices.ContainsFunc(have, func(h word) bool { return h.text == w.text }) {
			return false
		}
	}
	return len(want) > 0
}

func year(d kb.Date) string { return string(d[:min(4, len(d))]) }

// needle is what to look for: words in sequence. A stop word in it stands for
// any word. With prefix the last one is the beginning of a word.
type needle struct {
	words  []word
	prefix bool
}

// appendNeedle adds the needle of a text that has terms.
func appendNeedle(out []needle, text string, prefix bool) []needle {
	words := wordsOf(text)
	for len(words) > 0 && words[0].term == "" && !(prefix && len(words) == 1) {
		words = words[1:]
	}
	for len(words) > 0 && words[len(words)-1].term == "" && !prefix {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return out
	}
	return append(out, needle{words, prefix})
}

// has reports whether the article has the needle in one of its fields.
func (r *record) has(n needle) bool {
	return slices.ContainsFunc(r.fields, func(f field) bool { return f.count(n) > 0 })
}

// count returns how often the field has the needle.
func (f field) count(n needle) int {
	total := 0
	for i := range len(f.words) - len(n.words) + 1 {
		if n.at(f.words[i:]) {
			total++
		}
	}
	return total
}

// at reports whether the words begin with the needle.
func (n needle) at(words []word) bool {
	for i, w := range n.words {
		switch {
		case n.prefix && i == len(n.words)-1:
			if !strings.HasPrefix(words[i].text, w.text) {
				return false
			}
		case w.term != "" && w.term != words[i].term:
			return false
		}
	}
	return true
}
