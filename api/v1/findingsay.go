package v1

import (
	"bytes"

	"kbadvisor/kb"
)

// maxAround is how many bytes of an article are given before and after the words
// that a finding rests on.
const maxAround = 240

// around returns what stands before and after a span of an article, to the ends
// of its paragraph.
func around(a *kb.Article, s kb.Span) (before, after string) {
	if a == nil || s.Start < 0 || s.End > len(a.Source) || s.Start >= s.End {
		return "", ""
	}
	text := textAround(a, s)
	before = Quoted(a, kb.Span{Start: max(text.Start, paragraphStart(a.Source, s.Start)), End: s.Start})
	after = Quoted(a, kb.Span{Start: s.End, End: min(text.End, paragraphEnd(a.Source, s.End))})
	return before, after
}

// textAround returns the text of the section in which a span stands: a heading is
// no part of a paragraph. It is the whole source for a span outside of all texts.
func textAround(a *kb.Article, s kb.Span) kb.Span {
	for _, sec := range a.Sections {
		if sec.TextAt <= s.Start && s.End <= sec.Span.End {
			return kb.Span{Start: sec.TextAt, End: sec.Span.End}
		}
	}
	return kb.Span{End: len(a.Source)}
}

// paragraphStart returns where the paragraph begins in which a byte stands, or a
// word of it that is near enough.
func paragraphStart(source []byte, at int) int {
	from := max(0, at-maxAround)
	near := source[from:at]
	if i := lastBlankLine(near); i >= 0 {
		return from + i
	}
	if i := bytes.IndexAny(near, " \t\n"); from > 0 {
		return from + i + 1
	}
	return from
}

// paragraphEnd returns where the paragraph ends in which a byte stands, or a word
// of it that is near enough.
func paragraphEnd(source []byte, at int) int {
	to := min(len(source), at+maxAround)
	near := source[at:to]
	if i := firstBlankLine(near); i >= 0 {
		return at + i
	}
	if i := bytes.LastIndexAny(near, " \t\n"); to < len(source) {
		return at + max(i, 0)
	}
	return to
}

// firstBlankLine returns where the line before the first blank line ends, or -1.
func firstBlankLine(text []byte) int {
	return firstOf(bytes.Index(text, []byte("\n\n")), bytes.Index(text, []byte("\r\n\r\n")))
}

// lastBlankLine returns where the line after the last blank line begins, or -1.
func lastBlankLine(text []byte) int {
	lf, crlf := bytes.LastIndex(text, []byte("\n\n")), bytes.LastIndex(text, []byte("\r\n\r\n"))
	if lf >= 0 {
		lf += 2
	}
	if crlf >= 0 {
		crlf += 4
	}
	return max(lf, crlf)
}

// firstOf returns the smaller of two offsets, -1 counting as none.
func firstOf(a, b int) int {
	if a < 0 || b >= 0 && b < a {
		return b
	}
	return a
}

// Say tells in a few words what an article and the finding have in common.
func (e FindingEvidence) Say() string { return Evidence{Kind: e.Kind}.Say() }

// Shown returns the evidence that people get to see: the strongest, and words in
// common only when there is nothing better.
func (r FindingResult) Shown() []FindingEvidence {
	return shown(r.Evidence, func(e FindingEvidence) string { return e.Kind })
}
