package query

import (
	"slices"
	"strings"

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
		for _, w := range strings.Fields(p) {
			q.Words = append(q.Words, index.Word{Text: w})
		}
	}
	q.Phrases, q.Required, q.Page = nil, nil, ""
	return q, true
}
