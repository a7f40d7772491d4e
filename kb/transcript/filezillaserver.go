package transcript

import (
	"regexp"
	"strings"
)

// filezillaServerLine matches a line of the log of FileZilla Server.
var filezillaServerLine = regexp.MustCompile(`^\((\d+)\) ?[\d/.-]+,? [\d:]+(?: [AP]M)? - (.*?) ?\(([0-9a-fA-F.:]+)\)> (.*)$`)

// filezillaServer reads the lines of the log of FileZilla Server.
func filezillaServer(l *line) []item {
	s := l.text
	if s[0] != '(' || len(s) < 20 || !digit(s[1]) {
		return nil
	}
	m := filezillaServerLine.FindStringSubmatchIndex(s)
	if m == nil || m[8] == m[9] {
		return nil
	}
	cut := *l
	cut.conn = s[m[2]:m[3]]
	it := wired(&cut, m[8], "")
	if it.kind == kArrow {
		it.kind = kCommand
		switch {
		case strings.HasPrefix(it.text, "Connected"):
			it = note(&cut, kConnect, m[8])
		case strings.HasPrefix(it.text, "disconnected"):
			it = note(&cut, kClosed, m[8])
		case bare(it.text) == 0 && verbs[it.verb].speaks == 0:
			it = note(&cut, kNote, m[8])
		}
	}
	it.peer = s[m[6]:m[7]]
	return []item{it}
}
