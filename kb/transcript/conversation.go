package transcript

import (
	"kbadvisor/kb"
)

// conversation follows the connections of a transcript.
type conversation struct {
	protocol  kb.Protocol
	machine   machine
	links     map[string]*link
	order     []*link
	exchanges []kb.Exchange
	facts     facts
	passive   map[string]bool // addresses that servers gave for the data channel
	probed    bool            // by a scanner: what went well on it tells nothing
	ahead     bool            // the client sends commands before it has the replies to others
}

// newConversation returns a conversation in a protocol before its first item.
func newConversation(p kb.Protocol, dialect string) *conversation {
	return &conversation{protocol: p, machine: machineOf(p), links: map[string]*link{}, passive: map[string]bool{}, ahead: dialect == "lftp", probed: dialect == "nmap"}
}

// take follows one item.
func (c *conversation) take(it *item) {
	l := c.link(it)
	if it.peer != "" && l.client == "" {
		l.client = it.peer
	}
	switch it.kind {
	case kConnect:
		c.connect(l, it)
	case kClosed:
		c.close(l, it)
	case kLogin:
		c.login(l)
	case kSecure:
		l.state.TLS = true
	case kCommand:
		c.command(l, it)
	case kReply:
		c.reply(l, it)
	case kNote:
		c.note(l, it)
	case kRemark:
		c.remark(l, it)
	case kGap:
		c.gap(l)
	}
}

// connect follows a line that says that a connection is opened. One in the
// middle of a session is a data connection, or tells of the next session, which
// its greeting will begin.
func (c *conversation) connect(l *link, it *item) {
	if l.server == "" || !busy(l) {
		l.server = it.host
	}
	if busy(l) && !l.closed {
		return
	}
	c.flush(l)
	*l = link{state: kb.State{Phase: c.start(), TLS: l.state.TLS && !l.closed}, fresh: true, opened: it.span, server: l.server, client: l.client}
}

// start returns the phase in which a session begins.
func (c *conversation) start() kb.Phase {
	if c.protocol == kb.HTTP {
		return kb.UnknownPhase
	}
	return kb.BeforeLogin
}

// close follows a line that says that a connection was closed.
func (c *conversation) close(l *link, it *item) {
	if l.fresh && l.replies == 0 && it.fail {
		c.facts.add(kb.FactNoGreeting, it.span)
	}
	if l.state.Phase == kb.TransferOpen {
		c.facts.add(kb.FactDataLost, it.span)
	}
	if l.state.Phase == kb.Closed {
		it.fail = false
	}
	if it.fail {
		c.facts.add(kb.FactClosedByServer, it.span)
		l.doubt = true
	}
	c.flush(l)
	l.state.Phase, l.closed, l.asked = kb.Closed, true, nil
}

// login follows a line that says that the client is logged in.
func (c *conversation) login(l *link) {
	switch l.state.Phase {
	case kb.BeforeLogin, kb.UserGiven, kb.UnknownPhase:
		l.state.Phase = kb.LoggedIn
	}
}

// gap follows a mark that lines were left out: a log-in may be among them.
func (c *conversation) gap(l *link) {
	c.flush(l)
	if l.state.Phase == kb.BeforeLogin || l.state.Phase == kb.UserGiven {
		l.state.Phase = kb.UnknownPhase
	}
}

// command follows a command.
func (c *conversation) command(l *link, it *item) {
	if it.host != "" && l.server == "" {
		l.server = it.host
	}
	if len(l.queue) > 0 && l.queue[0].begun && verbs[it.verb].speaks == 0 && it.arg == "" {
		return // the answer to a challenge
	}
	l = c.logged(l, it)
	l.fresh = false
	state := l.state
	c.machine.sent(c, l, it)
	if len(l.queue) == maxQueue {
		c.unanswered(l, &l.queue[0])
		l.queue = l.queue[1:]
	}
	l.queue = append(l.queue, pending{item: it, state: state})
	if it.code != "" { // a log that tells the outcome in words
		c.outcome(l, it)
	}
}

// reply follows a reply: to the command that it answers, or to none.
func (c *conversation) reply(l *link, it *item) {
	l.fresh = false
	l.replies++
	if it.verb != "" {
		c.record(l, it, &item{verb: it.verb}, l.state)
		return
	}
	if v := implied(l, it); v != "" {
		c.record(l, it, &item{verb: v}, l.state)
		if len(l.queue) > 0 {
			l.queue[0].state = l.state
		}
		return
	}
	if n := c.answers(l, it); n >= 0 {
		c.answer(l, it, n)
		return
	}
	if c.machine.greeting(l, it) {
		c.greet(l, it)
		return
	}
	if p := l.last; p != nil && p.item.local && c.machine.repeats(p.item.verb) && it.code != "421" {
		c.record(l, it, p.item, l.state)
		return
	}
	c.record(l, it, &item{}, l.state)
}

// greet follows the greeting that begins a session.
func (c *conversation) greet(l *link, it *item) {
	if l.greeted || l.state.Phase == kb.UnknownPhase || l.closed {
		c.settleLink(l)
		*l = link{server: l.server, client: l.client, opened: it.span, replies: 1}
	}
	l.greeted, it.greets = true, true
	l.state.Phase = kb.BeforeLogin
	c.record(l, it, &item{}, l.state)
}

// logged follows what a line of a log tells of the session besides the command:
// whether somebody is logged in, and that another session has begun.
func (c *conversation) logged(l *link, it *item) *link {
	if it.mark != logMark || c.protocol != kb.FTP {
		return l
	}
	in := l.state.Phase == kb.LoggedIn || l.state.Phase == kb.DataAsked || l.state.Phase == kb.TransferOpen
	if l.state.Phase == kb.Closed || in && it.account == "-" {
		c.settleLink(l)
		*l = link{state: kb.State{Phase: kb.BeforeLogin}, client: l.client, server: l.server}
	}
	switch {
	case l.state.Phase != kb.UnknownPhase:
	case it.account == "-":
		l.state.Phase = kb.BeforeLogin
	case it.account != "" && it.verb != "PASS":
		l.state.Phase, l.state.User = kb.LoggedIn, it.account
	}
	return l
}
