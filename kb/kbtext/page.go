package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// mark is a place in an article, as an offset in the decoded text and in the
// source.
type mark struct {
	text, src uint32
}

// page is the source of an article, decoded, and cut into lines.
type page struct {
	src      []byte
	enc      kb.Encoding
	text     string // UTF-8, line ends are \n
	marks    []mark // where each line begins, and one more for the end
	warnings []kb.Warning
}

// newPage decodes src and finds its lines.
func newPage(src []byte) *page {
	p := &page{src: src, enc: kb.ASCII, marks: make([]mark, 0, len(src)/32+16)}
	if !p.decodePlain() {
		p.decodeOther()
	}
	p.marks = append(p.marks, mark{uint32(len(p.text)), uint32(len(src))})
	p.warnLongLines()
	return p
}

// lines returns the number of lines.
func (p *page) lines() int { return len(p.marks) - 1 }

// line returns the line with the index i, without its line end.
func (p *page) line(i int) string {
	s := p.text[p.marks[i].text:p.marks[i+1].text]
	if n := len(s); n > 0 && s[n-1] == '\n' {
		return s[:n-1]
	}
	return s
}

// blank reports whether the line with the index i has nothing on it.
func (p *page) blank(i int) bool {
	s := p.line(i)
	return s == "" || strings.TrimSpace(s) == ""
}

// skipBlank returns the index of the first line in [from, to) that is not
// blank, or to.
func (p *page) skipBlank(from, to int) int {
	for from < to && p.blank(from) {
		from++
	}
	return from
}

// trimBlank returns the end of [from, to) without blank lines at its end.
func (p *page) trimBlank(from, to int) int {
	for to > from && p.blank(to-1) {
		to--
	}
	return to
}

// isRule reports whether the line with the index i is a rule of at least n
// characters c.
func (p *page) isRule(i int, c byte, n int) bool {
	s := p.line(i)
	return len(s) >= n && s[0] == c && ruleLen(s, c) >= n
}

// ruleLen returns the length of a line that is made of c only, blanks at the end
// aside, or 0.
func ruleLen(s string, c byte) int {
	s = strings.TrimRight(s, " \t")
	for i := 0; i < len(s); i++ {
		if s[i] != c {
			return 0
		}
	}
	return len(s)
}
