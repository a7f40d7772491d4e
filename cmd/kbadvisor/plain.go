package main

import (
	"strings"
	"unicode"

	"kbadvisor/index"
	"kbadvisor/index/query"
)

// plainQuery returns the query for a text that is no syntax: its words, and the
// article when all of it names one. There are no words when there is nothing to
// look for.
func plainQuery(text string) index.Query {
	q, err := query.Parse(text)
	if err == nil && (q.ID != "" || len(q.Words) > 0 && onlyWords(q)) {
		return q
	}
	q, err = query.Parse(cut(strings.Map(noSign, text), index.MaxText))
	if err != nil { // not a single word
		q = index.Query{}
	}
	q.Text = text
	return q
}

// noSign turns everything that is no part of a word, and so could be syntax, into
// a blank.
func noSign(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("'’.,", r) {
		return r
	}
	return ' '
}

// onlyWords reports whether a query asks for words and nothing else.
func onlyWords(q index.Query) bool {
	for _, w := range q.Words {
		if w.Prefix {
			return false
		}
	}
	return len(q.Required)+len(q.Phrases)+len(q.Excluded)+len(q.Filters) == 0 &&
		q.After == "" && q.Before == "" && q.Cites == "" && q.Sort == ""
}

// cut shortens a text to at most n bytes, at a blank where there is one.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	if i := strings.LastIndexByte(text[:n+1], ' '); i > 0 {
		return text[:i]
	}
	return strings.ToValidUTF8(text[:n], "")
}
