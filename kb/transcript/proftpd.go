package transcript

import (
	"regexp"
	"strings"
)

// proftpdLine matches a line of the log of ProFTPD behind time stamp, host and
// process number.
var proftpdLine = regexp.MustCompile(`^(?:proftpd: )?\S+ \(([^\[\)]*)\[([^\]]*)\]\):? (?:- )?(.*)$`)

// proftpdSays matches what the log of ProFTPD says of a command.
var proftpdSays = regexp.MustCompile(`^(?:Refused (PORT|EPRT) (\S+) .*|(USER) (.+?)(?:: no such user found .*| \(Login failed\).*|: Login successful\.?)|dispatching CMD command '([^']*)' to .*|(ANON) (.+): Login successful\.?)$`)

// proftpd reads the lines of the log of ProFTPD, which tells of commands in its
// own words.
func proftpd(l *line) []item {
	s := l.rest()
	if l.conn == "" || !strings.Contains(l.text[:l.body], "proftpd") {
		return nil
	}
	m := proftpdLine.FindStringSubmatchIndex(s)
	if m == nil {
		return []item{note(l, kNote, l.body)}
	}
	from := l.body + m[6]
	if from >= len(l.text) {
		return nil
	}
	peer := s[m[4]:m[5]]
	items := proftpdItems(l, from)
	for i := range items {
		items[i].peer = peer
	}
	return items
}

// proftpdItems reads what the log of ProFTPD says of one session.
func proftpdItems(l *line, from int) []item {
	s := l.text[from:]
	switch {
	case strings.HasPrefix(s, "FTP session opened"):
		return []item{note(l, kConnect, from)}
	case strings.HasPrefix(s, "FTP session closed"):
		return []item{note(l, kClosed, from)}
	}
	m := proftpdSays.FindStringSubmatch(s)
	if m == nil {
		return []item{note(l, kNote, from)}
	}
	it := note(l, kCommand, from)
	switch {
	case m[1] != "":
		it.verb, it.arg, it.code = m[1], m[2], refused
	case m[3] != "" && strings.HasSuffix(strings.TrimRight(s, "."), "successful"):
		return []item{note(l, kLogin, from)}
	case m[3] != "":
		it.verb, it.arg, it.code = m[3], m[4], refused
	case m[5] != "":
		it.verb, it.arg = wire(m[5])
	case m[6] != "":
		return []item{note(l, kLogin, from)}
	}
	return []item{it}
}
