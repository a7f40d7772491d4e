package kbmark

import (
	"bytes"
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/extract"
)

// Parse reads a Markdown article. Name is the path inside the root of the import
// (see PathID); it gives the id and the title when the article has none. Text
// that is no article gives a *kb.ParseError of kind kb.ErrNotArticle that says
// why, text over the size limit one of kind kb.ErrTooLarge. The article keeps
// src.
func Parse(src []byte, name string, opt Options) (*kb.Article, error) {
	if len(src) > opt.maxArticle() {
		return nil, &kb.ParseError{Kind: kb.ErrTooLarge, Want: fmt.Sprintf("at most %d bytes", opt.maxArticle()), Got: fmt.Sprintf("%d bytes", len(src))}
	}
	if reason := rejectName(name); reason != "" {
		return nil, notArticle(reason)
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(src, bom))) == 0 {
		return nil, notArticle("an empty file")
	}
	if isBinary(src) {
		return nil, notArticle("binary data")
	}
	if isRendered(src) {
		return parseRendered(src, opt)
	}
	p := &reader{name: name, words: newVocabulary(opt.Headings)}
	return p.parse(src)
}

// notArticle returns the error for a text that is something else.
func notArticle(what string) error {
	return &kb.ParseError{Kind: kb.ErrNotArticle, Want: "a Markdown article", Got: what}
}

// reader reads one article.
type reader struct {
	name  string
	words *vocabulary
	src   []byte
	lines []line
	front fields
	art   *kb.Article
}

func (p *reader) parse(src []byte) (*kb.Article, error) {
	p.src, p.lines = src, splitLines(src)
	p.art = &kb.Article{Format: kb.FormatMarkdown, Encoding: encodingOf(src), Source: src}
	p.warnBytes()
	at := 0
	if bytes.HasPrefix(src, bom) {
		at = len(bom)
		p.lines[0].start = at
	}
	frontEnd := 0
	if fm, ok := findFront(src, p.lines, at); ok {
		var warns []kb.Warning
		p.front, warns = readFront(src, p.lines, fm, p.art.Encoding)
		p.art.Warnings = append(p.art.Warnings, warns...)
		frontEnd = fm.next
	}
	p.sections(frontEnd)
	hasID := p.fill()
	if reason := rejectContent(p.art, p.name, hasID); reason != "" {
		return nil, notArticle(reason)
	}
	p.finish()
	extract.Fill(p.art)
	p.addFrontMatter()
	return p.art, nil
}

// sections finds the title and cuts the source into sections. Articles whose
// headings name no section are read again with labels ("Cause:") as headings.
func (p *reader) sections(frontEnd int) {
	first := 0
	for first < len(p.lines) && p.lines[first].start < frontEnd {
		first++
	}
	hs, title, starts := p.outline(first, false)
	if !anyMapped(starts) {
		if lhs, ltitle, lstarts := p.outline(first, true); mappedNames(lstarts) >= 2 {
			hs, title, starts = lhs, ltitle, lstarts
		}
	}
	b := &builder{src: p.src, enc: p.art.Encoding, lines: p.lines}
	p.art.Sections = b.build(headerEnd(p.src, p.lines, frontEnd, hs, title), hs, starts)
}

// outline scans the lines from number first on and sets the title.
func (p *reader) outline(first int, labels bool) ([]heading, int, []start) {
	s := &scanner{src: p.src, lines: p.lines, words: p.words, labels: labels,
		dec: func(raw []byte) string { return decode(bytes.TrimPrefix(raw, bom), p.art.Encoding) }}
	hs := s.scan(first)
	title := -1
	p.art.Title, title = splitTitle(p.front.text("title", "headline", "linktitle", "name"), p.name, hs, p.words)
	return hs, title, sectionStarts(hs, title, p.words)
}

func anyMapped(starts []start) bool { return mappedNames(starts) > 0 }

// mappedNames counts the different known names.
func mappedNames(starts []start) int {
	seen := map[string]bool{}
	for _, s := range starts {
		if s.mapped {
			seen[s.name] = true
		}
	}
	return len(seen)
}

// warnBytes warns of bytes that are not plain text.
func (p *reader) warnBytes() {
	if p.art.Encoding == kb.Windows1252 {
		p.warn(kb.WarnNonASCII, 0, "no valid UTF-8: read as Windows-1252")
	}
	for i, l := range p.lines {
		if l.end-l.start > 4096 {
			p.warn(kb.WarnLongLine, i+1, fmt.Sprintf("%d bytes", l.end-l.start))
		}
	}
	if i := bytes.IndexFunc(p.src, func(r rune) bool { return r != '\r' && isControl(r) }); i >= 0 {
		p.warn(kb.WarnControl, 1+bytes.Count(p.src[:i], []byte{'\n'}), fmt.Sprintf("byte %#02x", p.src[i]))
	}
}

func (p *reader) warn(kind kb.WarningKind, line int, detail string) {
	p.art.Warnings = append(p.art.Warnings, kb.Warning{Kind: kind, Line: line, Detail: detail})
}

// finish warns of odd sections.
func (p *reader) finish() {
	seen := map[string]bool{}
	line := 0 // number of lines that begin before the section
	for _, s := range p.art.Sections {
		for line < len(p.lines) && p.lines[line].start < s.Span.Start {
			line++
		}
		if s.Kind != kb.Content {
			continue
		}
		if strings.TrimSpace(s.Text) == "" {
			p.warn(kb.WarnEmptySection, line+1, s.Name)
		}
		if kb.Canonical(s.Name) && seen[s.Name] {
			p.warn(kb.WarnDuplicateSection, line+1, s.Name)
		}
		seen[s.Name] = true
	}
}
