package signature

import (
	"sort"
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

// follow goes through the rows from the first reply to the last one and sets the
// phases.
func (x *extractor) follow() {
	p := &x.page
	var s session
	n, from := 0, 0
	for bi := range p.blocks {
		b := &p.blocks[bi]
		for i := b.first; i < b.last && n < len(x.hits); i++ {
			h := &x.hits[n]
			if i < h.first {
				if p.rows[i].col > 2 || b.apart || strings.Contains(p.row(i), ": <<< ") {
					s.command(p.row(i))
				}
				continue
			}
			if h.protocol != s.protocol || b.mark != 0 || i == b.first && !h.prefixed {
				s = session{protocol: h.protocol, phase: kb.UnknownPhase}
				from = n
			}
			if n > from && n > 0 && x.alternatives(n) {
				s = session{protocol: h.protocol, phase: kb.UnknownPhase}
			}
			if h.protocol != kb.HTTP {
				h.phase = s.next(h.said)
			}
			if h.protocol == kb.FTP && (h.code == "150" || h.code == "125" || h.code == "226") {
				x.wasLoggedIn(from, n)
			}
			i = h.last - 1
			n++
		}
	}
}

// alternatives reports whether reply n and the one before it are two that may be
// seen, not two of one session: both refuse, and no command stands between them.
func (x *extractor) alternatives(n int) bool {
	a, b := x.hits[n-1], x.hits[n]
	return a.last == b.first && a.code >= "4" && b.code >= "4"
}

// wasLoggedIn sets the phase of replies before a transfer, which nobody gets who
// is not logged in.
func (x *extractor) wasLoggedIn(from, to int) {
	for i := to - 1; i >= from && x.hits[i].phase == kb.UnknownPhase; i-- {
		x.hits[i].phase = kb.LoggedIn
	}
}

// emitReplies adds the replies within a message and reports whether nothing else
// of it is one.
func (x *extractor) emitReplies(m message, origin kb.Origin) bool {
	any, commands := false, false
	i := sort.Search(len(x.hits), func(i int) bool { return x.hits[i].first >= m.rows })
	for ; i < len(x.hits) && x.hits[i].first < m.last; i++ {
		h := &x.hits[i]
		if !h.done {
			x.emitReply(h, origin)
		}
		any = true
		commands = commands || h.first == m.rows
	}
	if !any {
		return false
	}
	var s session
	for i = m.rows; i < m.last && !commands; i++ {
		commands = s.command(x.page.row(i))
	}
	if commands {
		x.leftovers(m, origin)
	}
	return commands
}

// leftovers adds the rows of a transcript that are messages of their own kind.
func (x *extractor) leftovers(m message, origin kb.Origin) {
	for i := m.rows; i < m.last; i++ {
		if x.taken[i] {
			continue
		}
		x.taken[i] = true
		line := x.page.row(i)
		if len(line) < 12 || !hasFold(line, "err") && !hasFold(line, "stop") {
			continue
		}
		if r := read(collapse(line)); r.kind != kb.SigText {
			x.emitText(collapse(line), x.page.rows[i].from, x.page.rows[i].to, origin)
		}
	}
}

func (x *extractor) emitReply(h *hit, origin kb.Origin) {
	h.done = true
	x.take(h.first, h.last)
	if h.text == "" && (h.code < "4" || h.code == "+OK") {
		return // says nothing but that all is well
	}
	from, to := x.page.rows[h.first].from+h.at, x.page.rows[h.last-1].to
	text := strings.TrimRight(collapse(h.text), "\"")
	x.add(kb.Signature{Kind: kb.SigReply, Origin: origin, Protocol: h.protocol, Code: h.code, Phase: h.phase, Text: text}, from, to)
}

// restOfReplies adds the replies that no sentence announces.
func (x *extractor) restOfReplies() {
	for i := range x.hits {
		if h := &x.hits[i]; !h.done {
			origin := kb.OriginPattern
			x.emitReply(h, origin)
		}
	}
}
