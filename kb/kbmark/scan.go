package kbmark

import (
	"bytes"
	"regexp"
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

// atx reads "## Heading ##". A missing blank is forgiven from the second level on
// when the words are known.
func (s *scanner) atx(rest []byte) (level int, text string, ok bool) {
	for level < len(rest) && rest[level] == '#' {
		level++
	}
	if level == 0 || level > 6 {
		return 0, "", false
	}
	body := rest[level:]
	spaced := len(body) == 0 || body[0] == ' ' || body[0] == '\t'
	text = closeATX(s.text(body))
	if strings.Contains(text, "](#tab/") { // the tabs of documentation sites
		return 0, "", false
	}
	return level, text, spaced || level > 1 && s.words.known(text)
}

// closeATX removes the closing "#" of a heading.
func closeATX(text string) string {
	t := strings.TrimRight(text, "#")
	if t == "" || t != text && (strings.HasSuffix(t, " ") || strings.HasSuffix(t, "\t")) {
		return strings.TrimSpace(t)
	}
	return text
}

// setext returns the level that the line below makes of a line: 1 for "=", 2 for
// "-", 0 for none. A sentence above a rule is no heading.
func (s *scanner) setext(rest, below []byte) int {
	indent, under := indentOf(below)
	under = bytes.TrimRight(under, " \t")
	if indent > 3 || len(under) < 2 || len(bytes.Trim(under, string(under[:1]))) > 0 {
		return 0
	}
	text := s.text(rest)
	switch {
	case under[0] == '=':
		return 1
	case under[0] != '-' || len(text) > 100 || strings.HasSuffix(text, ".") && strings.Count(text, " ") > 5:
		return 0
	}
	return 2
}

var htmlHeadingRE = regexp.MustCompile(`(?is)^<h([1-6])(?:\s[^<>]*)?>(.*?)</h[1-6]>\s*(.*)$`)

// htmlHeading reads <h2>Heading</h2> on up to three lines.
func (s *scanner) htmlHeading(i int, rest []byte) (heading, bool) {
	if len(rest) < 4 || rest[1] != 'h' && rest[1] != 'H' || rest[2] < '1' || rest[2] > '6' {
		return heading{}, false
	}
	for last := i; last < i+3 && last < len(s.lines); last++ {
		m := htmlHeadingRE.FindSubmatch(s.src[s.lines[i].start+len(s.raw(i))-len(rest) : s.lines[last].end])
		if m == nil {
			continue
		}
		if len(m[3]) > 0 {
			return heading{}, false
		}
		return heading{first: i, last: last, level: int(m[1][0] - '0'), text: s.text(m[2])}, true
	}
	return heading{}, false
}

// boldLine returns the words of a line that is in bold as a whole.
func boldLine(text string) (string, bool) {
	t := strings.TrimRight(text, ": ")
	for _, mark := range []string{"**", "__"} {
		inner, ok := strings.CutPrefix(t, mark)
		if !ok {
			continue
		}
		if inner, ok = strings.CutSuffix(inner, mark); ok && inner != "" && !strings.Contains(inner, mark) {
			return strings.Trim(inner, "_* "), true
		}
	}
	return "", false
}

var labelRE = regexp.MustCompile(`^(?:(?:\*\*|__)([^*_:]{2,60})(?::(?:\*\*|__)|(?:\*\*|__):)[ \t]*|([A-Za-z][A-Za-z /&-]{2,60}):[ \t]*$)`)

// label reads "**Cause:** text" and "Cause:" on a line of its own.
func (s *scanner) label(i int, rest []byte) (heading, bool) {
	m := labelRE.FindSubmatchIndex(rest)
	if m == nil {
		return heading{}, false
	}
	lo, hi := m[2], m[3]
	if lo < 0 {
		lo, hi = m[4], m[5]
	}
	text := s.text(rest[lo:hi])
	if !s.words.known(text) {
		return heading{}, false
	}
	h := heading{first: i, last: i, level: labelLevel, text: text}
	if m[1] < len(rest) {
		h.textAt = s.lines[i].end - len(rest) + m[1]
	}
	return h, true
}
