package query

import (
	"slices"

	"kbadvisor/index"
)

// Loosen returns the query with its phrases and required words as plain words,
// and whether that changes it. A message quotes names and numbers that differ
// from one computer to the next; when a search finds nothing, its loosened form
// may. Filters, dates and exclusions stay.
func Loosen(q index.Query) (index.Query, bool) {
	if len(q.Phrases)+len(q.Required) == 0 {
		return q, false
	}
	q.Words = slices.Concat(q.Words, q.Required)
	for _, p := range q.Phrases {
		q.Words = append(q.Words, index.Word{Text: p})
	}
	q.Phrases, q.Required, q.Page = nil, nil, ""
	return q, true
}
