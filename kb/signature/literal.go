package signature

import (
	"strings"

	"kbadvisor/kb"
)

// message is a message set apart: the bytes [from, to) of a section's text, which
// are whole rows.
type message struct {
	from, to   int
	rows       int  // first row
	last       int  // row behind the last one
	hasID, end bool // it is an event record that has its Event ID; nothing can be added to it
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
	case b.apart, b.mark == 0 && !b.rule && b.col >= lead.col+2:
		return x.literals(i, lead, l)
	case b.mark != 0 && l.listed && p.rows[b.first].col >= lead.col && p.rows[b.first].col > 0:
		return x.items(i, b)
	case b.mark == 0 && !b.rule && b.col == lead.col && (b.col > 2 || x.isQuoted(b)):
		if !x.isQuoted(b) && strings.HasSuffix(p.row(b.last-1), ":") {
			return i
		}
		x.emit(message{p.rows[b.first].from, p.end(b), b.first, b.last, false, false}, kb.OriginLiteral)
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
		if b.rule {
			continue
		}
		out = x.gather(out, b, fresh || l.plural)
		fresh = false
	}
	for _, m := range out {
		x.emit(m, kb.OriginLiteral)
	}
	return i
}

// set reports whether a block belongs to the messages that begin at a column.
func (x *extractor) set(b block, lead block, col int) bool {
	at := x.page.rows[b.first].col
	return b.apart || at >= lead.col+2 && (b.mark == 0 || at >= col)
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
	first := p.row(b.first)
	begins, id := beginsRecord(first)
	if n := len(out); n > 0 && begins {
		fresh = out[n-1].end || id && out[n-1].hasID || !out[n-1].hasID && !id && fresh
		if !fresh && id {
			out[n-1].hasID = true
		}
	} else if n > 0 && goesOn(first) {
		fresh = false
	}
	if n := len(out); n > 0 && !fresh {
		out[n-1].to, out[n-1].last = p.end(b), b.last
	} else {
		out = append(out, message{from: p.rows[b.first].from, to: p.end(b), rows: b.first, last: b.last, hasID: id})
	}
	for i := b.first + 1; i < b.last; i++ {
		m := &out[len(out)-1]
		_, id := beginsRecord(p.row(i))
		if !id {
			continue
		}
		if !m.hasID {
			m.hasID = true
			continue
		}
		to := m.to
		m.to, m.last = p.rows[i-1].to, i
		out = append(out, message{from: p.rows[i].from, to: to, rows: i, last: b.last, hasID: true})
	}
	return out
}

// items takes a list whose items are messages.
func (x *extractor) items(i int, first block) int {
	p := &x.page
	col := p.rows[first.first].col
	for i < len(p.blocks) {
		b := p.blocks[i]
		if separates(p.row(b.first)) && b.last == b.first+1 && i+1 < len(p.blocks) && p.blocks[i+1].mark != 0 {
			i++
			continue
		}
		if b.mark == 0 || p.rows[b.first].col != col {
			break
		}
		x.emit(message{b.from, p.end(b), b.first, b.last, false, false}, kb.OriginBullet)
		i++
	}
	return i
}
