package ident

import (
	"cmp"
	"slices"

	"kbadvisor/kb"
)

// Find returns the identifiers in text, in the order in which they begin.
// Identifiers of one kind do not overlap; one stretch of text may bear several
// kinds (0x80070005 is an HRESULT and Win32 error 5). The time is linear in the
// length of text.
func Find(text string) []kb.Identifier {
	f := finder{s: text, w: split(text)}
	for i := range f.w {
		f.at(i)
	}
	f.pairEvents()
	f.rows()
	return inOrder(f.found)
}

// finder collects the identifiers of one text.
type finder struct {
	s       string
	w       []word
	found   []kb.Identifier
	anchors []anchor // numbers and sources of events that wait for each other
	skip    int      // no code is looked for before this offset
	// lastEvent is the word of the number of the last event that a label
	// announced, 0 when there was none.
	lastEvent int
}

// add notes an identifier of the bytes from..to.
func (f *finder) add(kind kb.IdentifierKind, id string, from, to int) {
	f.found = append(f.found, kb.Identifier{Kind: kind, ID: id, Span: kb.Span{Start: from, End: to}})
}

// at looks for what begins with the word i, or has its number there.
func (f *finder) at(i int) {
	w := f.w[i]
	if f.eventAt(i) {
		return
	}
	switch {
	case w.kind == isDigits:
		f.number(i)
	case w.kind&hasDigit != 0:
		f.mixed(i)
	default:
		f.name(i)
	}
}

// mixed looks at a word of letters and digits.
func (f *finder) mixed(i int) {
	if f.article(i) || f.bulletin(i) || f.cve(i) || f.tool(i) {
		return
	}
	f.hex(i)
	f.name(i)
}

// number looks at a word of digits.
func (f *finder) number(i int) {
	if f.addressed(i) || f.replyNumber(i) || int(f.w[i].from) < f.skip {
		return
	}
	if f.stopNumber(i) || f.longNumber(i) {
		return
	}
	f.errorNumber(i)
}

// name looks at a word that begins with a letter.
func (f *finder) name(i int) {
	switch lower(f.word(i)) {
	case "cve", "can":
		f.cve(i)
	case "kb", "mskb":
		f.article(i)
	case "asp", "ora", "tns":
		f.tool(i)
	case "http", "ftp", "smtp", "pop3", "imap", "imap4", "nntp", "https":
		f.reply(i)
	default:
		f.symbol(i)
	}
}

// inOrder sorts the identifiers and takes out those that overlap an earlier one
// of their kind. Of two that begin together the longer one stays.
func inOrder(found []kb.Identifier) []kb.Identifier {
	slices.SortStableFunc(found, func(a, b kb.Identifier) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	ends := map[kb.IdentifierKind]int{}
	kept := found[:0]
	for _, id := range found {
		if id.Span.Start >= ends[id.Kind] {
			ends[id.Kind] = id.Span.End
			kept = append(kept, id)
		}
	}
	return kept
}
