package transcript

import (
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

// maxQueue is how many commands may wait for replies.
const maxQueue = 64

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

// busy reports whether something has come over a connection already.
func busy(l *link) bool { return l.replies > 0 || len(l.queue) > 0 || l.greeted }
