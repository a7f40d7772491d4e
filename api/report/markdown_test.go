package report_test

import (
	"bytes"
	"strings"
	"testing"

	"kbadvisor/api/report"
	"kbadvisor/kb/kbmark"
)

// TestMarkdownRenders says that what a renderer makes of the hostile sample has the
// tables that were meant, and nothing else than text in them.
func TestMarkdownRenders(t *testing.T) {
	var b bytes.Buffer
	if err := report.Markdown(&b, document(t, findings()), report.Options{}); err != nil {
		t.Fatal(err)
	}
	a, err := kbmark.Parse(b.Bytes(), "report.md", kbmark.Options{})
	if err != nil {
		t.Fatal(err)
	}
	html, err := kbmark.HTML(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<img", "<a ", "<code", "<strong>bold", "&lt;!-- raw"} {
		if strings.Contains(string(html), bad) {
			t.Errorf("rendered, it has %s:\n%s", bad, html)
		}
	}
	if n := strings.Count(string(html), "<table"); n != 11 {
		t.Errorf("%d tables, want 11:\n%s", n, html)
	}
	for _, want := range []string{"[x](javascript:alert(1))", "<td>192.0.2.3:443</td>", "Q187498"} {
		if !strings.Contains(string(html), want) {
			t.Errorf("rendered, it lacks %q", want)
		}
	}
}
