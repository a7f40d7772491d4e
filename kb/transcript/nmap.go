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
		it.host, it.mark, it.verb = m[3], "nmap", m[2]
		it.host = ""
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
			it.mark = "banner"
			return []item{it}
		}
	}
	if m := nmapAnon.FindStringSubmatchIndex(s); m != nil {
		c, t := 2, 1
		if m[2] < 0 {
			c, t = 3, 4
		}
		it := at(m, t)
		it.kind, it.code, it.mark = kReply, s[m[2*c]:m[2*c+1]], "ftp-anon"
		if c == 3 {
			it.span = l.span(m[6], m[9])
		} else {
			it.span = l.span(m[2], m[5])
		}
		return []item{it}
	}
	if m := nmapBounce.FindStringSubmatchIndex(s); m != nil {
		it := at(m, 1)
		it.kind, it.verb, it.code = kCommand, "PORT", "refused"
		if strings.Contains(it.text, "working") {
			it.code = "done"
		}
		it.mark = "ftp-bounce"
		return []item{it}
	}
	if m := nmapSyst.FindStringSubmatchIndex(s); m != nil {
		it := at(m, 1)
		it.kind, it.verb, it.code, it.mark = kCommand, it.text, "done", "ftp-syst"
		return []item{it}
	}
	from := len(s) - len(strings.TrimLeft(s, "|_ "))
	if from == len(s) {
		return []item{note(l, kNote, 0)}
	}
	it := note(l, kData, from)
	return []item{it}
}
