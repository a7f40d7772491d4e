package signature

import "kbadvisor/kb"

// items takes a list whose items are messages. What stands below an item and is
// set as deep belongs to it when it goes on with a record.
func (x *extractor) items(i int, lead, first block) int {
	p := &x.page
	col := p.rows[first.first].col
	var out []message
	for i < len(p.blocks) {
		b := p.blocks[i]
		if x.leads(b) {
			break
		}
		switch {
		case separates(p.row(b.first)) && b.last == b.first+1 && i+1 < len(p.blocks) && p.blocks[i+1].mark != 0:
		case b.mark != 0 && (p.rows[b.first].col == col || lead.mark == 0 && b.mark == first.mark && p.rows[b.first].col > 0):
			out = append(out, message{from: b.from, to: p.end(b), rows: b.first, last: b.last, seen: fieldOf(p.text[b.from:p.rows[b.first].to])})
		case b.mark == 0 && !b.rule && b.col > col && len(out) > 0 && fieldOf(p.row(b.first)) != 0:
			out[len(out)-1].to, out[len(out)-1].last = p.end(b), b.last
		default:
			x.emitAll(out, kb.OriginBullet)
			return i
		}
		i++
	}
	x.emitAll(out, kb.OriginBullet)
	return i
}
