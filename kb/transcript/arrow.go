package transcript

import (
	"net/netip"
	"strings"
)

// arrows are the marks that tools put before what is sent and received.
var arrows = []string{
	"---> ", "<--- ", "--> ", "<-- ", ">>> ", "<<< ", ">> ", "<< ", "-> ", "<- ", "=> ", "<= ", "~> ", "<~ ", "<** ", "<~* ",
	"C: ", "S: ", "C>", "S>", "R: ", "c: ", "s: ", "IO: |", "Client: ", "Server: ", "CLIENT: ", "SERVER: ", "Client> ", "Server> ",
	"SEND: ", "RECV: ", "Send: ", "Recv: ", "Sent: ", "Received: ", "SENT: ", "RECEIVED: ", "OUT: ", "IN: ", "--->", "<---", ">>>", "<<<", ">>", "<<", "> ", "< ",
}

// marked returns the arrow that s begins with and where s goes on behind it.
func marked(s string) (mark string, n int) {
	if s == "" || !strings.ContainsRune("-<>=~CSRIcsO", rune(s[0])) {
		return "", 0
	}
	for _, a := range arrows {
		if strings.HasPrefix(s, a) {
			return strings.TrimSpace(a), len(a)
		}
	}
	return "", 0
}

// arrow reads a line with an arrow, as traces of many programs have them:
// ">> LIST", "C: EHLO x", "IO: |451 ...".
func arrow(l *line) []item {
	from := l.body
	s := l.rest()
	if i := strings.Index(s[:min(len(s), 24)], ": "); i > 0 && i+2 < len(s) {
		if m, _ := marked(s[i+2:]); m != "" && word(s[:i]) && !strings.HasSuffix(m, ":") {
			from += i + 2
		}
	}
	if n := peer(s); n > 0 {
		if m, _ := marked(s[n:]); m != "" {
			from += n
		}
	}
	if strings.HasPrefix(s, "=== ") {
		return swaksNote(l)
	}
	mark, n := marked(l.text[from:])
	if mark == "" {
		return nil
	}
	from += n + stampLen(l.text[from+n:])
	if from >= len(l.text) {
		return nil
	}
	if _, _, _, ok := replyLine(strings.TrimLeft(l.text[from:], " ")); ok {
		from = len(l.text) - len(strings.TrimLeft(l.text[from:], " "))
	}
	it := wired(l, from, mark)
	if it.kind != kArrow {
		return []item{it}
	}
	if arrowText(mark, it.text) {
		return []item{it}
	}
	return nil
}

// arrowText reports whether text behind an arrow may be what went over the wire.
// A mark that people use for other things asks for a command.
func arrowText(mark, text string) bool {
	if len(mark) == 1 || strings.HasSuffix(mark, ":") || mark == ">>" {
		return bare(text) > 0 || text[0] == ' ' && mark == "<" || mark == "C:" && !strings.Contains(text, " ")
	}
	return true
}

// peer returns the length of the address of the other side that s begins with,
// with the blank behind it: "192.0.2.1:1029 ", "[192.0.2.1] ". It is 0 without one.
func peer(s string) int {
	end := strings.IndexByte(s[:min(len(s), 64)], ' ')
	if end < 7 || s[0] != '[' && s[0] != '(' && !digit(s[0]) {
		return 0
	}
	name := strings.Trim(s[:end], "[]():")
	if _, err := netip.ParseAddr(name); err == nil {
		return end + 1
	}
	if _, err := netip.ParseAddrPort(name); err == nil {
		return end + 1
	}
	return 0
}

// word reports whether s is one word.
func word(s string) bool {
	for i := 0; i < len(s); i++ {
		if !alnum(s[i]) && s[i] != '_' {
			return false
		}
	}
	return true
}

// stampLen returns the length of the time stamp that s begins with.
func stampLen(s string) int {
	if len(s) < 8 || s[0] != '[' && !digit(s[0]) || strings.IndexByte(s[:min(len(s), 40)], ':') < 0 {
		return 0
	}
	return len(stamp.FindString(s))
}

// between returns what stands between two marks in s, or nothing.
func between(s, open, shut string) string {
	_, s, _ = strings.Cut(s, open)
	in, _, ok := strings.Cut(s, shut)
	if !ok {
		return ""
	}
	return in
}
