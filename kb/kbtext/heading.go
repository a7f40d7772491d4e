package kbtext

import (
	"strings"

	"kbadvisor/kb"
)

// minCentred is the least indent of a centred heading.
const minCentred = 20

// heading is a heading of a section: the line it stands on, with its underline
// below.
type heading struct {
	line     int
	name     string
	promoted bool
}

// headings returns the headings of sections in the lines [from, to). A canonical
// name underlined with dashes is one when it occurs once and no heading of that
// name is underlined as it should be.
func (p *page) headings(from, to int) []heading {
	var all []heading
	for i := from; i < to; i++ {
		if h, ok := p.headingAt(i, to); ok {
			all = append(all, h)
		}
	}
	count := map[string]int{}
	for _, h := range all {
		count[h.name]++
	}
	var kept []heading
	for _, h := range all {
		if !h.promoted || count[h.name] == 1 {
			kept = append(kept, h)
		}
	}
	return kept
}

// headingAt returns the heading on the line with the index i, if its underline
// follows before the line to.
func (p *page) headingAt(i, to int) (heading, bool) {
	s := p.line(i)
	if len(s) < len("CAUSE") || s[0] != ' ' && (s[0] < 'C' || s[0] > 'W') || i+1 >= to {
		return heading{}, false
	}
	text := strings.TrimSpace(s)
	name, ok := canonical(text)
	if !ok {
		return heading{}, false
	}
	indent := strings.Index(s, text)
	under := p.line(i + 1)
	if indent > 0 && indent < minCentred || indentOf(under) != indent {
		return heading{}, false
	}
	if near(ruleLen(under[indent:], '='), len(text)) {
		return heading{line: i, name: name}, true
	}
	if indent == 0 && near(ruleLen(under, '-'), len(text)) {
		return heading{line: i, name: name, promoted: true}, true
	}
	return heading{}, false
}

// canonical returns the name of the section that a heading stands for.
func canonical(text string) (string, bool) {
	switch text {
	case kb.Summary, kb.Symptoms, kb.Cause, kb.Resolution, kb.Workaround,
		kb.StatusName, kb.MoreInformation, kb.ReferencesName:
		return text, true
	case "SYMPTOM":
		return kb.Symptoms, true
	}
	return "", false
}

// near reports whether an underline has the length of its heading, or one more
// or less.
func near(under, text int) bool {
	return under >= text-1 && under <= text+1
}

// indentOf returns the number of blanks at the beginning of a line.
func indentOf(s string) int {
	return len(s) - len(strings.TrimLeft(s, " "))
}
