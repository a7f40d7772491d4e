// Package transcript reads what people paste of sessions with servers: FTP
// first, and SMTP, POP3, IMAP, NNTP and HTTP. It knows the forms in which clients
// and servers write a session down, joins the lines of each reply, pairs replies
// with commands, and follows the state of the session, so that it can tell what a
// reader of the transcript would.
package transcript

import "kbadvisor/kb"

// Session is what was understood of a transcript. All spans are bytes of the
// text that was read.
type Session struct {
	Protocol  kb.Protocol   // empty when the words fit several
	Dialect   string        // the program that wrote it down, "raw" for the text on the wire
	Exchanges []kb.Exchange // in the order of the replies, unanswered commands where they were sent
	Facts     []kb.Fact     // the first of each kind, in the order of their spans
	Messages  []kb.Message  // everything that is not blank, in order, without overlap
	Product   string        // of the server, from its banner or from words around: "iis", "exchange"
	Version   string        // of the product: "5.0"
}

// Read reads a transcript. It reports false when the text has no reply and no
// command of a protocol that it knows, and does not show a connection that was
// opened either.
//
// It takes time in proportion to the text and does not fail: what it does not
// understand is kept as a message.
func Read(text string) (Session, bool) {
	lines := split(text)
	items, seen := scan(lines)
	if !settle(items) {
		return Session{}, false
	}
	items = fold(items)
	describe(items, seen["curl"] > 0)
	runs(items)
	s := Session{Dialect: chosen(items, seen)}
	s.Protocol = protocolOf(items, s.Dialect)
	c := newConversation(s.Protocol, s.Dialect)
	for i := range items {
		c.take(&items[i])
	}
	c.finish()
	s.Exchanges, s.Facts = c.exchanges, c.facts.sorted()
	s.Messages = messages(items)
	s.Product, s.Version = product(items)
	return s, true
}

// chosen returns the dialect that read the most.
func chosen(items []item, seen map[string]int) string {
	best, n := raw, 0
	for _, d := range dialects() {
		if seen[d.name] > n {
			best, n = d.name, seen[d.name]
		}
	}
	switch {
	case best == "trace" && seen[raw] > 2*n:
		return raw
	case best == "lftp" && plainReplies(items):
		if seen["tnftp"] > 0 || tnftpRemarks(items) {
			return "tnftp"
		}
		return "inetutils"
	case best == "ftp.exe" && asksName(items):
		return "ftp"
	}
	return best
}
