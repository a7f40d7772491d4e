package kbmark

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

func TestClassify(t *testing.T) {
	words := newVocabulary(map[string]string{"Qué pasa": "SYMPTOMS", "runbook owner": "Owner"})
	tests := map[string]string{
		"Issue": kb.Symptoms, "PROBLEM:": kb.Symptoms, "Error messages": kb.Symptoms, "**Symptoms**": kb.Symptoms, "1. Symptoms": kb.Symptoms,
		"The issue": kb.Symptoms, "🔥 Symptoms": kb.Symptoms, "Symptoms {#symptoms}": kb.Symptoms, "Qué pasa?": kb.Symptoms, "What happened?": kb.Symptoms,
		"Root cause": kb.Cause, "Why does this happen?": kb.Cause, "Possible Causes": kb.Cause, "Cause of the error": kb.Cause, "Cause: no space": kb.Cause,
		"Solution": kb.Resolution, "How to fix": kb.Resolution, "How to fix the index": kb.Resolution, "Recommended Actions": kb.Resolution, "Solution 2": kb.Resolution,
		"Mitigation": kb.Resolution, "Suggested solutions": kb.Resolution, "Steps to resolve the issue": kb.Resolution, "Apply the patch": kb.Resolution, "Resolution options": kb.Resolution,
		"Workaround": kb.Workaround, "Temporary fix": kb.Workaround, "Known workaround": kb.Workaround, "Workaround for 2.4": kb.Workaround,
		"Meaning": kb.Summary, "Overview": kb.Summary, "Alert Description": kb.Summary, "What does this alert mean?": kb.Summary,
		"Impact": kb.Impact, "Business impact": kb.Impact, "Severity": kb.Impact, "Who is affected?": kb.Impact,
		"Diagnosis": kb.Diagnosis, "Troubleshooting steps": kb.Diagnosis, "Verify the disk": kb.Diagnosis, "How to check": kb.Diagnosis, "Troubleshooting": kb.Diagnosis,
		"Affected products and versions": kb.AppliesToName, "Applies to": kb.AppliesToName, "Environment": kb.AppliesToName, "Compatible Acme Server versions:": kb.AppliesToName,
		"Related reading": kb.ReferencesName, "See also": kb.ReferencesName, "Further reading": kb.ReferencesName, "References": kb.ReferencesName,
		"More information": kb.MoreInformation, "Additional notes": kb.MoreInformation, "Notes": kb.MoreInformation,
		"Status": kb.StatusName, "Known issues": kb.StatusName,
		"Symptoms and cause": kb.Symptoms, "Cause & Resolution": kb.Cause, "Steps to reproduce": kb.Symptoms,
		"Runbook Owner":  "Owner",
		"Network issues": "", "Step 1": "", "Configuration": "", "Syntax": "", "Environment variables": "", "Status codes": "", "": "",
		"Issue tracker settings": "", "Product catalog": "", "Versioning": "",
	}
	for heading, want := range tests {
		if got := words.classify(heading).name; got != want {
			t.Errorf("%q: got %q, want %q", heading, got, want)
		}
	}
}

func TestSections(t *testing.T) {
	tests := []struct {
		what, src string
		want      []string
	}{
		{"no headings", "# T\n\nText.\n", []string{"(header)", "BODY"}},
		{"no title", "Text.\n", []string{"BODY"}},
		{"lead", "# T\n\nText.\n\n## Issue\n\na\n", []string{"(header)", "(lead)", "SYMPTOMS"}},
		{"words of its own", "# T\n\n## Weather\n\na\n## Fix\n\na\n", []string{"(header)", "Weather", "RESOLUTION"}},
		{"part of a section", "# T\n\n## Fix\n\n### Step 1\n\n### Verify\n\n### Notes\n\na\n## Weather\n", []string{"(header)",
			"RESOLUTION", "Weather"}},
		{"section below a section", "# T\n\n## Issue\n\na\n### Cause\n\na\n### Solution\n\na\n", []string{"(header)", "SYMPTOMS",
			"CAUSE", "RESOLUTION"}},
		{"back in the section", "# T\n\n## Diagnosis\n\n### Cause\n\na\n### Check the log\n\na\n", []string{"(header)",
			"DIAGNOSIS", "CAUSE", "DIAGNOSIS"}},
		{"jumping levels", "# T\n\n## Solution\n\n#### Related reading\n\na\n", []string{"(header)", "RESOLUTION", "REFERENCES"}},
		{"many top headings", "# T\n\n# Issue\n\na\n\n# Fix\n\na\n", []string{"(header)", "SYMPTOMS", "RESOLUTION"}},
		{"title is a known word", "# Issue\n\na\n\n# Fix\n\na\n", []string{"SYMPTOMS", "RESOLUTION"}},
		{"Setext", "Title\n=====\n\nIssue\n-----\n\na\n\nFix\n---\n\na\n", []string{"(header)", "SYMPTOMS", "RESOLUTION"}},
		{"rule below a sentence",
			"# T\n\nOne long sentence that ends in a full stop.\n---\n\n## Fix\n\na\n", []string{"(header)", "(lead)",
				"RESOLUTION"}},
		{"HTML headings", "<h1>T</h1>\n\n<h2 id=\"a\">Issue</h2>\n\na\n\n<h2>\nFix\n</h2>\n\na\n", []string{"(header)",
			"SYMPTOMS", "RESOLUTION"}},
		{"bold lines", "# T\n\n**Symptoms:**\n\na\n\n**Root cause**\n\na\n\n__Resolution__:\n\na\n", []string{"(header)",
			"SYMPTOMS", "CAUSE", "RESOLUTION"}},
		{"bold line that is no section", "# T\n\n## Issue\n\n**Important**\n\na\n", []string{"(header)", "SYMPTOMS"}},
		{"labels", "# T\n\n**Symptom:** it stops\n**Cause:** no disk\n**Fix:** buy one\n", []string{"(header)", "SYMPTOMS",
			"CAUSE", "RESOLUTION"}},
		{"plain labels", "# T\n\nProblem:\n\nit stops\n\nSolution:\n\nbuy one\n", []string{"(header)", "SYMPTOMS", "RESOLUTION"}},
		{"code", "# T\n\n## Issue\n\n```\n# Cause\n```\n\n~~~~\n## Cause\n~~~\n~~~~\n\n    ## Cause\n", []string{"(header)",
			"SYMPTOMS"}},
		{"code in a list", "# T\n\n## Issue\n\n1. a\n   ```\n   x\n## Fix\n\na\n", []string{"(header)", "SYMPTOMS", "RESOLUTION"}},
		{"code that closes late", "# T\n\n## Issue\n\n* a\n\n    ```\n# x\n    ```\n\n## Fix\n\na\n", []string{"(header)",
			"SYMPTOMS", "x", "RESOLUTION"}},
		{"comment", "# T\n\n## Issue\n\n<!--\n## Cause\n-->\n\n<pre>\n## Cause\n</pre>\n\n> ## Cause\n", []string{"(header)",
			"SYMPTOMS"}},
		{"shortcode",
			"# T\n\n## Issue\n\n{{< highlight sh >}}\n## Cause\n{{< /highlight >}}\n\n## Fix\n\na\n", []string{"(header)",
				"SYMPTOMS", "RESOLUTION"}},
		{"missing blank", "# T\n\n##Issue\n\na\n\n#!/bin/sh\n", []string{"(header)", "SYMPTOMS"}},
		{"tabs of a site", "# T\n\n## Fix\n\n# [Bash](#tab/bash)\n\na\n", []string{"(header)", "RESOLUTION"}},
		{"front matter repeats the title",
			"---\ntitle: The Same\n---\n\n<!-- x -->\n# The same\n\n## Issue\n\na\n", []string{"(header)", "SYMPTOMS"}},
		{"TOML", "+++\ntitle = \"T\"\n+++\n\n## Issue\n\na\n", []string{"(header)", "SYMPTOMS"}},
		{"CR LF and a mark", "\xef\xbb\xbf# T\r\n\r\n## Issue\r\n\r\na\r\n", []string{"(header)", "SYMPTOMS"}},
	}
	for _, tt := range tests {
		a, err := Parse([]byte(tt.src), "dir/a.md", Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.what, err)
			continue
		}
		checkCover(t, a)
		if diff := cmp.Diff(tt.want, names(a)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
		if a.Title == "" || strings.ContainsAny(a.Title, "#*\n") {
			t.Errorf("%s: title %q", tt.what, a.Title)
		}
	}
}

// goldmarkHeadings returns the headings that stand at the top of the document.
func goldmarkHeadings(src []byte) []string {
	var out []string
	doc := goldmark.DefaultParser().Parse(text.NewReader(src))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Lines().Len() == 1 {
			seg := h.Lines().At(0)
			out = append(out, closeATX(strings.TrimSpace(string(seg.Value(src)))))
		}
	}
	return out
}

// TestScanAgreesWithGoldmark compares the scanner with the Markdown library on
// real articles. The scanner finds more on purpose: HTML headings, headings in
// bold, headings right below an HTML tag.
func TestScanAgreesWithGoldmark(t *testing.T) {
	n, missing, extra := 0, 0, 0
	for name, src := range kbtest.Markdown(t) {
		if !strings.HasSuffix(name, ".md") || strings.Contains(string(src), "\r") {
			continue
		}
		lines := splitLines(src)
		at := 0
		if fm, ok := findFront(src, lines, 0); ok {
			at = fm.next
		}
		s := &scanner{src: src[at:], lines: splitLines(src[at:]), words: newVocabulary(nil), dec: func(b []byte) string { return string(b) }}
		mine := map[string]int{}
		for _, h := range s.scan(0) {
			if h.level <= 6 && src[at+s.lines[h.first].start] != '<' {
				mine[h.text]++
			}
		}
		for _, h := range goldmarkHeadings(src[at:]) {
			n++
			if mine[h]--; mine[h] < 0 && h != "" && !strings.Contains(h, "#tab/") {
				missing++
				t.Logf("%s: missed %q", name, h)
			}
		}
		for h, more := range mine {
			if more > 0 {
				extra += more
				t.Logf("%s: found besides %q", name, h)
			}
		}
	}
	t.Logf("%d headings, %d missed, %d found besides", n, missing, extra)
	if missing*500 > n || extra*100 > n {
		t.Errorf("of %d headings %d are missed and %d found besides", n, missing, extra)
	}
}
