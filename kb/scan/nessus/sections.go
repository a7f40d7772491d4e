package nessus

import (
	"regexp"
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// heading matches a line that begins a section of a text of version 1 or NBE.
var heading = regexp.MustCompile(`(?i)^\s*(synopsis|summary|description|overview|impact|affected software/os|vulnerability insight|insight|see also|references?|solution|fix|risk factor|cve|bid|other references|additional information|plugin output|information that was gathered)\s*:(?:[ \t]+(.*))?$`)

// tails match the lines of references behind an output, where lines of the output
// may look like headings, too.
var tails = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^\s*(cve)\s*:\s*((?:(?:CVE|CAN)-\d{4}-\d+[\s,]*)+)$`),
	regexp.MustCompile(`(?i)^\s*(bid)\s*:\s*((?:\d+[\s,]*)+)$`),
	regexp.MustCompile(`(?i)^\s*(other references)\s*:\s*([A-Z][A-Z0-9._-]*:.*)$`),
}

// section is a piece of a text.
type section struct{ name, text string }

// unescaped returns a text whose lines end with the two characters \n as one of
// several lines. A text of several lines was not escaped.
func unescaped(s string) string {
	if strings.Contains(strings.TrimSpace(s), "\n") {
		return s
	}
	return strings.NewReplacer(`\r\n`, "\n", `\n`, "\n").Replace(s)
}

// sections takes a text apart. What comes before the first heading has no name.
func sections(text string) []section {
	text, tail := references(strings.ReplaceAll(text, "\r\n", "\n"))
	var out []section
	seen := map[string]bool{}
	open, from, at := section{}, 0, 0
	for line := range strings.Lines(text) {
		name, first := "", ""
		if strings.Contains(line, ":") {
			if m := heading.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
				name, first = strings.ToLower(m[1]), m[2]
			}
		}
		if name != "" && !seen[name] && !isOutput(open.name) {
			open.text += text[from:at]
			out = append(out, open)
			open, from, seen[name] = section{name, first + "\n"}, at+len(line), true
		}
		at += len(line)
	}
	open.text += text[from:]
	return append(append(out, open), tail...)
}

// isOutput reports whether a section is what a check saw: lines in it that look like
// headings are none.
func isOutput(name string) bool {
	return name == "plugin output" || name == "information that was gathered"
}

// references takes the lines with references off the end of a text, one of each
// kind.
func references(text string) (rest string, found []section) {
	for range tails {
		trimmed := strings.TrimRight(text, " \t\n")
		i := strings.LastIndexByte(trimmed, '\n') + 1
		s, ok := tail(trimmed[i:])
		if !ok || slices.ContainsFunc(found, func(f section) bool { return f.name == s.name }) {
			break
		}
		text, found = trimmed[:i], append([]section{s}, found...)
	}
	return text, found
}

// tail reads a line of references.
func tail(line string) (section, bool) {
	for _, t := range tails {
		if m := t.FindStringSubmatch(line); m != nil {
			return section{strings.ToLower(m[1]), m[2]}, true
		}
	}
	return section{}, false
}

// fillText makes a text of version 1 or NBE the texts and references of a finding.
func fillText(f *kb.Finding, text, severity string) {
	var a fill.Attributes
	var c cited
	var before, after []string
	text = unescaped(text)
	f.Severity = severity
	for _, s := range sections(text) {
		switch s.name {
		case "":
			fill.Say(f, "data", strings.Trim(s.text, "\n"))
		case "synopsis", "summary":
			before = append(before, s.text)
		case "description", "overview", "impact", "affected software/os", "vulnerability insight", "insight", "additional information":
			after = append(after, s.text)
		case "solution", "fix":
			f.Solution = fill.Paragraphs(f.Solution, s.text)
		case "plugin output", "information that was gathered": // isOutput
			fill.Say(f, "plugin_output", strings.Trim(s.text, "\n"))
		case "risk factor":
			risk(f, &a, s.text)
		default:
			c.section(&a, s)
		}
	}
	c.fill(f)
	f.Description = fill.Paragraphs(append(before, after...)...)
	if f.Severity != severity {
		a.Add("severity", severity)
	}
	a.Say(f)
}

// risk takes the section with the risk factor, in whose first line scores may
// follow.
func risk(f *kb.Finding, a *fill.Attributes, text string) {
	word, more, _ := strings.Cut(strings.TrimSpace(text), "/")
	word, under, _ := strings.Cut(word, "\n")
	if word = strings.TrimSpace(word); word != "" {
		f.Severity = word
	}
	if strings.TrimSpace(more+under) != "" {
		a.Add("risk factor", strings.Join(strings.Fields(text), " "))
	}
}

// section takes a section with references.
func (c *cited) section(a *fill.Attributes, s section) {
	switch s.name {
	case "cve", "bid":
		c.list(s.name, s.text, s.name)
	case "other references":
		c.cross(s.text, s.name)
	default: // see also, references
		if !c.urls(s.text, s.name) {
			a.Add(s.name, s.text)
		}
	}
}
