package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// layout is where the parts of an article begin, in lines.
type layout struct {
	body     int // first line after the header and its separator
	legacy   legacy
	applies  applies
	headings []heading
	tail     tail
	footer   footer
}

// layout finds the parts of a page whose header is known.
func (p *page) layout(h *header) *layout {
	l := &layout{body: p.skipBlank(h.end, p.lines())}
	if p.isRule(l.body, '=', minRule) {
		l.body++
	} else {
		p.warn(kb.WarnNoSeparator, l.body, "")
	}
	l.footer = p.readFooter(l.body)
	p.warnEnds(l.footer)
	l.tail = p.readTail(l.body, l.footer.from)
	l.headings = p.headings(l.body, l.tail.line)
	first := l.tail.line
	if len(l.headings) > 0 {
		first = l.headings[0].line
	}
	l.applies = p.readApplies(l.body, first)
	if l.applies.from >= 0 {
		first = l.applies.from
	}
	l.legacy = p.readLegacy(l.body, first)
	return l
}

// article puts an article together out of its parts.
func (p *page) article(h *header, l *layout) *kb.Article {
	a := &kb.Article{
		ID: h.id, Format: kb.FormatText, Encoding: p.enc, Source: p.src,
		Date: h.date, Category: h.category, Title: collapse(h.values[labelTitle]), Product: collapse(h.values[labelProduct]),
		AppliesTo: l.applies.entries, QueryWords: l.tail.words,
		IssueTypes: strings.Fields(l.footer.fields[footIssueType]),
		Solutions:  strings.Fields(l.footer.fields[footSolution]),
	}
	a.Keywords = p.keywords(h, l.footer)
	a.Versions = p.versions(h, l)
	a.Sections = p.sections(l)
	return a
}

// collapse makes every run of blanks one.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// maxKeyword is the length over which a keyword is a prank or an accident.
const maxKeyword = 60

// keywords returns the keywords of the footer. The header has them damaged: cut
// off, and with blanks lost before some of them. It is the fall-back.
func (p *page) keywords(h *header, f footer) []string {
	inHeader := strings.Fields(h.values[labelKeywords])
	value, ok := f.fields[footKeywords]
	if !ok {
		return splitGlued(inHeader)
	}
	words := strings.Fields(value)
	if h.at[labelKeywords] >= 0 && strings.Join(words, " ") != strings.Join(inHeader, " ") {
		p.warn(kb.WarnKeywordMismatch, h.at[labelKeywords], "the footer's are taken")
	}
	for _, w := range words {
		if len(w) > maxKeyword {
			p.warn(kb.WarnBadField, -1, "keyword of "+clip(w))
		}
	}
	return words
}

// splitGlued parts the keywords that header lines glue to the one before.
func splitGlued(words []string) []string {
	var out []string
	for _, w := range words {
		for _, suffix := range []string{"kbbuglist", "kbfaq", "kbfixlist"} {
			if rest, ok := strings.CutSuffix(w, suffix); ok && rest != "" && len(w) < longLine {
				out = append(out, splitGlued([]string{rest})...)
				w = suffix
				break
			}
		}
		out = append(out, w)
	}
	return out
}
