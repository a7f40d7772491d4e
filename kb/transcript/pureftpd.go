package transcript

import (
	"regexp"
	"strings"
)

// pureftpdLine matches a line of the log of Pure-FTPd.
var pureftpdLine = regexp.MustCompile(`^(?:\S+ )?pure-ftpd(?:\[\d+\])?: \(([^@]*)@([^)]*)\) \[(\w+)\] (.*)$`)

// pureftpdSays matches a command that the log of Pure-FTPd tells of.
var pureftpdSays = regexp.MustCompile(`^Command \[(\w+)\] \[(.*)\]$`)

// pureftpd reads the lines of the log of Pure-FTPd.
func pureftpd(l *line) []item {
	from := l.body
	if i := strings.Index(l.text[:min(len(l.text), 200)], "pure-ftpd"); i >= 0 && i < from {
		from = i
	}
	m := pureftpdLine.FindStringSubmatchIndex(l.text[from:])
	if m == nil {
		return pureftpdMore(l)
	}
	s := l.text[from:]
	return pureftpdItem(l, from+m[8], s[m[4]:m[5]], s[m[6]:m[7]])
}

// pureftpdMore is pureftpd for lines whose program name a prefix has taken.
func pureftpdMore(l *line) []item {
	s := l.rest()
	if l.body == 0 || len(s) < 5 || s[0] != '(' || !strings.Contains(l.text[:l.body], "pure-ftpd") {
		return nil
	}
	peer := between(s, "@", ")")
	i := strings.Index(s, ") [")
	if i < 0 {
		return nil
	}
	level, _, ok := strings.Cut(s[i+3:], "] ")
	if !ok {
		return nil
	}
	return pureftpdItem(l, l.body+i+3+len(level)+2, peer, level)
}

// pureftpdItem reads what the log of Pure-FTPd says, which is l.text[from:].
func pureftpdItem(l *line, from int, peer, level string) []item {
	if from >= len(l.text) {
		return nil
	}
	it := note(l, kNote, from)
	switch m := pureftpdSays.FindStringSubmatch(it.text); {
	case m != nil:
		it.kind, it.verb, it.arg = kCommand, strings.ToUpper(m[1]), m[2]
	case strings.HasPrefix(it.text, "New connection from"):
		it.kind = kConnect
	case strings.HasSuffix(it.text, "is now logged in"):
		it.kind = kLogin
	case strings.HasPrefix(it.text, "Logout"):
		it.kind = kClosed
	case strings.HasPrefix(it.text, "Authentication failed for user ["):
		it.kind, it.verb, it.arg, it.code = kCommand, "USER", between(it.text, "[", "]"), refused
	}
	it.fail = level == "WARNING" || level == "ERROR"
	it.peer = peer
	if l.conn == "" {
		it.conn = peer
	}
	return []item{it}
}
