package transcript

import (
	"strings"
)

// shell reads the command that started a client. Clients that ask nothing send
// nothing; the others show what they do.
func shell(l *line, from int) []item {
	it := note(l, kPrompt, from)
	name, args, _ := strings.Cut(it.text, " ")
	args = strings.TrimSpace(args)
	switch strings.TrimSuffix(strings.ToLower(name[strings.LastIndexByte(name, '/')+1:]), ".exe") {
	case "telnet", "nc", "ncat", "netcat", "openssl":
		it.kind, it.local = kConnect, true
	case "ftp":
		if hasFlag(args, 'n') {
			it.kind, it.local = kConnect, true
		}
	}
	it.host = lastWord(args)
	return []item{it}
}

// hasFlag reports whether args hold a single-letter flag.
func hasFlag(args string, flag byte) bool {
	for _, a := range strings.Fields(args) {
		if len(a) > 1 && a[0] == '-' && !strings.Contains(a, ":") && strings.IndexByte(a[1:], flag) >= 0 {
			return true
		}
	}
	return false
}

// lastWord returns the last word of args that is not a flag.
func lastWord(args string) string {
	last := ""
	for _, a := range strings.Fields(args) {
		if a[0] != '-' && !(len(a) <= 5 && strings.Trim(a, "0123456789") == "") {
			last = a
		}
	}
	return last
}
