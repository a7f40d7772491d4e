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
