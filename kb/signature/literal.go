package signature

import (
	"strings"

	"kbadvisor/kb"
)

// message is a message set apart: the bytes [from, to) of a section's text, which
// are whole rows.
type message struct {
	from, to int
	rows     int    // first row
	last     int    // row behind the last one
	seen     fields // of a record of an event log
	tool     bool   // it has a line of a compiler or the like
}

// announced takes what follows a sentence that announces messages: the blocks from
// i on. It returns the index of the first block that it left.
func (x *extractor) announced(i int, lead block, l leadIn) int {
	p := &x.page
	if i >= len(p.blocks) {
		return i
	}
	b := p.blocks[i]
	switch {
	case b.apart, b.mark == 0 && !b.rule && b.col >= lead.col+1 && !p.marked:
		return x.literals(i, lead, l)
	case b.mark != 0 && l.listed && p.rows[b.first].col >= lead.col && p.rows[b.first].col > 0:
		return x.items(i, lead, b)
	case b.mark == 0 && !b.rule && b.col == lead.col && (b.col > 2 && !p.marked || x.isQuoted(b)):
		if !x.isQuoted(b) && strings.HasSuffix(p.row(b.last-1), ":") {
			return i
		}
		x.emit(message{from: p.rows[b.first].from, to: p.end(b), rows: b.first, last: b.last}, kb.OriginLiteral)
		return i + 1
	}
	return i
}

// isQuoted reports whether a block is one quotation and nothing else.
func (x *extractor) isQuoted(b block) bool {
	s := x.page.text[b.from:x.page.end(b)]
	return len(s) > 4 && s[0] == '"' && strings.HasSuffix(strings.TrimRight(s, ".,"), "\"")
}

// literals takes the blocks that are set deeper than the announcing sentence.
func (x *extractor) literals(i int, lead block, l leadIn) int {
	p := &x.page
	col := p.blocks[i].col
	fresh := true // the next block begins a message
	var out []message
	for i < len(p.blocks) {
		b := p.blocks[i]
		if separates(p.row(b.first)) && b.last == b.first+1 && x.goesOn(i+1, lead, col) {
			fresh = true
			i++
			continue
		}
		if !x.set(b, lead, col) {
			break
		}
		i++
		if b.rule || b.program {
			continue
		}
		out = x.gather(out, b, fresh || l.plural)
		fresh = false
	}
	x.emitAll(out, kb.OriginLiteral)
	return i
}

// set reports whether a block belongs to the messages that begin at a column.
func (x *extractor) set(b block, lead block, col int) bool {
	at := x.page.rows[b.first].col
	return b.apart || !x.page.marked && at >= lead.col+1 && (b.mark == 0 || at >= col)
}

// goesOn reports whether block i is one more message behind a separator.
func (x *extractor) goesOn(i int, lead block, col int) bool {
	return i < len(x.page.blocks) && x.set(x.page.blocks[i], lead, col)
}

// separates reports whether a line parts two messages: "-or-", "and,".
func separates(line string) bool {
	switch strings.Trim(lower(line), "-., :()\"") {
	case "or", "and", "and/or", "or,", "- or", "followed by", "then", "and then":
		return true
	}
	return false
}

// gather adds a block to the messages: to the last one, or as one or more
// of its own.
func (x *extractor) gather(out []message, b block, fresh bool) []message {
	p := &x.page
	fresh = len(out) == 0 || fresh && !x.belongs(out, b) || x.nextRecord(out[len(out)-1], b)
	for i := b.first; i < b.last; i++ {
		line := p.row(i)
		if separates(line) {
			fresh = true
			continue
		}
		f, tool := fieldOf(line), isToolLine(line)
		if fresh || out[len(out)-1].seen.parts(f) || tool && out[len(out)-1].tool {
			out = append(out, message{from: p.rows[i].from, rows: i})
			fresh = false
		}
		m := &out[len(out)-1]
		m.seen |= f
		m.tool = m.tool || tool
		m.to, m.last = p.rows[i].to, i+1
	}
	return out
}

// nextRecord reports whether a block is a record that begins with the source on a
// line of its own, behind another record.
func (x *extractor) nextRecord(m message, b block) bool {
	return m.seen&fieldID != 0 && b.last-b.first > 1 && fieldOf(x.page.row(b.first+1)) == fieldID
}

// belongs reports whether a block goes on with the last message, whatever the
// sentence announced: it is a field of a record, or the message ended in a colon.
func (x *extractor) belongs(out []message, b block) bool {
	if len(out) == 0 {
		return false
	}
	m, f := out[len(out)-1], fieldOf(x.page.row(b.first))
	return f != 0 && m.seen != 0 || f == fieldDescription || x.page.text[m.to-1] == ':' || x.refines(m, b)
}

// refines reports whether a block begins with the status code that the last
// message consists of: "HTTP Error 403", then "403.4 Forbidden".
func (x *extractor) refines(m message, b block) bool {
	head := x.page.text[m.from:m.to]
	if len(head) > 40 {
		return false
	}
	code, to := statusCode(head)
	if code == "" || tidy(head[to:]) != "" {
		return false
	}
	next, _ := statusCode(x.page.row(b.first))
	return strings.HasPrefix(next, code)
}

func (x *extractor) emitAll(all []message, origin kb.Origin) {
	for _, m := range all {
		x.emit(m, origin)
	}
}
