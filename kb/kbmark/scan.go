package kbmark

import (
	"bytes"
	"strings"
)

// Levels of headings that Markdown has no level for.
const (
	boldLevel  = 7 // a line in bold that is a known heading word
	labelLevel = 8 // "Symptoms:" or "**Cause:** text" at the start of a line
)

// heading is a line, or two, that may start a section.
type heading struct {
	first, last int    // lines
	level       int    // 1 to 6, boldLevel, labelLevel
	text        string // as written, without the marks
	textAt      int    // where the text below the heading begins
}

// scanner finds the headings of Markdown. It knows the parts of the syntax in
// which a "#" is no heading: code, comments and lists.
type scanner struct {
	src   []byte
	lines []line
	dec   func([]byte) string
	words *vocabulary
	// labels makes known heading words at the start of a line headings.
	labels bool

	out     []heading
	fence   []byte // the marks that close the code block, nil outside
	fenced  int    // indent below which a code block in a list ends
	closing int    // indent from which marks do not close the code block
	until   string // text that ends a comment or another block, empty outside
	list    int    // column of the text of the open list item, 0 outside a list
	para    int    // lines of the open paragraph
	blank   bool   // the line before is blank
}

// scan returns the headings of the lines from number first on.
func (s *scanner) scan(first int) []heading {
	s.blank = true
	for i := first; i < len(s.lines); i++ {
		i += s.line(i)
	}
	return s.out
}

// raw returns the bytes of line i, nil behind the last.
func (s *scanner) raw(i int) []byte {
	if i >= len(s.lines) {
		return nil
	}
	return s.src[s.lines[i].start:s.lines[i].end]
}

// line reads line i and returns how many lines it took besides.
func (s *scanner) line(i int) int {
	raw := s.raw(i)
	indent, rest := indentOf(raw)
	if s.inBlock(indent, rest) {
		return 0
	}
	if len(rest) == 0 {
		s.para, s.blank = 0, true
		return 0
	}
	wasBlank := s.blank
	s.blank = false
	if s.list > 0 && indent < s.list && (wasBlank || rest[0] == '#') {
		s.list = indent // of an outer item, or none
		if indent < 2 {
			s.list = 0
		}
	}
	if indent > 3 && s.list == 0 || s.list > 0 && indent >= s.list+4 {
		return 0 // code, or the continuation of a paragraph
	}
	if s.openBlock(indent, rest) {
		s.para = 0
		return 0
	}
	if n, ok := listItem(rest); ok && !isRuleLine(rest) {
		s.list, s.para = indent+n, 0
		s.openFence(s.list, s.list, bytes.TrimLeft(rest[min(n, len(rest)):], " \t"))
		return 0
	}
	if s.list > 0 && indent >= s.list || rest[0] == '>' || rest[0] == '|' {
		s.para++
		return 0
	}
	return s.headingAt(i, rest)
}

// headingAt reads a line that may be a heading and returns how many lines the
// heading has besides.
func (s *scanner) headingAt(i int, rest []byte) int {
	if level, text, ok := s.atx(rest); ok {
		s.add(heading{first: i, last: i, level: level, text: text})
		return 0
	}
	if rest[0] == '<' {
		if h, ok := s.htmlHeading(i, rest); ok {
			s.add(h)
			return h.last - h.first
		}
	}
	if s.para == 0 {
		if level := s.setext(rest, s.raw(i+1)); level > 0 {
			s.add(heading{first: i, last: i + 1, level: level, text: s.text(rest)})
			return 1
		}
		if rest[0] == '*' || rest[0] == '_' {
			if text, ok := boldLine(s.text(rest)); ok && s.words.known(text) {
				s.add(heading{first: i, last: i, level: boldLevel, text: text})
				return 0
			}
		}
	}
	if s.labels && bytes.IndexByte(rest, ':') > 0 {
		if h, ok := s.label(i, rest); ok {
			s.add(h)
			return 0
		}
	}
	s.para++
	return 0
}

// add appends a heading that ends a paragraph.
func (s *scanner) add(h heading) {
	if h.textAt == 0 {
		h.textAt = s.lines[h.last].next
	}
	s.out = append(s.out, h)
	s.para = 0
}

func (s *scanner) text(raw []byte) string {
	return strings.TrimSpace(s.dec(raw))
}
