package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// part is a section before its end is known.
type part struct {
	kind    kb.SectionKind
	name    string
	heading string
	line    int  // line for warnings
	from    mark // where it begins
	text    mark // where its text begins, after the heading
}

// sections returns the sections of an article. Blank lines between two parts
// belong to the first of them.
func (p *page) sections(l *layout) []kb.Section {
	parts := p.parts(l)
	parts[0].from = mark{}
	out := make([]kb.Section, len(parts))
	end := p.marks[p.lines()]
	for i := len(parts) - 1; i >= 0; i-- {
		t := parts[i]
		out[i] = kb.Section{
			Kind: t.kind, Name: t.name, Heading: t.heading,
			Span: kb.Span{Start: int(t.from.src), End: int(end.src)},
			Text: p.text[t.text.text:end.text], TextAt: int(t.text.src),
		}
		end = t.from
	}
	p.warnSections(parts, out)
	return out
}

// parts returns the beginnings of the sections in order.
func (p *page) parts(l *layout) []part {
	parts := []part{p.part(kb.Header, 0)}
	add := func(kind kb.SectionKind, from, to int) {
		if from = p.skipBlank(from, to); from < to {
			parts = append(parts, p.part(kind, from))
		}
	}
	rest := l.body
	switch {
	case l.applies.from >= 0:
		add(kb.Preamble, l.body, l.applies.from)
		add(kb.AppliesTo, l.applies.from, l.applies.to)
		rest = l.applies.to
	case l.legacy.end > l.body:
		add(kb.Preamble, l.body, l.legacy.end)
		rest = l.legacy.end
	}
	if len(l.headings) == 0 {
		n := len(parts)
		add(kb.Content, rest, l.tail.line)
		if len(parts) > n {
			parts[n].name = kb.Body
		}
	} else {
		add(kb.Lead, rest, l.headings[0].line)
	}
	for _, h := range l.headings {
		parts = append(parts, p.headed(h))
	}
	return p.endParts(parts, l)
}

// endParts adds what follows the sections.
func (p *page) endParts(parts []part, l *layout) []part {
	if l.tail.at.text < p.marks[l.footer.from].text {
		parts = append(parts, part{kind: kb.QueryWords, line: l.tail.line, from: l.tail.at, text: l.tail.at})
	}
	if l.footer.from < l.footer.legal {
		parts = append(parts, p.part(kb.Footer, l.footer.from))
	}
	if l.footer.legal < p.lines() {
		parts = append(parts, p.part(kb.Legal, l.footer.legal))
	}
	return parts
}

// part returns a section without heading that begins on the line with the index
// i.
func (p *page) part(kind kb.SectionKind, i int) part {
	return part{kind: kind, line: i, from: p.marks[i], text: p.marks[i]}
}

// headed returns the section below a heading.
func (p *page) headed(h heading) part {
	if h.promoted {
		p.warn(kb.WarnPromoted, h.line, h.name)
	}
	return part{
		kind: kb.Content, name: h.name, heading: strings.TrimSpace(p.line(h.line)),
		line: h.line, from: p.marks[h.line], text: p.marks[h.line+2],
	}
}

// warnSections records names that occur again and sections without text.
func (p *page) warnSections(parts []part, out []kb.Section) {
	for i, s := range out {
		if s.Kind != kb.Content {
			continue
		}
		if s.Heading != "" && strings.Trim(s.Text, "=-*_~ \t\n") == "" {
			p.warn(kb.WarnEmptySection, parts[i].line, s.Name)
		}
		for _, before := range out[:i] {
			if before.Kind == kb.Content && before.Name == s.Name {
				p.warn(kb.WarnDuplicateSection, parts[i].line, s.Name)
				break
			}
		}
	}
}
