package kbtext_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/kbtext"
)

// headerLabels and footerLabels are the fields in the order in which articles have
// them.
var (
	headerLabels = []string{"DOCUMENT:", "TITLE   :", "PRODUCT :", "PROD/VER:", "OPER/SYS:", "KEYWORDS:"}
	footerLabels = []string{"Keywords", "Component", "Technology", "Version", "Platform", "Hardware", "Issue type", "Solution Type"}
	copyright    = regexp.MustCompile(`Copyright Microsoft Corporation (\d{4})\.$`)
)

// noFooter are the articles of the archive without footer fields.
var noFooter = map[kb.ID]bool{"Q81446": true, "Q89921": true, "Q122337": true, "Q130261": true}

// TestRawInvariants holds the rules without exceptions that speak of bytes and
// fields as they are written, against the sections that the reader cut.
func TestRawInvariants(t *testing.T) {
	checked := 0
	for name, src := range kbtest.Archive(t) {
		a, err := kbtext.Parse(src, name, kbtext.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if fault := rawFault(a); fault != "" {
			t.Errorf("%s: %s", a.ID, fault)
		}
		checked++
	}
	t.Logf("%d articles", checked)
}

// rawFault returns the first rule that an article breaks.
func rawFault(a *kb.Article) string {
	text := string(a.Source)
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.HasSuffix(text, "\n") {
		return "I16: line ends"
	}
	lines := strings.Split(text, "\r\n")
	for i, label := range headerLabels {
		if !strings.HasPrefix(lines[i], label) {
			return "I05: header line " + label
		}
		if len(lines[i])-len(label) > 87 {
			return "I14: length of " + label
		}
	}
	if m := copyright.FindStringSubmatch(text); m == nil || m[1] != string(a.Date[:4]) {
		return fmt.Sprintf("I04: copyright %q, date %s", m, a.Date)
	}
	return footerFault(a, lines)
}

// footerFault checks the order of the footer's fields, and that the header has the
// beginnings of those that both have.
func footerFault(a *kb.Article, lines []string) string {
	fields, last := map[string]string{}, -1
	for _, s := range a.Sections {
		if s.Kind != kb.Footer {
			continue
		}
		for _, line := range strings.Split(s.Text, "\n") {
			for i, label := range footerLabels {
				rest, ok := strings.CutPrefix(line, fmt.Sprintf("%-18s:", label))
				if !ok {
					continue
				}
				if i <= last {
					return "I11: order of " + label
				}
				last, fields[label] = i, strings.TrimSpace(rest)
			}
		}
	}
	if last < 0 {
		if noFooter[a.ID] {
			return ""
		}
		return "I10: no footer fields"
	}
	squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	if !strings.HasPrefix(squeeze(fields["Keywords"]), squeeze(strings.TrimPrefix(lines[5], headerLabels[5]))) {
		return "I12b: keywords"
	}
	if v, ok := fields["Version"]; ok && !strings.HasPrefix(v, strings.TrimSpace(strings.TrimPrefix(lines[3], headerLabels[3]))) {
		return "I13b: version"
	}
	return ""
}
