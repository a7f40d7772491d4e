package observe

import (
	"strings"
)

// field returns the label at the beginning of a line of a report and the
// offset in the line at which its value begins.
func field(s string) (name string, at int, ok bool) {
	t := strings.TrimLeft(s, " \t*-+")
	i := strings.IndexByte(t, ':')
	if i <= 0 || i > 40 {
		return "", 0, false
	}
	name = strings.ToLower(strings.TrimSpace(t[:i]))
	if !strongFields[name] && !weakFields[name] {
		return "", 0, false
	}
	return name, len(s) - len(t) + i + 1, true
}

// markOf returns the mark of a line.
func markOf(s string) mark {
	t := strings.TrimSpace(s)
	switch {
	case strings.HasPrefix(t, "|"):
		rest := strings.TrimLeft(t[1:], "_")
		if name, _, ok := strings.Cut(strings.TrimLeft(rest, " "), ":"); ok && len(rest)-len(strings.TrimLeft(rest, " ")) <= 1 && scriptName(name) {
			return scriptMark
		}
		return insideMark
	case strings.HasPrefix(t, "+ ") && len(t) > 3:
		return itemMark
	case portLine(t):
		return portMark
	case strings.HasPrefix(t, "Nmap scan report"), strings.HasPrefix(t, "PORT ") && strings.Contains(t, "STATE"), strings.HasPrefix(t, "Service Info:"),
		strings.HasPrefix(t, "Host is up"), strings.HasPrefix(t, "Not shown:"), strings.HasPrefix(t, "Host script results"):
		return tableMark
	}
	return noMark
}

// scriptName reports whether s is the name of a script of nmap: words in lower
// case joined by hyphens.
func scriptName(s string) bool {
	if !strings.Contains(s, "-") || len(s) > 50 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// portLine reports whether s begins with a port, its protocol and its state.
func portLine(s string) bool {
	n := digitRun(s)
	if n == 0 || n > 5 || len(s) < n+9 || s[n] != '/' {
		return false
	}
	proto, rest, _ := strings.Cut(s[n+1:], " ")
	switch proto {
	case "tcp", "udp", "sctp":
		state, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
		state, _, _ = strings.Cut(state, "|")
		return state == "open" || state == "closed" || state == "filtered" || state == "unfiltered"
	}
	return false
}

// layout counts the lines that only scanners write: of nmap, and fields.
func (r *reader) layout(lines []line) int {
	n := 0
	for _, l := range lines {
		switch markOf(r.text(l)) {
		case portMark, tableMark, scriptMark:
			n++
		}
		if name, _, ok := field(r.text(l)); ok && strongFields[name] {
			n++
		}
	}
	return n
}

// fields counts the different labels of reports and the items of nikto.
func (r *reader) fields(lines []line) int {
	names, items := map[string]bool{}, 0
	for _, l := range lines {
		if name, _, ok := field(r.text(l)); ok {
			names[name] = true
		}
		if markOf(r.text(l)) == itemMark {
			items += 2
		}
	}
	return len(names) + items
}
