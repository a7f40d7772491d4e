package signature

import (
	"sort"
	"strings"

	"kbadvisor/kb"
)

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
	if h.at > 0 && x.page.text[x.page.rows[h.first].from] == '"' && x.page.text[to-1] == '"' {
		to--
	}
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
