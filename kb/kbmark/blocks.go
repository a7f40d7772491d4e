package kbmark

import (
	"regexp"
	"strings"
)

// blockKind is the kind of a block of KB text.
type blockKind uint8

const (
	paragraph blockKind = iota
	item                // entry of a list, text with its marker
	continued           // further paragraph of the open item
	literal             // text whose lines and columns matter
	subheading
	rule
	alternative // a line "-or-" between alternatives
)

// block is a group of lines of KB text that belong together.
type block struct {
	kind   blockKind
	depth  int    // of the list around it: 0 outside, 1 in an outer item, 2 in an inner
	marker string // of an item: "-" or "1."
	lines  []string
}

// blockReader cuts the text of a section into blocks. KB text tells blocks apart
// by their column: paragraphs begin at 0, items at 0, 1, 3 or 4, what is three
// columns deeper than the text around it is literal.
type blockReader struct {
	out   []block
	cols  []int // columns of the text of the open items, outermost first
	group []string
}

// readBlocks returns the blocks of a section's text.
func readBlocks(text string) []block {
	r := &blockReader{}
	for l := range strings.SplitSeq(text, "\n") {
		l = strings.TrimRight(l, " \t\u00a0")
		if l == "" {
			r.flush()
			continue
		}
		r.group = append(r.group, l)
	}
	r.flush()
	return r.out
}

var (
	itemRE = regexp.MustCompile(`^( *)((?:[-*+\x{b7}]|\(?(?:\d{1,3}|[a-zA-Z])[.)])) +(\S.*)$`)
	orRE   = regexp.MustCompile(`(?i)^ *-* ?(?:or|and) ?-* *$`)
)

// flush turns the group of lines into blocks.
func (r *blockReader) flush() {
	g := r.group
	r.group = nil
	for len(g) > 0 {
		g = g[r.take(g):]
	}
}

// take makes a block of the first lines of the group and returns their number.
func (r *blockReader) take(g []string) int {
	switch {
	case len(g) >= 2 && isUnderline(g[1], g[0]):
		r.cols = nil
		r.out = append(r.out, block{kind: subheading, lines: g[:1]})
		return 2
	case isTextRule(g[0]) && columnOf(g[0]) < 3:
		r.out = append(r.out, block{kind: rule})
		return 1
	case orRE.MatchString(g[0]) && strings.Contains(g[0], "-"):
		r.out = append(r.out, block{kind: alternative, depth: len(r.cols), lines: []string{strings.TrimSpace(g[0])}})
		return 1
	}
	if n := r.takeItem(g); n > 0 {
		return n
	}
	return r.takeText(g)
}

// isUnderline reports whether under draws a line below a heading.
func isUnderline(under, text string) bool {
	t := strings.TrimSpace(under)
	return len(t) >= 2 && (t[0] == '-' || t[0] == '=') && strings.Trim(t, t[:1]) == "" && columnOf(text) == columnOf(under) &&
		columnOf(text) < 3 && abs(len(t)-len([]rune(strings.TrimSpace(text)))) <= 1
}

func abs(n int) int { return max(n, -n) }

// isTextRule reports whether the line is a line of one repeated mark.
func isTextRule(l string) bool {
	t := strings.TrimSpace(l)
	return len(t) >= 4 && strings.IndexByte("=-*_~", t[0]) >= 0 && strings.Trim(t, t[:1]) == ""
}

// columnOf returns the column of the first character; tabs reach to multiples of
// eight.
func columnOf(l string) int {
	col := 0
	for i := 0; i < len(l); i++ {
		switch l[i] {
		case ' ':
			col++
		case '\t':
			col += 8 - col%8
		default:
			return col
		}
	}
	return col
}

// nestedBullet is the column of bullets in an inner list. Text at the margin may
// stand between them and the item that they belong to.
const nestedBullet = 4

// takeItem makes an item of the first lines when they are one.
func (r *blockReader) takeItem(g []string) int {
	m := itemRE.FindStringSubmatch(g[0])
	if m == nil {
		return 0
	}
	col := columnOf(g[0])
	base := 0
	if len(r.cols) > 0 {
		base = r.cols[len(r.cols)-1]
	}
	text := len(g[0]) - len(m[3])
	if col >= base+3 && !(base == 0 && col == nestedBullet && m[2] == "-") {
		return 0 // literal
	}
	for len(r.cols) > 0 && col < r.cols[len(r.cols)-1] {
		r.cols = r.cols[:len(r.cols)-1]
	}
	if len(r.cols) > 6 {
		return 0
	}
	r.cols = append(r.cols, text)
	n := 1
	for n < len(g) && columnOf(g[n]) >= min(text, col+2) && columnOf(g[n]) < text+3 && itemRE.FindStringSubmatch(g[n]) == nil {
		n++
	}
	lines := append([]string{m[3]}, g[1:n]...)
	r.out = append(r.out, block{kind: item, depth: len(r.cols), marker: markerOf(m[2]), lines: lines})
	return n
}

// markerOf returns the Markdown marker for an item's marker; letters have none in
// Markdown and are kept in the text by the writer.
func markerOf(m string) string {
	if d := strings.Trim(m, "()."); d != "" && strings.Trim(d, "0123456789") == "" {
		return d + "."
	}
	if len(m) >= 2 {
		return "- " + m
	}
	return "-"
}

// takeText makes a paragraph or a literal block of the group.
func (r *blockReader) takeText(g []string) int {
	col := columnOf(g[0])
	for len(r.cols) > 0 && col < r.cols[len(r.cols)-1] {
		r.cols = r.cols[:len(r.cols)-1]
	}
	base := 0
	if len(r.cols) > 0 {
		base = r.cols[len(r.cols)-1]
	}
	kind := paragraph
	switch {
	case col >= base+3 || base > 0 && col >= 3 && r.afterLeadIn():
		kind = literal
	case base > 0:
		kind = continued
	}
	n := 1
	for n < len(g) && (kind == literal) == (columnOf(g[n]) >= base+3 || kind == literal && columnOf(g[n]) >= col) && !r.startsItem(g[n], kind, base) && !(kind != literal && isTextRule(g[n])) {
		n++
	}
	r.out = append(r.out, block{kind: kind, depth: len(r.cols), lines: g[:n]})
	return n
}

// startsItem reports whether a line of a paragraph begins an item.
func (r *blockReader) startsItem(l string, kind blockKind, base int) bool {
	if kind == literal {
		return false
	}
	m := itemRE.FindStringSubmatch(l)
	return m != nil && columnOf(l) >= base && strings.IndexByte("-*", m[2][0]) >= 0 && columnOf(l) <= base+1 && columnOf(l) > 0
}

var leadInRE = regexp.MustCompile(`(?i)(?:messages?|errors?|warnings?|reply|replies|response|events?|prompt|output|entry|commands?|lines?|syntax|following)\b[^.]*:$`)

// afterLeadIn reports whether the block before announces a message or a command.
func (r *blockReader) afterLeadIn() bool {
	if len(r.out) == 0 {
		return false
	}
	last := r.out[len(r.out)-1]
	return last.kind != literal && len(last.lines) > 0 && leadInRE.MatchString(strings.Join(last.lines, " "))
}
