package transcript

import (
	"regexp"
	"strings"
)

// vsftpdLine matches a line of the protocol log of vsftpd behind its time stamp
// and process number.
var vsftpdLine = regexp.MustCompile(`^(?:\[([^\]]*)\] )?(CONNECT|FTP command|FTP response|OK LOGIN|FAIL LOGIN|OK [A-Z]+|FAIL [A-Z]+|DEBUG): Client "([^"]*)"(?:, "?(.*?)"?)?$`)

// vsftpd reads the lines of the log of vsftpd (log_ftp_protocol).
func vsftpd(l *line) []item {
	s := l.rest()
	if !strings.Contains(s[:min(len(s), 200)], ": Client \"") {
		return nil
	}
	m := vsftpdLine.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	it := vsftpdItem(l, s[m[4]:m[5]], m)
	it.peer = s[m[6]:m[7]]
	return []item{it}
}

// vsftpdItem reads a line of the log of vsftpd by what it is about.
func vsftpdItem(l *line, about string, m []int) item {
	if m[8] >= 0 && m[8] < m[9] && strings.HasPrefix(about, "FTP ") {
		cut := *l
		cut.text = l.text[:l.body+m[9]]
		if about == "FTP command" {
			it := command(&cut, l.body+m[8], len(cut.text))
			it.mark = about
			return it
		}
		if it := wired(&cut, l.body+m[8], about); it.kind == kReply {
			return it
		}
		return note(&cut, kMore, l.body+m[8])
	}
	it := note(l, kNote, l.body)
	switch about {
	case "CONNECT":
		it.kind = kConnect
	case "OK LOGIN":
		it.kind = kLogin
	case "FAIL LOGIN":
		it.fail = true
	}
	return it
}
