package kbmark

import (
	"bytes"
	"regexp"
	"strings"
)

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
