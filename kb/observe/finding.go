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
