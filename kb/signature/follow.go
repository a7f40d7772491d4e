package signature

import (
	"strings"

	"kbadvisor/kb"
)

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
