package lint

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"kbadvisor/kb"
)

// sections checks the names and the text of the sections.
func (c *checker) sections() {
	seen := map[string]bool{}
	for _, s := range c.art.Sections {
		if s.Kind != kb.Content || s.Name == kb.Body {
			continue
		}
		line := c.lineAt(s.Span.Start)
		switch {
		case !kb.Canonical(s.Name):
			c.add(line, SectionName, fmt.Sprintf("%q is no known section: use Summary, Symptoms, Cause, Impact, Diagnosis, Resolution, Workaround, Status, More information or References", s.Name))
		case seen[s.Name]:
			c.add(line, SectionTwice, s.Name+" occurs again: put the texts together")
		case strings.TrimSpace(s.Text) == "":
			c.add(line, SectionEmpty, s.Name+" has no text: write it or leave the heading out")
		}
		seen[s.Name] = true
	}
	informational := c.art.Status != nil && c.art.Status.Kind == kb.Informational
	if !seen[kb.Symptoms] && !(informational && seen[kb.Summary]) {
		c.add(0, SymptomsMissing, "write a section Symptoms that says what is seen, with the messages")
	}
}

// status checks that the article tells the state of the problem.
func (c *checker) status() {
	s := c.art.Status
	if s == nil || s.Kind == kb.Empty || s.Kind == kb.Unclassified {
		c.add(0, StatusMissing, "say in a status field or section what the state of the problem is")
	}
}

// quotes checks that the text has the quoted messages.
func (c *checker) quotes() {
	var all strings.Builder
	for _, s := range c.art.Sections {
		if s.Kind != kb.Header {
			all.WriteString(s.Text + "\n")
		}
	}
	text := strings.Join(strings.Fields(all.String()), " ")
	for _, q := range c.art.Quotes {
		if !strings.Contains(text, strings.Join(strings.Fields(q.Text), " ")) {
			c.add(c.lineAt(q.Span.Start), QuoteMissing, fmt.Sprintf("the text has no %q: quotes repeat a message of the text exactly", q.Text))
		}
	}
}

// lines checks the form of the lines, in code only their ends.
func (c *checker) lines(limit int) {
	for i, start := range c.starts {
		end := len(c.art.Source)
		if i+1 < len(c.starts) {
			end = c.starts[i+1]
		}
		l := bytes.TrimRight(c.art.Source[start:end], "\r\n")
		if c.art.Format == kb.FormatMarkdown && endsInBlanks(l) {
			c.add(i+1, TrailingBlanks, "blanks at the end of the line")
		}
		if utf8.RuneCount(l) > limit && c.isProse(start, l) {
			c.add(i+1, LineLong, fmt.Sprintf("break lines of over %d characters", limit))
		}
	}
}

// endsInBlanks reports blanks at the end, but not the two that break a line.
func endsInBlanks(l []byte) bool {
	t := bytes.TrimRight(l, " \t")
	return len(t) < len(l) && (len(t) == 0 || string(l[len(t):]) != "  ")
}

// isProse reports whether the line at the offset is text that can be broken: it
// stands in a section, has blanks, and is no table, code or address.
func (c *checker) isProse(offset int, l []byte) bool {
	for _, s := range c.art.Sections {
		if offset >= s.Span.Start && offset < s.Span.End && s.Kind != kb.Content && s.Kind != kb.Lead {
			return false
		}
	}
	t := bytes.TrimSpace(l)
	return !bytes.HasPrefix(t, []byte("|")) && !bytes.HasPrefix(l, []byte("    ")) && !bytes.HasPrefix(l, []byte("\t")) &&
		!bytes.Contains(t, []byte("://")) && bytes.Count(t, []byte(" ")) > 5
}

// oddities turns what was odd in KB text into problems. A missing legal text is
// the author's choice.
func (c *checker) oddities() {
	for _, w := range c.art.Warnings {
		switch w.Kind {
		case kb.WarnNoLegal, kb.WarnEmptySection, kb.WarnDuplicateSection, kb.WarnLongLine:
		case kb.WarnNonASCII, kb.WarnUndecodable, kb.WarnControl:
			c.add(w.Line, Encoding, detail(w))
		default:
			c.add(w.Line, Oddity, detail(w))
		}
	}
}

func detail(w kb.Warning) string {
	return strings.TrimSuffix(string(w.Kind)+": "+w.Detail, ": ")
}
