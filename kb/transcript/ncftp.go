package transcript

import (
	"strings"
)

// ncftp reads the lines of the debug log of the NcFTP programs: a time stamp,
// two blanks, then "Cmd: USER x", "230: text", or a line of a reply further in.
func ncftp(l *line) []item {
	before := strings.TrimRight(l.text[:l.body], " ")
	if len(before) != len("2006-01-02 15:04:05") || before[4] != '-' {
		return nil
	}
	s, blanks := l.rest(), l.body-len(before)
	switch {
	case blanks >= 4:
		return []item{note(l, kMore, l.body)}
	case blanks != 2:
		return nil
	case strings.HasPrefix(s, "Cmd: "):
		return []item{command(l, l.body+5, len(l.text))}
	case len(s) > 4 && s[3] == ':' && digit(s[0]) && digit(s[1]) && digit(s[2]):
		it := reply(l, l.body, s[:3], 4, false)
		it.text, it.mark = strings.TrimSpace(it.text), "ncftp"
		return []item{it}
	}
	it := note(l, kNote, l.body)
	switch {
	case strings.HasPrefix(s, "Connected to ") && !strings.Contains(s, " for "):
		it.host = strings.TrimSuffix(strings.TrimPrefix(s, "Connected to "), ".")
		it.kind = kNote
	case strings.HasPrefix(s, "Logged in to "):
		it.kind = kNote
	}
	return []item{it}
}
