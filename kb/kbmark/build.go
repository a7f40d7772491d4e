package kbmark

import (
	"bytes"
	"strings"

	"kbadvisor/kb"
)

// builder cuts the source into sections.
type builder struct {
	src   []byte
	enc   kb.Encoding
	lines []line
	out   []kb.Section
}

// build returns sections that cover the source: the header, which ends at byte
// headerEnd, then what stands before the first start, then the starts.
func (b *builder) build(headerEnd int, hs []heading, starts []start) []kb.Section {
	first := len(b.src)
	if len(starts) > 0 {
		first = b.lines[hs[starts[0].at].first].start
	}
	b.opening(headerEnd, first, len(starts) > 0)
	for i, s := range starts {
		h := hs[s.at]
		end := len(b.src)
		if i+1 < len(starts) {
			end = b.lines[hs[starts[i+1].at].first].start
		}
		from := b.lines[h.first].start
		if i == 0 && len(b.out) == 0 {
			from = 0
		}
		b.add(kb.Section{Kind: kb.Content, Name: s.name, Heading: h.text, Span: kb.Span{Start: from, End: end}, TextAt: min(h.textAt, end)})
	}
	return b.out
}

// opening adds the header and the text before the first section. Blank lines go
// to what stands next to them.
func (b *builder) opening(headerEnd, first int, sections bool) {
	blank := len(bytes.TrimSpace(bytes.TrimPrefix(b.src[headerEnd:first], bom))) == 0
	if blank && (headerEnd > 0 || sections) {
		if headerEnd > 0 {
			b.add(kb.Section{Kind: kb.Header, Span: kb.Span{End: first}})
		}
		return
	}
	if headerEnd > 0 {
		b.add(kb.Section{Kind: kb.Header, Span: kb.Span{End: headerEnd}})
	}
	s := kb.Section{Kind: kb.Lead, Span: kb.Span{Start: headerEnd, End: first}, TextAt: headerEnd}
	if !sections {
		s.Kind, s.Name = kb.Content, kb.Body
	}
	b.add(s)
}

// add appends the section with its text.
func (b *builder) add(s kb.Section) {
	if s.TextAt == 0 && bytes.HasPrefix(b.src, bom) {
		s.TextAt = min(len(bom), s.Span.End)
	}
	s.Text = decode(b.src[s.TextAt:s.Span.End], b.enc)
	b.out = append(b.out, s)
}

// headerEnd returns where the header ends: behind the front matter, or behind the
// title heading when only blank lines and such stand between. title is -1
// when no heading is the title.
func headerEnd(src []byte, lines []line, front int, hs []heading, title int) int {
	if title < 0 {
		return front
	}
	for _, l := range lines[:hs[title].first] {
		if l.start >= front && !isFurniture(string(bytes.TrimPrefix(src[l.start:l.end], bom))) {
			return front
		}
	}
	return hs[title].textAt
}

// isFurniture reports whether a line above the title heading holds no text: it is
// blank, a comment, an anchor, a badge or a template tag.
func isFurniture(text string) bool {
	t := strings.TrimSpace(text)
	switch t {
	case "", "[TOC]", "[[_TOC_]]", "**Table of Contents**":
		return true
	}
	for _, pair := range [][2]string{{"<!--", "-->"}, {"<a ", "</a>"}, {"{{", "}}"}, {"{%", "%}"}, {"[![", ")"}, {"![", ")"}, {"<img", ">"}, {"<p", ">"}, {"</p", ">"}} {
		if strings.HasPrefix(t, pair[0]) && strings.HasSuffix(t, pair[1]) {
			return true
		}
	}
	return strings.HasPrefix(t, "import ") && strings.HasSuffix(strings.TrimRight(t, ";"), "'")
}
