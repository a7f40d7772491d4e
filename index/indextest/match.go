package indextest

import (
	"slices"
	"strings"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// matches reports whether the query's conditions let an article through. Words
// that make no terms, such as stop words, are no conditions, unless there are
// no others.
func matches(q index.Query, r *record) bool {
	if !passes(q, r) {
		return false
	}
	if q.ID != "" && (r.id() == q.ID || cites(r, q.ID)) {
		return true
	}
	words := needles(q.Words)
	if len(words) == 0 {
		return q.ID == "" && (len(q.Words) == 0 || other(q))
	}
	return slices.ContainsFunc(words, r.has)
}

// other reports whether the query has a condition beside its Words.
func other(q index.Query) bool {
	return len(needles(q.Required))+len(phrases(q.Phrases))+len(q.Excluded)+len(q.Filters) > 0 ||
		q.After != "" || q.Before != "" || q.Cites != ""
}

// passes checks everything but Words and ID.
func passes(q index.Query, r *record) bool {
	a := r.doc.Article
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
	for _, n := range slices.Concat(needles(q.Required), phrases(q.Phrases)) {
		if !r.has(n) {
			return false
		}
	}
	return !slices.ContainsFunc(excluded(q.Excluded), r.has)
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

// needles makes one needle of each word that has terms.
func needles(words []index.Word) []needle {
	var out []needle
	for _, w := range words {
		out = appendNeedle(out, w.Text, w.Prefix)
	}
	return out
}

func phrases(texts []string) []needle {
	var out []needle
	for _, t := range texts {
		out = appendNeedle(out, t, false)
	}
	return out
}

func excluded(list []index.Exclusion) []needle {
	var out []needle
	for _, e := range list {
		out = appendNeedle(out, e.Text, e.Prefix)
	}
	return out
}

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
