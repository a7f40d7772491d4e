package transcript

import (
	"regexp"
	"strings"
)

// pyftpdlibLine matches a line of the log of pyftpdlib.
var pyftpdlibLine = regexp.MustCompile(`^(?:\[[IDWE] [^\]]*\] )?((\[?[0-9a-fA-F.:]+\]?):\d+)-\[([^\]]*)\] (.*)$`)

// pyftpdlib reads the lines of the log of pyftpdlib.
func pyftpdlib(l *line) []item {
	s := l.text
	if len(s) > 16 && s[0] == '[' && s[2] == ' ' && strings.Contains(s, " FTP server on ") {
		return []item{note(l, kNote, 0)}
	}
	if !strings.Contains(s[:min(len(s), 120)], "-[") {
		return nil
	}
	m := pyftpdlibLine.FindStringSubmatchIndex(s)
	if m == nil || m[8] == m[9] {
		return nil
	}
	cut := *l
	cut.conn = s[m[2]:m[3]]
	it := pyftpdlibItem(&cut, m[8])
	it.peer = s[m[4]:m[5]]
	return []item{it}
}

// pyftpdlibItem reads what the log of pyftpdlib says, which is l.text[from:].
func pyftpdlibItem(l *line, from int) item {
	s := l.text[from:]
	if len(s) > 3 && (strings.HasPrefix(s, "-> ") || strings.HasPrefix(s, "<- ")) {
		return wired(l, from+3, s[:2])
	}
	it := note(l, kNote, from)
	switch {
	case strings.HasPrefix(s, "FTP session opened"):
		it.kind = kConnect
	case strings.HasPrefix(s, "FTP session closed"), strings.HasPrefix(s, "Disconnected"):
		it.kind = kClosed
	case strings.Contains(s, "logged in."):
		it.kind = kLogin
	}
	return it
}
