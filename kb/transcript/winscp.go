package transcript

import (
	"regexp"
	"strings"
)

// winscpMark matches the mark and the time stamp of a line of the log of WinSCP.
var winscpMark = regexp.MustCompile(`^([.<>!*]) \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ `)

// winscp reads the lines of the log of WinSCP.
func winscp(l *line) []item {
	s := l.text
	if len(s) < 27 || s[1] != ' ' {
		return nil
	}
	m := winscpMark.FindString(s)
	if m == "" || len(m) == len(s) {
		return nil
	}
	switch s[0] {
	case '<', '>':
		return []item{wired(l, len(m), s[:1])}
	}
	it := note(l, kNote, len(m))
	switch {
	case strings.HasPrefix(it.text, "Connected with "), strings.HasPrefix(it.text, "Connecting to "):
		it.kind, it.host = kConnect, firstAddress(it.text).String()
	case strings.HasPrefix(it.text, "TLS connection established"), strings.HasPrefix(it.text, "TLS/SSL connection established"):
		it.kind = kSecure
	case strings.HasPrefix(it.text, "Disconnected from server"), strings.HasPrefix(it.text, "Connection closed"):
		it.kind = kClosed
	}
	it.fail = it.fail || s[0] == '!'
	return []item{it}
}
