package transcript

import (
	"regexp"
	"strings"
)

// Lines of nmap that quote a server.
var (
	nmapBanner = regexp.MustCompile(`^\|_? ?banner: (.*)$`)
	nmapAnon   = regexp.MustCompile(`^\|_? ?ftp-anon: (Anonymous FTP login allowed) \(FTP code (\d{3})\)|^\|_? ?ftp-anon: got code (\d{3}) "(.*)"\.?$`)
	nmapPort   = regexp.MustCompile(`^(\d+)/tcp +open +(\S+)(?: +(.*))?$`)
	nmapBounce = regexp.MustCompile(`^\|_? ?ftp-bounce: (.*)$`)
	nmapSyst   = regexp.MustCompile(`^\|_? +(SYST|STAT): ?(.*)$`)
)

// nmap reads the lines of a report of nmap.
func nmap(l *line) []item {
	s := l.text
	switch {
	case s[0] == '|':
		return nmapScript(l)
	case strings.HasPrefix(s, "# Nmap "), strings.HasPrefix(s, "Nmap scan report"), strings.HasPrefix(s, "Starting Nmap"), strings.HasPrefix(s, "Nmap done"),
		strings.HasPrefix(s, "Host is up"), strings.HasPrefix(s, "PORT "), strings.HasPrefix(s, "Service Info:"), strings.HasPrefix(s, "Service detection performed"):
		it := note(l, kNote, 0)
		if it.text[0] == 'P' && !strings.Contains(s, "STATE") {
			return nil
		}
		it.fail = false
		return []item{it}
	case digit(s[0]) && nmapPort.MatchString(s):
		m := nmapPort.FindStringSubmatch(s)
		it := note(l, kNote, 0)
		it.mark, it.verb = "nmap", m[2]
		return []item{it}
	}
	return nil
}

// nmapScript reads a line of the output of a script of nmap.
func nmapScript(l *line) []item {
	s := l.text
	at := func(m []int, n int) item {
		return item{span: l.span(m[2*n], m[2*n+1]), text: s[m[2*n]:m[2*n+1]], sure: true}
	}
	if m := nmapBanner.FindStringSubmatchIndex(s); m != nil {
		if code, n, multi, ok := replyLine(s[m[2]:]); ok {
			it := reply(l, m[2], code, n, multi)
			it.mark, it.conn = "banner", "banner"
			return []item{it}
		}
	}
	if m := nmapAnon.FindStringSubmatchIndex(s); m != nil {
		return nmapLogin(l, m)
	}
	if m := nmapBounce.FindStringSubmatchIndex(s); m != nil {
		it := at(m, 1)
		it.kind, it.verb, it.code = kCommand, "PORT", refused
		if strings.Contains(it.text, "working") {
			it.code = done
		}
		it.mark, it.conn = "ftp-bounce", "ftp-bounce"
		return []item{it}
	}
	if m := nmapSyst.FindStringSubmatchIndex(s); m != nil {
		it := at(m, 1)
		it.kind, it.verb, it.code, it.conn = kCommand, it.text, done, "ftp-syst"
		it.text = s[m[4]:m[5]]
		return []item{it}
	}
	from := len(s) - len(strings.TrimLeft(s, "|_ "))
	if from == len(s) {
		return []item{note(l, kNote, 0)}
	}
	it := note(l, kData, from)
	if strings.Contains(s, `0D\x0A`) || strings.Contains(s, `\x0D`) {
		it.kind, it.conn, it.mark = kMore, "banner", "banner"
	}
	return []item{it}
}

// nmapLogin reads what the script ftp-anon says of a log-in as anonymous.
func nmapLogin(l *line, m []int) []item {
	s := l.text
	name := strings.Index(s, "ftp-anon")
	cmd := item{kind: kCommand, span: l.span(name, name+len("ftp-anon")), text: "ftp-anon", verb: "USER", arg: "anonymous", conn: "ftp-anon", sure: true}
	it := item{kind: kReply, conn: "ftp-anon", mark: "ftp-anon", sure: true}
	if m[2] >= 0 {
		it.text, it.code, it.span = s[m[2]:m[3]], s[m[4]:m[5]], l.span(m[2], m[5]+1)
	} else {
		it.code, it.text, it.span = s[m[6]:m[7]], s[m[8]:m[9]], l.span(m[6], m[9]+1)
	}
	return []item{cmd, it}
}

// unhex returns the text of a banner as nmap quotes it, without its escapes and
// without the codes of its later lines.
func unhex(s, code string) string {
	s = strings.NewReplacer("\\x\n0D", "\n", `\x0D\x0A`, "\n", "\\x0D\\\nx0A", "\n", `\x0D`, "", `\x0A`, "\n").Replace(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		l = strings.TrimPrefix(strings.TrimPrefix(l, `\x0A`), "x0A")
		lines[i] = strings.TrimPrefix(strings.TrimPrefix(l, code+"-"), code+" ")
	}
	return strings.Join(lines, "\n")
}
