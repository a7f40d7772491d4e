// Package extract finds the status of the problem and the references in the
// words of an article, whatever notation it was read from.
//
// The status is asked from the STATUS section, then from sentences of other
// sections that can only be about a status, then from the footer's fields, then
// from the prefix of the title. It keeps the words that say so.
package extract

import "kbadvisor/kb"

// Fill sets Status, Fix and References of an article whose other fields are set.
// A status that is there already stays.
func Fill(a *kb.Article) {
	if a.Status == nil {
		a.Status = status(a)
	}
	if a.Fix == nil {
		a.Fix = fix(a)
	}
	a.References = append(a.References, references(a)...)
}
