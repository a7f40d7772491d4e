package transcript

import (
	"strings"
)

// flashfxp reads the lines of the log of FlashFXP: the letter in brackets tells
// the side of its window, so that two servers can be told apart.
func flashfxp(l *line) []item {
	s := l.rest()
	if len(s) < 5 || s[0] != '[' || s[2] != ']' || s[3] != ' ' || !strings.ContainsRune("RL12", rune(s[1])) {
		return nil
	}
	l.conn = s[1:2]
	it := wired(l, l.body+4, "[]")
	switch {
	case it.kind != kArrow:
		return []item{it}
	case bare(it.text) > 0, strings.HasPrefix(it.text, "PASS ("):
		it.kind = kCommand
		return []item{it}
	case it.text[0] == ' ':
		it.kind = kMore
		return []item{it}
	}
	it = note(l, kNote, l.body+4)
	switch {
	case strings.HasPrefix(it.text, "Connecting to "), strings.HasPrefix(it.text, "Connected to "):
		it.kind, it.host = kConnect, firstAddress(it.text).String()
	case strings.HasPrefix(it.text, "Disconnected"), strings.HasPrefix(it.text, "Connection lost"), strings.HasPrefix(it.text, "Connection failed"):
		it.kind, it.fail = kClosed, true
	case strings.HasPrefix(it.text, "SSL Connected"), strings.HasPrefix(it.text, "Connected. Negotiating"), strings.HasPrefix(it.text, "TLS"):
		it.kind = kSecure
	}
	return []item{it}
}
