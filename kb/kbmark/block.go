package kbmark

import (
	"bytes"
	"strings"
)

// inBlock reports whether the line belongs to a block in which nothing is a
// heading, and closes the block when the line ends it.
func (s *scanner) inBlock(indent int, rest []byte) bool {
	switch {
	case s.until != "":
		if bytes.Contains(bytes.ToLower(rest), []byte(s.until)) {
			s.until = ""
		}
		return true
	case s.fence == nil:
		return false
	case s.fenced > 0 && indent < s.fenced && len(rest) > 0:
		s.fence, s.list = nil, 0 // the list item that holds the code has ended
		return false
	}
	if t := bytes.TrimRight(rest, " \t"); indent < s.closing && bytes.HasPrefix(t, s.fence) &&
		len(bytes.TrimLeft(t, string(s.fence[:1]))) == 0 {
		s.fence = nil
	}
	s.blank, s.para = false, 0
	return true
}

// openBlock reports whether the line opens a block in which nothing is a heading.
func (s *scanner) openBlock(indent int, rest []byte) bool {
	within := 0
	if s.list > 0 && indent >= s.list {
		within = s.list
	}
	if s.openFence(within, indent, rest) {
		return true
	}
	switch rest[0] {
	case '<':
		return s.openHTML(rest)
	case '{':
		return s.openShortcode(rest)
	}
	return false
}

// openFence opens a code block when the line is its first. A block inside a list
// item ends with the item: when a line is indented less than within. Indent
// is that of the marks.
func (s *scanner) openFence(within, indent int, rest []byte) bool {
	if len(rest) < 3 || rest[0] != '`' && rest[0] != '~' {
		return false
	}
	n := len(rest) - len(bytes.TrimLeft(rest, string(rest[:1])))
	if n < 3 || rest[0] == '`' && bytes.IndexByte(rest[n:], '`') >= 0 {
		return false
	}
	s.fence, s.fenced, s.closing = rest[:n], within, indent+4
	return true
}

// openHTML opens a comment or an element that holds no Markdown. It reports
// false for tags that may stand around Markdown.
func (s *scanner) openHTML(rest []byte) bool {
	low := bytes.ToLower(rest[:min(len(rest), 10)])
	if bytes.HasPrefix(low, []byte("<!--")) {
		if !bytes.Contains(rest[4:], []byte("-->")) {
			s.until = "-->"
		}
		return true
	}
	for _, tag := range []string{"pre", "script", "style", "textarea"} {
		after, ok := bytes.CutPrefix(low, []byte("<"+tag))
		if ok && (len(after) == 0 || strings.IndexByte(" \t>", after[0]) >= 0) {
			if !bytes.Contains(bytes.ToLower(rest), []byte("</"+tag+">")) {
				s.until = "</" + tag + ">"
			}
			return true
		}
	}
	return false
}

// openShortcode opens a template block that holds code, such as
// {{< highlight go >}}.
func (s *scanner) openShortcode(rest []byte) bool {
	inner := strings.TrimLeft(string(rest[:min(len(rest), 40)]), "{<% \t")
	if len(rest)-len(inner) < 2 {
		return false
	}
	for _, name := range []string{"highlight", "code", "mermaid"} {
		if !strings.HasPrefix(inner, name) {
			continue
		}
		switch {
		case bytes.HasPrefix(rest, []byte("{{<")) && !bytes.Contains(rest, []byte("{{< /")):
			s.until = "{{< /" + name
		case bytes.HasPrefix(rest, []byte("{%")) && !bytes.Contains(rest, []byte("{% end")):
			s.until = "{% end" + name
		}
		return s.until != ""
	}
	return false
}

// listItem returns the column of an item's text, counted from the marker, when
// rest begins with the marker of a list item. The column may lie behind the end.
func listItem(rest []byte) (int, bool) {
	n := 0
	switch rest[0] {
	case '-', '*', '+':
		n = 1
	default:
		for n < len(rest) && n < 9 && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n == 0 || n == len(rest) || rest[n] != '.' && rest[n] != ')' {
			return 0, false
		}
		n++
	}
	if n == len(rest) {
		return n + 1, true
	}
	if rest[n] != ' ' && rest[n] != '\t' {
		return 0, false
	}
	blanks, _ := indentOf(rest[n:])
	if blanks > 4 || len(bytes.TrimLeft(rest[n:], " \t")) == 0 {
		blanks = 1
	}
	return n + blanks, true
}

// isRuleLine reports whether the line is a thematic break such as "* * *".
func isRuleLine(rest []byte) bool {
	marks := bytes.Map(func(r rune) rune {
		if r == ' ' || r == '\t' {
			return -1
		}
		return r
	}, rest)
	return len(marks) >= 3 && strings.IndexByte("-*_", marks[0]) >= 0 && len(bytes.Trim(marks, string(marks[:1]))) == 0
}
