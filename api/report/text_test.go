package report_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kbadvisor/api/report"
)

// TestTextFitsTheTerminal says that lines keep to the width, and that the only
// commands to a terminal are those for colours.
func TestTextFitsTheTerminal(t *testing.T) {
	styles := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for _, width := range []int{40, 60, 96, 200} {
		for _, color := range []bool{false, true} {
			var b bytes.Buffer
			if err := report.Text(&b, document(t, findings()), report.Options{Width: width, Color: color}); err != nil {
				t.Fatal(err)
			}
			if color != styles.Match(b.Bytes()) {
				t.Errorf("colours %v: there are styles: %v", color, !color)
			}
			for line := range strings.Lines(styles.ReplaceAllString(b.String(), "")) {
				line = strings.TrimSuffix(line, "\n")
				if n := utf8.RuneCountInString(line); n > max(width, 60) {
					t.Errorf("width %d: %d columns: %q", width, n, line)
				}
				if strings.IndexFunc(line, unicode.IsControl) >= 0 {
					t.Errorf("a command to the terminal: %q", line)
				}
				if strings.TrimRight(line, " ") != line {
					t.Errorf("blanks at the end: %q", line)
				}
			}
		}
	}
}

// TestTextIsShort says that a report of very many findings stays readable.
func TestTextIsShort(t *testing.T) {
	var b bytes.Buffer
	if err := report.Text(&b, document(t, many(2000)), report.Options{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n > 100 {
		t.Errorf("%d lines", n)
	}
	for _, want := range []string{"2,000 findings in 2 reports, on 500 hosts", "host6.example:443 and others", "more tests"} {
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), want) {
			t.Errorf("lacks %q:\n%s", want, b.String())
		}
	}
}
