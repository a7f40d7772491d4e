package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/kbmark"
)

// FuzzFormats puts one text into every field of a finding and looks for what it
// breaks in each format.
func FuzzFormats(f *testing.F) {
	for _, s := range []string{"", "plain", hostile, "</script><script>", "|\n# x\n- y", "1. x", "\\", "&lt;b&gt;", "http://a.example/ www.a.example a@b.example", "`x` ``", "{0} [a](b)", "<!-- x", "a](javascript:b)", "~~x~~ $x$ ^1 [^1]:", "%zz:12", "\xff\xfe"} {
		f.Add(s)
	}
	want := map[string]int{}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 10_000 {
			return
		}
		d := document(t, filled(s))
		for _, format := range report.Formats() {
			var b bytes.Buffer
			if err := format.Write(&b, d, report.Options{Version: s}); err != nil {
				t.Fatalf("%s: %v", format.Name, err)
			}
			switch format.Name {
			case "json", "jsonl", "sarif":
				checkJSON(t, format.Name, b.Bytes())
			case "csv":
				checkCSV(t, &b)
			case "html":
				checkHTML(t, b.Bytes(), want)
			case "md":
				checkMarkdown(t, b.Bytes())
			}
		}
	})
}

// filled returns findings of each verdict with one text in all fields.
func filled(s string) []v1.Finding {
	base := v1.Finding{
		Report: s, Format: s, Scanner: s, Plugin: v1.FindingPlugin{ID: s, Name: s, Family: s}, Severity: s, Status: s, Host: s, Address: s, Names: []string{s}, Addresses: []string{s},
		Port: 1, Protocol: s, Service: s, Product: s, Version: s, CPE: []string{s}, System: s, Location: s, Outputs: []v1.FindingOutput{{ID: s, Text: s}}, Description: s, Solution: s,
		References: []v1.FindingCitation{{Kind: s, Value: s, Where: s}, {Kind: "url", Value: s}}, Warnings: []string{s}, Verdict: "unexplained", Reason: s, CitedAbsent: []string{s},
	}
	explained := base
	explained.Verdict, explained.Reason = "explained", ""
	explained.Results = []v1.FindingResult{{ID: "x" + s, Title: s, Disposition: s, Confidence: 0.5, Evidence: []v1.FindingEvidence{{
		Kind: s, Observed: v1.FindingQuote{Field: "outputs[0].text", Start: 0, End: len(s), Text: s}, Article: v1.Quote{Text: s}, Before: s, After: s,
	}}}}
	absent := base
	absent.Verdict = "cited_absent"
	return []v1.Finding{base, explained, absent}
}

func checkJSON(t *testing.T, name string, out []byte) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(out))
	for {
		var v any
		if err := d.Decode(&v); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

func checkCSV(t *testing.T, out io.Reader) {
	t.Helper()
	rows, err := csv.NewReader(out).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("csv: %d rows, %v", len(rows), err)
	}
}

// checkHTML says that the elements of the page are the same whatever the text is,
// and that nothing in it acts or loads.
func checkHTML(t *testing.T, out []byte, want map[string]int) {
	t.Helper()
	got := map[string]int{}
	z := html.NewTokenizer(bytes.NewReader(out))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(want) == 0 {
				want["script"], want["style"], want["link"], want["meta"], want["main"], want["h1"] = 1, 1, 1, 6, 1, 1
			}
			for _, name := range []string{"script", "style", "link", "meta", "main", "h1", "img", "iframe", "object", "base", "template"} {
				if got[name] != want[name] {
					t.Fatalf("html: %d of <%s>, want %d", got[name], name, want[name])
				}
			}
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			checkElement(t, z.Token(), got)
		case html.CommentToken:
			t.Fatalf("html: a comment: %s", z.Raw())
		}
	}
}

func checkElement(t *testing.T, e html.Token, got map[string]int) {
	t.Helper()
	got[e.Data]++
	for _, a := range e.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "src", a.Key == "srcset", a.Key == "action", a.Key == "formaction":
			t.Fatalf("html: <%s %s=%q>", e.Data, a.Key, a.Val)
		case a.Key == "href" && e.Data == "a" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "http://") && !strings.HasPrefix(a.Val, "https://"):
			t.Fatalf("html: <a href=%q>", a.Val)
		}
	}
}

func checkMarkdown(t *testing.T, out []byte) {
	t.Helper()
	a, err := kbmark.Parse(out, "report.md", kbmark.Options{})
	if err != nil {
		t.Fatalf("md: %v", err)
	}
	page, err := kbmark.HTML(a)
	if err != nil {
		t.Fatalf("md: %v", err)
	}
	for _, bad := range []string{"<script", "<img", "<a ", "<code", "<em>", "<del>", "<hr", "<li>", "<pre"} {
		if strings.Contains(string(page), bad) {
			t.Fatalf("md: rendered, it has %s:\n%s\n%s", bad, page, out)
		}
	}
}
