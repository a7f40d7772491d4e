package transcript

import (
	"strings"
)

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
