package observe

import (
	"strings"

	"kbadvisor/kb"
)

// strongFields are labels that only reports of scanners have; weakFields tell
// when two of them are there.
var (
	strongFields = set("synopsis|plugin output|plugin id|plugin|risk factor|vulnerability insight|vulnerability detection result|vulnerability detection method|insight|nvt|oid|cvss|cvss base score|qod|affected software/os|finding|service info|plugin text|cvss score|threat", "|")
	weakFields   = set("name|summary|description|solution|family|impact|references|severity|affected|see also|port|host|title|output|result|evidence|risk|cve|vulnerability|recommendation|remediation|details|bid|xref|path|id|other", "|")
	// aside are the fields that do not tell what was found.
	aside = set("family|solution|path|risk factor|see also|references|host|port|severity|threat|cve|oid|nvt|qod|id|plugin id|service info|cvss|cvss base score|cvss score|risk|recommendation|remediation|bid|xref|affected|affected software/os", "|")
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

// mark tells what a line of a scanner is by its layout.
type mark uint8

const (
	noMark     mark = iota
	portMark        // 21/tcp open ftp
	tableMark       // PORT STATE SERVICE, Nmap scan report for
	scriptMark      // |_ftp-bounce: bounce working!
	insideMark      // |   account_used: guest
	itemMark        // + Server: Apache
)

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

// scanner reports whether the text is what a scanner reports: by its layout, by
// what it cites, or by its words.
func (r *reader) scanner(lines []line) bool {
	if r.layout(lines) > 0 || r.fields(lines) >= 2 {
		return true
	}
	if r.hint == kb.ObsQuestion || r.hint == kb.ObsError || asks(r.s) {
		return false
	}
	return r.cites() || r.hint == kb.ObsFinding || scannerWords(r.s)
}

// cites reports whether the text names a CVE number or a bulletin.
func (r *reader) cites() bool {
	for _, id := range r.ids {
		if id.Kind == kb.IdentCVE || id.Kind == kb.IdentBulletin {
			return true
		}
	}
	return false
}

// findingWords are phrases that scanners and advisories use, in lower case.
var findingWords = []string{
	"vulnerab", "attacker", "information disclosure", "denial of service", "buffer overflow", "buffer overrun", "remote code execution", "privilege elevation", "elevation of privilege", "the remote host", "/tcp", "/udp", "path disclosure",
	"exploit", "weak cipher", "missing from http", "signing not required", "anonymous access", "null session", "default credentials", "default password", "heap overrun", "directory traversal", " attack", "dos.", "malformed packet",
}

// scannerWords reports whether the words are those of a scanner and not those of
// a person.
func scannerWords(s string) bool {
	l := judged(s)
	return contains(l, findingWords) && !contains(" "+l+" ", firstPerson)
}

// readFinding notes the messages of a scanner's report: each field, each script
// and each item is one.
func (r *reader) readFinding(lines []line) {
	for i := 0; i < len(lines); {
		j := i + 1
		m := markOf(r.text(lines[i]))
		name, at, labelled := field(r.text(lines[i]))
		for j < len(lines) && r.goesOn(lines[j-1], lines[j], m, labelled) {
			j++
		}
		from, to := lines[i].from, lines[j-1].to
		body := from
		if m != noMark {
			body += len(r.text(lines[i])) - len(strings.TrimLeft(r.text(lines[i]), " \t|_+"))
		}
		if labelled {
			body = from + at
		}
		r.put(findingRole(r.s[body:to], m, name), from, body, to)
		if n := len(r.out); n > 0 && m == scriptMark {
			r.out[n-1].Text = unbar(r.out[n-1].Text)
		}
		i = j
	}
}

// unbar returns the lines of a script's output without the bars before them.
func unbar(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimLeft(l, "|_ ")
	}
	return strings.Join(lines, "\n")
}

// goesOn reports whether a line goes on the message of the line before it.
func (r *reader) goesOn(last, l line, m mark, labelled bool) bool {
	next := markOf(r.text(l))
	if m == scriptMark || m == insideMark {
		return next == insideMark
	}
	if _, _, ok := field(r.text(l)); ok || next != noMark || m != noMark {
		return false
	}
	return labelled || !emptyLine(r.s[last.to:l.from]) && strings.HasPrefix(r.text(l), " ")
}

// findingRole returns the role of a stretch of a report.
func findingRole(s string, m mark, name string) kb.Role {
	switch {
	case m == portMark, m == tableMark, aside[name], m == itemMark && strings.HasPrefix(s, "Server:"):
		return kb.RoleNeutral
	case fine(s):
		return kb.RoleHealthy
	}
	return kb.RoleFailure
}

// fineWords are phrases of a scanner that found nothing wrong, in lower case.
var fineWords = []string{
	"not vulnerable", "is not affected", "no risky", "none of", "not enabled", "forbids", "up to date", "signing: required", "no vulnerabilities", "is patched", "not exploitable", "appears to be fixed",
}

// fine reports whether a scanner says that all is well.
func fine(s string) bool {
	l := judged(s)
	return contains(l, fineWords)
}
