package transcript

import (
	"strings"

	"kbadvisor/kb"
)

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
