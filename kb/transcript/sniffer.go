package transcript

import (
	"regexp"
	"strings"
)

// Lines of programs that show packets: Wireshark and its kin, and Network Monitor.
var (
	packet = regexp.MustCompile(`\b(?:Request|Response): (.+)$`)
	netmon = regexp.MustCompile(`\b(?:Req\. from|Resp\. to) Port (\d+), '(.+?)'?$`)
)

// sniffer reads the lines in which programs that watch a network show what goes
// over the wire.
func sniffer(l *line) []item {
	s := l.rest()
	if i := strings.Index(s[:min(len(s), 200)], " Port "); i > 0 {
		if m := netmon.FindStringSubmatchIndex(s); m != nil {
			cut := *l
			cut.text, cut.conn = l.text[:l.body+m[5]], s[m[2]:m[3]]
			return []item{directed(&cut, l.body+m[4], strings.Contains(s[:m[2]], "Req."))}
		}
	}
	if !strings.Contains(s[:min(len(s), 200)], "Re") {
		return nil
	}
	m := packet.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	from := l.body + m[2]
	request := strings.HasPrefix(s[m[0]:], "Request")
	if _, _, _, ok := replyLine(l.text[from:]); ok == request || request && bare(l.text[from:]) == 0 {
		return nil
	}
	return []item{directed(l, from, request)}
}

// directed reads l.text[from:], of which the direction is known.
func directed(l *line, from int, request bool) item {
	if request {
		it := command(l, from, len(l.text))
		it.mark = "Request:"
		return it
	}
	return wired(l, from, "Response:")
}
