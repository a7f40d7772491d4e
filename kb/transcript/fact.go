package transcript

import (
	"slices"

	"kbadvisor/kb"
)

// facts are the facts of a session, the first of each kind.
type facts struct {
	list []kb.Fact
}

// add adds a fact unless there is one of its kind.
func (f *facts) add(kind kb.FactKind, at kb.Span) {
	for i := range f.list {
		if f.list[i].Kind == kind {
			return
		}
	}
	f.list = append(f.list, kb.Fact{Kind: kind, Span: at})
}

// sorted returns the facts in the order of their spans.
func (f *facts) sorted() []kb.Fact {
	slices.SortStableFunc(f.list, func(a, b kb.Fact) int { return a.Span.Start - b.Span.Start })
	return f.list
}

// finish adds the facts that only the end of the transcript tells.
func (c *conversation) finish() {
	healthy := len(c.order) > 0
	asked := 0
	defer c.arrange()
	for _, l := range c.order {
		healthy = c.settleLink(l) && healthy
		asked += l.asks
	}
	if healthy && asked > 0 && !c.troubled() && !c.probed {
		c.facts.add(kb.FactHealthy, c.whole())
	}
}

// whole returns the span from the first to the last reply.
func (c *conversation) whole() kb.Span {
	var s kb.Span
	for i := range c.exchanges {
		r := c.exchanges[i].Reply
		if r.Len() == 0 {
			r = c.exchanges[i].Sent
		}
		if s.Len() == 0 {
			s = r
		}
		s.Start, s.End = min(s.Start, r.Start), max(s.End, r.End)
	}
	return s
}

// troubled reports whether some fact is one of trouble.
func (c *conversation) troubled() bool {
	for i := range c.facts.list {
		if c.facts.list[i].Kind != kb.FactAnonymousAccepted {
			return true
		}
	}
	return false
}

// settleLink adds the facts that the end of a connection tells, and reports
// whether all was well on it.
func (c *conversation) settleLink(l *link) bool {
	healthy := c.machine.pending(c, l)
	if l.fresh && l.replies == 0 && l.doubt {
		c.facts.add(kb.FactNoGreeting, l.opened)
	}
	c.flush(l)
	return healthy && l.failures == 0 && !l.doubt
}

// runs counts for every reply how many come on its connection before the next
// command.
func runs(items []item) {
	count := map[string]int{}
	for i := len(items) - 1; i >= 0; i-- {
		switch it := &items[i]; it.kind {
		case kCommand:
			count[it.conn] = 0
		case kReply:
			count[it.conn]++
			it.run = count[it.conn]
		}
	}
}

// arrange puts the exchanges in the order of their replies; commands without a
// reply stand where they were sent.
func (c *conversation) arrange() {
	slices.SortStableFunc(c.exchanges, func(a, b kb.Exchange) int { return place(a) - place(b) })
}

// place returns where an exchange stands.
func place(e kb.Exchange) int {
	if e.Reply.Len() > 0 {
		return e.Reply.Start
	}
	return e.Sent.Start
}
