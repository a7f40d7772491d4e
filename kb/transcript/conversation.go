package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// pending is a command that waits for its reply, or for a further one.
type pending struct {
	item  *item
	state kb.State
	torn  bool // the transcript is cut off within its reply
	begun bool // a reply has come that says that another will
}

// link is one connection of a transcript; a log may have many.
type link struct {
	state    kb.State
	queue    []pending
	last     *pending // the command that was answered last
	greeted  bool
	fresh    bool // a connection was opened and nothing has come over it
	opened   kb.Span
	replies  int
	asks     int // replies other than the greeting
	failures int
	server   string // address of the server
	client   string // address of the client
	ports    []dataPort
	given    span  // the reply that asks for a password
	asked    *span // an accepted PORT, EPRT or PASV with nothing transferred yet
	early    *span // a PORT that was accepted before log-in
	unclear  *span // a PORT that was accepted when nothing told the phase
	doubt    bool  // an error that the client reports
	closed   bool
}

// span is a place of the input that a fact may point at.
type span = kb.Span

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

// maxQueue is how many commands may wait for replies.
const maxQueue = 64

// newConversation returns a conversation in a protocol before its first item.
func newConversation(p kb.Protocol, dialect string) *conversation {
	return &conversation{protocol: p, machine: machineOf(p), links: map[string]*link{}, passive: map[string]bool{}, ahead: dialect == "lftp", probed: dialect == "nmap"}
}

// link returns the connection that an item is of.
func (c *conversation) link(it *item) *link {
	l := c.links[it.conn]
	if l == nil {
		if l = c.handed(it); l == nil {
			l = &link{state: kb.State{Phase: kb.UnknownPhase}}
			c.order = append(c.order, l)
		}
		c.links[it.conn] = l
	}
	return l
}

// handed returns the connection that one process of a server has handed to
// another, as vsftpd does once it has the password. It is nil when the item is of a
// connection of its own.
func (c *conversation) handed(it *item) *link {
	if it.peer == "" || it.kind == kConnect {
		return nil
	}
	for i := len(c.order) - 1; i >= 0 && i > len(c.order)-32; i-- {
		if l := c.order[i]; l.client == it.peer && !l.closed && len(l.queue) > 0 && l.queue[0].item.verb == "PASS" {
			return l
		}
	}
	return nil
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

// busy reports whether something has come over a connection already.
func busy(l *link) bool { return l.replies > 0 || len(l.queue) > 0 || l.greeted }

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

// outcome follows a line of a log that tells in words what became of a command:
// the last that was sent, when the line is not a command itself.
func (c *conversation) outcome(l *link, it *item) {
	n := len(l.queue) - 1
	if n > 0 && it.kind == kCommand && l.queue[n-1].item.verb == it.verb && l.queue[n-1].item.code == "" {
		l.queue, n = l.queue[:n], n-1
	}
	if n >= 0 {
		c.answer(l, it, n)
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

// implied returns the command that a client has sent by itself before the one
// that was typed, when a reply answers it. It is empty otherwise.
func implied(l *link, it *item) string {
	if len(l.queue) == 0 && (l.last == nil || !l.last.item.local) {
		return ""
	}
	p := l.last
	if len(l.queue) > 0 {
		p = &l.queue[0]
	}
	v := spoken(it)
	if !p.item.local || p.begun && len(l.queue) > 0 || v == p.item.verb {
		return ""
	}
	switch v {
	case "PORT", "EPRT", "LPRT", "PASV", "EPSV", "TYPE", "OPTS":
		return v
	}
	return ""
}

// spoken returns the command of FTP that the words of a reply name.
func spoken(it *item) string {
	switch it.code {
	case "227":
		return "PASV"
	case "229":
		return "EPSV"
	}
	lower := strings.ToLower(it.text[:min(len(it.text), 100)])
	for _, w := range []struct{ words, verb string }{
		{"eprt", "EPRT"}, {"lprt", "LPRT"}, {"port command", "PORT"}, {"active data connection", "PORT"}, {"type set", "TYPE"}, {"switching to ", "TYPE"}, {"representation type", "TYPE"}, {"opts ", "OPTS"},
	} {
		if strings.Contains(lower, w.words) {
			return w.verb
		}
	}
	return ""
}

// answers returns the index of the command in the queue that a reply answers, -1
// for none.
func (c *conversation) answers(l *link, it *item) int {
	switch len(l.queue) {
	case 0:
		return -1
	case 1:
		if it.mark == "*" && l.queue[0].item.verb != "LOGOUT" {
			return -1 // IMAP: not the reply that has the tag of the command
		}
		if p := &l.queue[0]; (p.begun || it.code == "220") && !c.machine.fits(p.item.verb, it.code) {
			return -1
		}
		return 0
	}
	if n := len(l.queue) - it.run; n > 0 && !c.ahead && !l.queue[n].item.follows && c.machine.fits(l.queue[n].item.verb, it.code) {
		return n // somebody left out the replies before it
	}
	for i := range l.queue {
		if c.machine.fits(l.queue[i].item.verb, it.code) {
			return i
		}
	}
	return 0
}

// answer records the reply to the command at index n of the queue, and takes it
// off the queue unless another reply will follow. Commands before it were not
// answered.
func (c *conversation) answer(l *link, it *item, n int) {
	for i := range n {
		c.unanswered(l, &l.queue[i])
	}
	p := l.queue[n]
	l.queue = l.queue[n+1:]
	state := p.state
	if p.begun {
		state = l.state
	}
	c.record(l, it, p.item, state)
	l.last = &p
	switch {
	case c.machine.more(p.item.verb, it.code):
		p.begun, p.torn = true, torn(it.text)
		l.queue = append([]pending{p}, l.queue...)
	case len(l.queue) == 0 || !l.queue[0].item.follows:
	case it.code != "" && it.code[0] == '3':
		l.queue[0].state = l.state
	default:
		l.queue = l.queue[1:]
	}
}

// record appends an exchange and follows what it means.
func (c *conversation) record(l *link, it, cmd *item, state kb.State) {
	e := kb.Exchange{Command: cmd.verb, Argument: cmd.arg, State: state, Sent: cmd.span}
	switch {
	case it == cmd:
		e.Text = it.text
	case it.kind != kReply: // the outcome in the words of a log
		e.Text, e.Reply = it.text, it.span
	default:
		e.Code, e.Text, e.Reply = it.code, it.text, it.span
	}
	c.exchanges = append(c.exchanges, e)
	if cmd.verb != "" || !l.greeted || l.replies > 1 {
		l.asks++
	}
	c.machine.answered(c, l, it, cmd)
}

// unanswered appends the exchange of a command without a reply.
func (c *conversation) unanswered(l *link, p *pending) {
	if p.begun {
		c.machine.unfinished(c, p)
		return
	}
	if p.item.follows {
		return // nothing tells that it was sent
	}
	l.doubt = l.doubt || p.item.verb != "QUIT"
	c.exchanges = append(c.exchanges, kb.Exchange{Command: p.item.verb, Argument: p.item.arg, State: p.state, Sent: p.item.span})
}

// flush gives up waiting for replies.
func (c *conversation) flush(l *link) {
	for i := range l.queue {
		c.unanswered(l, &l.queue[i])
	}
	l.queue, l.last = nil, nil
}

// logged follows what a line of a log tells of the session besides the command:
// whether somebody is logged in, and that another session has begun.
func (c *conversation) logged(l *link, it *item) *link {
	if it.mark != logMark || c.protocol == kb.HTTP {
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
