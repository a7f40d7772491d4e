package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// http is the machine of HTTP: RFC 9110. It has no phases.
type http struct{ open }

func (http) greeting(*link, *item) bool { return false }

func (http) more(_, code string) bool { return code == "100" }

func (http) pending(_ *conversation, l *link) bool { return len(l.queue) == 0 }

func (http) answered(c *conversation, l *link, it, cmd *item) {
	common(c, l, it, cmd)
	switch {
	case !negative(it.code):
	case strings.HasPrefix(it.code, "401"), it.code == "407":
		c.facts.add(kb.FactLoginRefused, shown(it, cmd))
	case it.code == "403.4", it.code == "403.5":
		c.facts.add(kb.FactTLSRequired, shown(it, cmd))
	case it.code == "501" || it.code == "405":
		c.facts.add(kb.FactCommandUnknown, shown(it, cmd))
	default:
		c.facts.add(kb.FactRefused, shown(it, cmd))
	}
}
