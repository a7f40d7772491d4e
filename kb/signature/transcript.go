package signature

import (
	"strings"

	"kbadvisor/kb"
)

// hit is a reply in the text of a section.
type hit struct {
	said
	first, last int // rows [first, last)
	protocol    kb.Protocol
	phase       kb.Phase
	done        bool
}

// goOn adds a line to the text of a reply, up to the limit.
func (h *hit) goOn(line string) {
	if len(h.text)+len(line) < maxText {
		h.text += "\n" + line
	}
}

// mayReply reports whether a line can hold a reply, by its first bytes.
func mayReply(line string) bool {
	switch c := line[0]; {
	case c == 'I' || c == '[':
		return strings.HasPrefix(line, "IO: |") || strings.HasPrefix(line, "[rx] ")
	case c >= '1' && c <= '5':
		return len(line) >= 3 && isDigit(line[1]) && isDigit(line[2]) || strings.Contains(line, ": >>> ") || strings.Contains(line, "[rx] ")
	case c == '+' || c == '-':
		return strings.HasPrefix(line, "+OK") || strings.HasPrefix(line, "-ERR") || len(line) > 5 && isDigit(line[2]) || line[0] == line[1:2][0]
	case c == 'S' || c == 'R':
		return len(line) > 5 && (line[1] == '>' || line[1] == ':' || strings.HasPrefix(line, "Response:"))
	case c == '<' || c == '>' || c == '"':
		return len(line) > 4
	case isDigit(c):
		return strings.Contains(line, ": >>> ") || strings.Contains(line, "[rx] ")
	}
	return false
}

// replies finds the replies of the section and follows the session through them.
func (x *extractor) replies() {
	x.hits = x.hits[:0]
	p := &x.page
	for bi := range p.blocks {
		b, n := &p.blocks[bi], len(x.hits)
		for i := b.first; i < b.last; i++ {
			line := p.row(i)
			if len(line) < 3 || !mayReply(line) {
				continue
			}
			if b.mark != 0 && i == b.first && x.statusItem(b) {
				break
			}
			if r, ok := parseReply(line); ok {
				i = x.reply(r, b, i) - 1
			}
		}
		if len(x.hits) > n && (bi == 0 || !x.leads(p.blocks[bi-1])) {
			x.sift(b, n)
		}
	}
	if len(x.hits) > 0 {
		x.follow()
	}
}

// leads reports whether a block announces messages.
func (x *extractor) leads(b block) bool {
	if x.page.text[x.page.end(b)-1] != ':' {
		return false
	}
	_, ok := announces(x.page.text[b.from:x.page.end(b)])
	return ok
}

// sift drops the hits from n on that only look like replies: less than half of the
// lines of a block that has no commands, without words that replies use.
func (x *extractor) sift(b *block, n int) {
	if b.mark != 0 {
		return
	}
	rows := 0
	var s session
	for _, h := range x.hits[n:] {
		rows += h.last - h.first
		if h.prefixed || h.first == b.first {
			return
		}
	}
	for i := b.first; i < b.last; i++ {
		if s.command(x.page.row(i)) {
			return
		}
	}
	if 2*rows >= b.last-b.first {
		return
	}
	kept := x.hits[:n]
	for _, h := range x.hits[n:] {
		if containsAny(lower(h.text), replyWords[h.protocol]) {
			kept = append(kept, h)
		}
	}
	x.hits = kept
}

// reply adds the reply that row i begins, when it is one, and returns the index of
// the row behind it.
func (x *extractor) reply(r said, b *block, i int) int {
	p := &x.page
	goesOn := len(x.hits) > 0 && x.hits[len(x.hits)-1].last == i
	if p.rows[i].col < 3 && !b.apart && !r.prefixed && !goesOn && b.mark == 0 {
		return i + 1
	}
	protocol := x.protocol(r)
	if protocol == "" || b.mark != 0 && explains(b, p, r) {
		return i + 1
	}
	h := hit{said: r, first: i, last: i + 1, protocol: protocol}
	for ; h.last < b.last; h.last++ {
		line := p.row(h.last)
		next, ok := parseReply(line)
		switch {
		case h.more && ok && next.code == r.code:
			h.more = next.more
			h.goOn(next.text)
			continue
		case h.more && !ok && x.endsLater(b, h.last, r.code), !ok && (b.mark != 0 || p.wraps(h.last-1) && !isClient(line)):
			h.goOn(line)
			continue
		}
		break
	}
	x.hits = append(x.hits, h)
	return h.last
}

// explains reports whether an item explains a reply code, in words that no server
// says: "530 - This code says that ...".
func explains(b *block, p *page, r said) bool {
	return strings.HasPrefix(p.text[b.from+min(4, p.end(*b)-b.from):p.end(*b)], "- ") && len(r.text) > 50
}

// isClient reports whether a line of a transcript is what a client shows of its own
// accord.
func isClient(line string) bool {
	var s session
	return strings.HasSuffix(line, ":") || strings.HasSuffix(line, ">") || hasFold(line, "user (") || hasFold(line, "login failed") || s.command(line)
}

// statusItem adds the status code of HTTP that an item of a list begins with.
func (x *extractor) statusItem(b *block) bool {
	text := x.words(b.from, x.page.end(*b))
	r, ok := readHTTP(text)
	if !ok || !hasPhrase(r.text, r.code[:3]) && len(r.code) == 3 {
		return false
	}
	x.hits = append(x.hits, hit{said: said{code: r.code, text: r.text, at: b.from - x.page.rows[b.first].from}, first: b.first, last: b.last, protocol: kb.HTTP})
	return true
}

// endsLater reports whether one of the next rows of a block ends a reply of
// several lines.
func (x *extractor) endsLater(b *block, i int, code string) bool {
	for n := 0; i < b.last && n < 20; i, n = i+1, n+1 {
		if r, ok := parseReply(x.page.row(i)); ok {
			return r.code == code
		}
	}
	return false
}

// wrapColumn is the column that lines do not go beyond.
const wrapColumn = 80

// wraps reports whether a row ends because the next word did not fit.
func (p *page) wraps(i int) bool {
	if i+1 >= len(p.rows) {
		return false
	}
	next := p.row(i + 1)
	word, _, _ := strings.Cut(next, " ")
	r := p.rows[i]
	return r.col+(r.to-r.from)+1+len(word) > wrapColumn
}
