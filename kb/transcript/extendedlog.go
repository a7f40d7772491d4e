package transcript

import (
	"regexp"
	"strings"
)

// logLine matches a line of an ExtendedLog of ProFTPD, and of the common log
// format of web servers.
var logLine = regexp.MustCompile(`^(\S+) (\S+) (?:\S+ )?\[[^\]]+\] "([^"]*)" (\d{3}|-)(?: (?:\d+|-))?`)

// extendedLog reads the lines of an ExtendedLog: a command and the code of its
// reply.
func extendedLog(l *line) []item {
	s := l.text
	if i := strings.IndexByte(s[:min(len(s), 256)], '['); i < 0 || !strings.Contains(s, `] "`) {
		return nil
	}
	m := logLine.FindStringSubmatchIndex(s)
	if m == nil || m[6] == m[7] {
		return nil
	}
	cmd := command(l, m[6], m[7])
	if verbs[cmd.verb].speaks == pHTTP || strings.Contains(cmd.arg, " HTTP/") || strings.HasPrefix(cmd.arg, "/") && verbs[cmd.verb].speaks&pHTTP != 0 {
		return nil
	}
	cmd.mark, cmd.account = logMark, s[m[4]:m[5]]
	cmd.verb = strings.Replace(cmd.verb, "OPTS_", "OPTS ", 1)
	if v, rest, ok := strings.Cut(cmd.verb, " "); ok {
		cmd.verb, cmd.arg = v, strings.TrimSpace(rest+" "+cmd.arg)
	}
	cmd.peer = s[m[2]:m[3]]
	return withCode(l, cmd, m[8], m[9])
}

// logMark marks commands of logs that have a line for each command with its
// reply.
const logMark = "log"

// withCode returns the items of a command and the code of its reply, which is
// l.text[from:to], or - when there was none.
func withCode(l *line, cmd item, from, to int) []item {
	out := []item{cmd}
	if code := l.text[from:to]; code != "-" {
		out = append(out, item{kind: kReply, span: l.span(from, to), code: code, conn: cmd.conn, sure: true})
	}
	return out
}

// accessLog reads the lines of the log of a web server in the common format.
func accessLog(l *line) []item {
	s := l.text
	if i := strings.IndexByte(s[:min(len(s), 256)], '['); i < 0 || !strings.Contains(s, `] "`) {
		return nil
	}
	m := logLine.FindStringSubmatchIndex(s)
	if m == nil || m[6] == m[7] {
		return nil
	}
	cmd := command(l, m[6], m[7])
	if verbs[cmd.verb].speaks&pHTTP == 0 {
		return nil
	}
	cmd.mark, cmd.peer = logMark, s[m[2]:m[3]]
	cmd.arg = strings.TrimSuffix(strings.TrimSuffix(cmd.arg, " HTTP/1.0"), " HTTP/1.1")
	return withCode(l, cmd, m[8], m[9])
}
