package transcript

import (
	"strings"
)

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
