package transcript

import (
	"strings"
)

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
