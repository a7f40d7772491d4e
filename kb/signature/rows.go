package signature

import (
	"iter"
	"strings"
)

// row is a line of a section that is not blank: the bytes [from, to) of the text
// without the blanks around them, and the column at which they begin.
type row struct {
	from, to, col int
}

// block is a stretch of rows that belong together: a paragraph, an item of a list,
// or something set apart.
type block struct {
	first, last int  // rows [first, last)
	from        int  // offset of the text, behind the mark of an item
	col         int  // column of the text
	mark        byte // '-' for a bullet, '1' for a numbered item, 0 otherwise
	apart       bool // set apart by Markdown: a code block or a quotation
	program     bool // a code block in a programming language
	rule        bool // a line that is drawn, or a heading with its underline
}

// page is the text of a section with its rows and blocks.
type page struct {
	text   string
	rows   []row
	blocks []block
	marked bool // it is Markdown
}

// row returns the text of a row.
func (p *page) row(i int) string { return p.text[p.rows[i].from:p.rows[i].to] }

// end returns the offset behind a block.
func (p *page) end(b block) int { return p.rows[b.last-1].to }

// measured yields the rows of a text, false for blank ones.
func measured(text string) iter.Seq2[row, bool] {
	return func(yield func(row, bool) bool) {
		for at := 0; at < len(text); {
			end := strings.IndexByte(text[at:], '\n')
			if end < 0 {
				end = len(text)
			} else {
				end += at
			}
			if !yield(measure(text, at, end)) {
				return
			}
			at = end + 1
		}
	}
}

// layout reads the rows and blocks of KB text. It reuses the memory of the page.
func (p *page) layout(text string) {
	p.text, p.rows, p.blocks, p.marked = text, p.rows[:0], p.blocks[:0], false
	open := false
	for r, ok := range measured(text) {
		if !ok {
			open = false
			continue
		}
		p.rows = append(p.rows, r)
		p.place(open)
		open = true
	}
}

// measure returns the row of the line [from, to) of a text, and false when the
// line is blank.
func measure(text string, from, to int) (row, bool) {
	col := 0
	for from < to {
		switch c := text[from]; {
		case c == ' ':
			col++
		case c == '\t':
			col += 8 - col%8
		case c == '\r':
		case c == 0xC2 && from+1 < to && text[from+1] == 0xA0: // a no-break space
			col++
			from++
		default:
			for to > from && text[to-1] <= ' ' {
				to--
			}
			return row{from, to, col}, true
		}
		from++
	}
	return row{}, false
}

// place puts the last row into the last block, or begins a block with it. Open
// tells that no blank line stands before the row.
func (p *page) place(open bool) {
	i := len(p.rows) - 1
	r := p.rows[i]
	line := p.text[r.from:r.to]
	if isRule(line) {
		if open && r.col == 0 && p.heads(i) {
			p.blocks[len(p.blocks)-1].last = i + 1
			return
		}
		p.blocks = append(p.blocks, block{first: i, last: i + 1, from: r.from, col: r.col, rule: true})
		return
	}
	mark, width := mark(line)
	if open && mark == '1' && !p.counts(line) {
		mark, width = 0, 0
	}
	if open && mark == 0 && len(p.blocks) > 0 {
		if b := &p.blocks[len(p.blocks)-1]; !b.rule && p.joins(b, r) {
			b.last = i + 1
			return
		}
	}
	p.blocks = append(p.blocks, block{first: i, last: i + 1, from: r.from + width, col: r.col + width, mark: mark})
}

// counts reports whether a number at the start of a line goes on with a list or
// begins one. Else the line is the rest of a sentence: "... Windows / 95. When".
func (p *page) counts(line string) bool {
	if len(p.blocks) == 0 || p.blocks[len(p.blocks)-1].mark == '1' {
		return true
	}
	return strings.HasPrefix(line, "1.") || strings.HasPrefix(line, "1)") || !isDigit(line[0])
}

// heads reports whether the row before row i is a heading that row i underlines,
// and makes its block one.
func (p *page) heads(i int) bool {
	b := &p.blocks[len(p.blocks)-1]
	prev := p.rows[i-1]
	if b.last != i || b.first != i-1 || prev.col != 0 {
		return false
	}
	b.rule = true
	return true
}

// joins reports whether a row without a mark goes on with a block.
func (p *page) joins(b *block, r row) bool {
	head := p.rows[b.first].col
	switch {
	case b.mark != 0:
		return r.col >= min(head+1, 3) && r.col <= b.col+1
	case head == 0 && r.col > 2:
		return p.text[p.rows[b.last-1].to-1] != ':'
	case head > 2:
		return r.col > 2 || r.col > 0 && fieldOf(p.text[r.from:r.to]) != 0
	}
	return true
}

// isRule reports whether a line is three or more times the same one of the
// characters that lines are drawn with.
func isRule(line string) bool {
	if len(line) < 3 || strings.IndexByte("=-*_~", line[0]) < 0 || line[0] != line[1] {
		return false
	}
	for i := 2; i < len(line); i++ {
		if line[i] != line[0] {
			return false
		}
	}
	return true
}

// mark returns the kind of the mark that an item of a list begins with, and its
// width with the blanks behind it.
func mark(line string) (byte, int) {
	n := 0
	switch c := line[0]; {
	case c == '-' || c == '*' || c == '+':
		n = 1
	case c >= '0' && c <= '9':
		for n < len(line) && n < 3 && line[n] >= '0' && line[n] <= '9' {
			n++
		}
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'H':
		n = 1
	default:
		return 0, 0
	}
	kind := byte('-')
	if c := line[0]; c != '-' && c != '*' && c != '+' {
		if n >= len(line) || line[n] != '.' && line[n] != ')' {
			return 0, 0
		}
		kind = '1'
		n++
	}
	width := n
	for width < len(line) && line[width] == ' ' {
		width++
	}
	if width == n || width == len(line) {
		return 0, 0
	}
	return kind, width
}
