package transcript

import "strings"

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

// lftp reads the lines of lftp -d: "---->" sends, "<---" receives, "----" is a
// remark of its own. Others use the first two alone.
func lftp(l *line) []item {
	s := l.rest()
	switch {
	case strings.HasPrefix(s, "<--- "), strings.HasPrefix(s, "<---\t"):
		return []item{wired(l, l.body+5, "<---")}
	case strings.HasPrefix(s, "---> "):
		return []item{wired(l, l.body+5, "--->")}
	case strings.HasPrefix(s, "----> "):
		return []item{wired(l, l.body+6, "--->")}
	case strings.HasPrefix(s, "---- "), strings.HasPrefix(s, "**** "):
		return []item{lftpNote(l)}
	}
	return nil
}

// lftpNote reads a remark of lftp.
func lftpNote(l *line) item {
	it := note(l, kNote, l.body+5)
	switch {
	case strings.HasPrefix(it.text, "Connecting to "):
		it.kind, it.host = kConnect, between(it.text, "(", ")")
	case strings.HasPrefix(it.text, "Closing control socket"), strings.HasPrefix(it.text, "control-socket:"), strings.HasPrefix(it.text, "Peer closed"):
		it.kind = kClosed
	case strings.HasPrefix(it.text, "Address returned by PASV"):
		it.fail = false
	case strings.HasPrefix(it.text, "Certificate:"), strings.HasPrefix(it.text, "TLS "):
		it.kind = kSecure
	}
	return it
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

// curl reads the lines of curl -v: ">" sends, "<" receives, "*" is a remark.
func curl(l *line) []item {
	s := l.rest()
	if len(s) < 3 || s[1] != ' ' {
		if strings.HasPrefix(s, "curl: (") {
			return []item{note(l, kNote, l.body)}
		}
		return nil
	}
	switch s[0] {
	case '<':
		if it := wired(l, l.body+2, "<"); it.kind != kArrow || header(it.text) || s[2] == ' ' {
			return []item{it}
		}
	case '>':
		if it := wired(l, l.body+2, ">"); it.kind == kCommand || bare(it.text) > 1 || header(it.text) {
			return []item{it}
		}
	case '*':
		return curlNote(l)
	case '{', '}':
		if strings.HasSuffix(s, "]") {
			return []item{note(l, kData, l.body)}
		}
	}
	return nil
}

// curlNote reads a remark of curl, which a star marks.
func curlNote(l *line) []item {
	it := note(l, kNote, l.body+1)
	t := it.text
	switch {
	case strings.HasPrefix(t, "Connected to "):
		it.kind, it.host = kConnect, between(t, "(", ")")
	case strings.HasPrefix(t, "Trying "):
		it.host = firstAddress(t).String()
	case strings.HasPrefix(t, "Closing connection"), strings.HasPrefix(t, "shutting down connection"):
		it.kind = kClosed
	case strings.HasPrefix(t, "SSL connection using"), strings.HasPrefix(t, "TLS"), strings.HasPrefix(t, "SSL"):
		it.kind = kSecure
	case strings.HasPrefix(t, "sa_addr"):
		it.fail = false
	case !curlSays(t):
		return nil
	}
	return []item{it}
}

// curlSays reports whether text behind a star is a remark of curl, not an item
// of somebody's list or an untagged response of IMAP.
func curlSays(t string) bool {
	for _, w := range []string{
		"Access denied", "Connection #", "Entry path", "ftp_perform", "Connect data", "Connecting to", "Could not", "Couldn't", "Failed", "Getting file", "Maxdownload", "Remembering",
		"Preparing for", "Checking for", "Ready to accept", "Connection accepted", "Host ", "IPv4:", "IPv6:", "RETR response", "Server denied", "Uploading", "We are completely", "Mark bundle",
		"sa_addr", "The file does not exist", "Recv failure", "Send failure", "Connection timed out", "connect to ", "Hostname", "Rebuilt URL", "server did not", "response reading failed",
		"QUOT ", "Disabling EPSV", "disabling EPRT", "Failed EPSV", "Failed EPRT", "Request completely sent", "HTTP ", "Issue another", "Server auth", "Authentication problem", "schannel:", "ALPN", "Using HTTP", "upload completely", "Curl_",
	} {
		if strings.HasPrefix(t, w) {
			return true
		}
	}
	return false
}

// swaksNote reads a remark of swaks, a tool that tests mail servers.
func swaksNote(l *line) []item {
	it := note(l, kNote, l.body+4)
	switch {
	case strings.HasPrefix(it.text, "Connected to "):
		it.kind = kConnect
	case strings.HasPrefix(it.text, "Connection closed"):
		it.kind = kClosed
	}
	return []item{it}
}
