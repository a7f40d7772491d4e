package transcript

import (
	"regexp"
	"strings"
)

// tnftp reads the remarks that only the debug output of tnftp has.
func tnftp(l *line) []item {
	s := l.rest()
	for _, w := range []string{"setupsockbufsize:", "features[FEAT_", "disabling epsv4", "disabling eprt"} {
		if strings.HasPrefix(s, w) {
			return []item{note(l, kNote, l.body)}
		}
	}
	return nil
}

// python reads the debug output of Python's ftplib and smtplib.
func python(l *line) []item {
	s := l.rest()
	var mark string
	for _, m := range []string{"*cmd* ", "*put* ", "*resp* ", "*get* ", "*welcome* ", "send: ", "reply: "} {
		if strings.HasPrefix(s, m) {
			mark = m
		}
	}
	quote := strings.IndexAny(s[len(mark):min(len(s), len(mark)+2)], `'"`)
	if mark == "" || quote < 0 || mark == "*put* " || mark == "*get* " {
		if mark == "" {
			return nil
		}
		it := note(l, kNote, l.body)
		it.fail = false
		return []item{it}
	}
	from := len(mark) + quote + 1
	text := strings.TrimRight(s[from:], `'"`)
	text = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(text, `\r\n`), `\n`), `\r`)
	cut := line{text: l.text[:l.body+from+len(text)], start: l.start, at: l.at, conn: l.conn}
	if text == "" {
		return nil
	}
	return []item{wired(&cut, l.body+from, strings.TrimSpace(mark))}
}

// perlNet matches a line of the debug output of Perl's Net::Cmd.
var perlNet = regexp.MustCompile(`^Net::(?:FTP|SMTP|POP3|NNTP|Cmd)=GLOB\(0x[0-9a-f]+\)(>>>|<<<)[ ]?(.+)$`)

// perl reads the debug output of Perl's Net::Cmd.
func perl(l *line) []item {
	s := l.rest()
	if !strings.HasPrefix(s, "Net::") {
		return nil
	}
	m := perlNet.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	return []item{wired(l, l.body+m[4], s[m[2]:m[3]])}
}
