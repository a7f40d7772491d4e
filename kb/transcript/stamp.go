package transcript

import (
	"regexp"
	"strings"
)

// stamp matches the time stamps that tools put in front of a line.
var stamp = regexp.MustCompile(`^(?:` +
	`[\[(]?\d{4}[-/.]\d\d?[-/.]\d\d?[ T_]+\d\d?:\d\d:\d\d(?:[.,:]\d+)?(?: ?[AP]M)?(?:Z| ?[+-]\d\d:?\d\d)?[\])]?` +
	`|[\[(]?\d\d?[-/.]\d\d?[-/.]\d{2,4},?[ T]+\d\d?:\d\d:\d\d(?:[.,]\d+)?(?: ?[AP]M)?[\])]?` +
	`|[\[(]?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +\d\d? (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d+)?(?: \d{4})?[\])]?` +
	`|[\[(]?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? \d\d? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ?\d{2,4} \d\d:\d\d:\d\d[\])]?` +
	`|[\[(]?\d\d?:\d\d:\d\d(?:[.,:]\d+)?(?: ?[AP]M)?[\])]?` +
	`)(?:[ \t]*[-:|][ \t]+|[ \t]+|$)`)

// process matches the name and the number of the program that wrote a line of
// a log, with the host before it.
var process = regexp.MustCompile(`^(?:[\w.-]+ )?(?:[A-Za-z][\w./-]*)?\[(?:pid )?(\d+)\]:? +`)

// prefix sets where the line goes on behind its time stamp, and the connection
// that the number of a process tells.
func prefix(l *line) {
	s := l.text
	l.body = len(s) - len(strings.TrimLeft(s, " \t"))
	s = s[l.body:]
	if len(s) < 8 || s[0] != '[' && s[0] != '(' && !alnum(s[0]) || strings.IndexByte(s[:min(len(s), 40)], ':') < 0 {
		return
	}
	n := len(stamp.FindString(s))
	if n == 0 || n == len(s) {
		return
	}
	l.body += n
	if m := process.FindStringSubmatchIndex(s[n:]); m != nil && n+m[1] < len(s) {
		l.conn = s[n:][m[2]:m[3]]
		l.body += m[1]
	}
}

// alnum reports whether c is an ASCII letter or digit.
func alnum(c byte) bool { return letter(c) || digit(c) }

// letter reports whether c is an ASCII letter.
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// digit reports whether c is an ASCII digit.
func digit(c byte) bool { return c >= '0' && c <= '9' }
