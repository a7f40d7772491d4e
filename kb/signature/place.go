package signature

import (
	"bytes"

	"kbadvisor/kb"
)

// isRendered reports whether an article is the Markdown rendering of KB text, which
// is laid out as KB text is.
func isRendered(a *kb.Article) bool {
	return bytes.Contains(a.Source[:min(len(a.Source), 4096)], []byte("\tArticle: Q"))
}

// placer finds places of a section's text in the source.
type placer struct {
	section int
	source  []byte
	text    string
	within  kb.Span
	loc     *kb.Locator
	drifts  bool // the lines of the text are not those of the source
	at      int
}

func newPlacer(a *kb.Article, section int) *placer {
	s := a.Sections[section]
	return &placer{
		section: section, source: a.Source, text: s.Text, within: s.Span, loc: a.Locator(s),
		drifts: a.Format == kb.FormatMarkdown && isRendered(a),
	}
}

// span returns the span of the bytes [from, to) of the section's text.
func (p *placer) span(from, to int) kb.Span {
	if !p.drifts {
		return p.loc.Span(from, to)
	}
	return p.search(from, to)
}

// search looks for the first and the last line of a text in the source.
func (p *placer) search(from, to int) kb.Span {
	text := []byte(p.text[from:to])
	first, last := text, text
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		first, last = text[:i], text[bytes.LastIndexByte(text, '\n')+1:]
	}
	last = bytes.TrimSpace(last)
	start := p.find(first, p.at)
	if start < 0 {
		start = p.find(first, p.within.Start)
	}
	if start < 0 {
		return p.loc.Span(from, to)
	}
	p.at = start
	end := p.find(last, min(start+max(0, len(text)-2*len(last)), p.within.End))
	if end < 0 || end < start {
		return kb.Span{Start: start, End: start + len(first)}
	}
	return kb.Span{Start: start, End: end + len(last)}
}

func (p *placer) find(what []byte, from int) int {
	if from > p.within.End {
		return -1
	}
	i := bytes.Index(p.source[from:p.within.End], what)
	if i < 0 {
		return -1
	}
	return from + i
}
