// Package kbtext reads articles in the KB text format: a header of six labelled
// lines that begins with DOCUMENT:, an applies-to list, sections whose headings
// are underlined, extra query words, a footer of labelled lines, legal text.
//
// Reading loses nothing: the sections of an article are spans of its source that
// follow each other without a gap. What is odd about an article becomes a
// warning; only a text that has no readable header is refused.
package kbtext

import (
	"kbadvisor/kb"
	"kbadvisor/kb/extract"
)

// defaultMaxArticle is the limit on the size of an article when none is given.
const defaultMaxArticle = 1 << 20

// maxOffset is the largest size that line offsets can express.
const maxOffset = 1<<31 - 1

// Options says how articles are read. The zero value is useful.
type Options struct {
	MaxArticle int // largest article in bytes, 0 for 1 MiB
}

// limit returns the largest article in bytes.
func (o Options) limit() int {
	if o.MaxArticle <= 0 {
		return defaultMaxArticle
	}
	return min(o.MaxArticle, maxOffset)
}

// Parse reads exactly one article, with its status and references. Name is the
// path it came from and may be empty; it is only compared with the article's id,
// when it looks like Qnnnnnn.TXT. The article keeps src.
//
// It fails with a *kb.ParseError: ErrNotArticle when src does not begin with a
// DOCUMENT: line, ErrMalformed when the header cannot be read or nothing follows
// it, ErrTooLarge when src is over the limit.
func Parse(src []byte, name string, opt Options) (*kb.Article, error) {
	if len(src) > opt.limit() {
		return nil, tooLarge(1, opt)
	}
	if !Sniff(src) {
		return nil, foreign(src)
	}
	p := newPage(src)
	h, err := readHeader(p)
	if err != nil {
		return nil, err
	}
	a := p.article(h, p.layout(h))
	p.checkName(a.ID, name)
	a.Warnings = p.sortedWarnings()
	extract.Fill(a)
	return a, nil
}
