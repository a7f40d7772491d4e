package lint

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/articles"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/kbmark"
	"kbadvisor/kb/kbtext"
)

const good = `---
id: ftp-a
title: A title
date: 2001-02-03
category: ftp
products: [Server]
keywords: [ftp]
status: by_design
references: [Q239041, RFC 959]
quotes: ['500 No.']
---

# A title

## Symptoms

The reply is ` + "`500 No.`" + `

## Cause

None.
`

// TestBundled checks every bundled article: it is read, its name is its id, it
// keeps to the house rules, its references inside the collection exist. The
// template keeps to the rules too, and is not taken for an article.
func TestBundled(t *testing.T) {
	names, err := fs.Glob(articles.FS, "*")
	if err != nil || len(names) < 8 {
		t.Fatalf("%d bundled files: %v", len(names), err)
	}
	ids, refs := map[string]bool{}, map[string]string{}
	for _, name := range names {
		src, err := fs.ReadFile(articles.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		readAs := name
		if name == "template.md" {
			if _, err := kbfile.Parse(src, name, kbfile.Options{}); err == nil {
				t.Errorf("%s is taken for an article", name)
			}
			readAs = "ftp-000-short-topic.md"
		}
		a, err := kbfile.Parse(src, readAs, kbfile.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, p := range Check(a) {
			t.Errorf("%s:%d: %s: %s", name, p.Line, p.Rule, p.Detail)
		}
		if stem, _, _ := strings.Cut(readAs, "."); string(a.ID) != stem {
			t.Errorf("%s has the id %s", name, a.ID)
		}
		ids[string(a.ID)] = true
		for _, r := range a.References {
			if r.Kind == kb.RefArticle {
				refs[r.ID] = name
			}
		}
	}
	for id, name := range refs {
		if !ids[id] {
			t.Errorf("%s refers to %s, which is not bundled", name, id)
		}
	}
}

func TestCheckMarkdown(t *testing.T) {
	tests := []struct {
		what     string
		old, new string
		want     []string
	}{
		{"good", "", "", nil},
		{"no front matter", good[:strings.Index(good, "# A title")], "", []string{"0 status_missing", "1 front_matter"}},
		{"broken front matter", "title: A title", "title: A: title", []string{"3 front_matter"}},
		{"unknown field", "category:", "kategory:", []string{"5 field_unknown"}},
		{"field twice", "category: ftp", "category: ftp\ncategory: smtp", []string{"6 field_twice"}},
		{"no id", "id: ftp-a\n", "", []string{"0 id_missing"}},
		{"id with blanks", "id: ftp-a", "id: FTP a", []string{"2 id_form"}},
		{"no title", "title: A title\n", "", []string{"0 title_missing"}},
		{"long title", "title: A title", "title: " + strings.Repeat("word ", 14) + "end", []string{"0 title_long"}},
		{"date", "2001-02-03", "3 Feb 2001", []string{"4 date_form"}},
		{"no status", "status: by_design\n", "", []string{"0 status_missing"}},
		{"unknown status", "by_design", "by_accident", []string{"0 status_missing", "8 status_unknown"}},
		{"no symptoms", "## Symptoms", "## Details", []string{"0 symptoms_missing"}},
		{"quote", "`500 No.`", "`500 Never.`", []string{"10 quote_missing"}},
		{"reference", "RFC 959", "the book", []string{"11 reference_form"}},
		{"empty section", "None.", "", []string{"19 section_empty"}},
		{"section twice", "## Cause", "## Issue", []string{"19 section_twice"}},
		{"unknown section", "## Cause", "## Weather", []string{"19 section_name"}},
		{"long line", "None.", strings.Repeat("word ", 21) + "end", []string{"21 line_long"}},
		{"trailing blanks", "None.", "None. ", []string{"21 trailing_blanks"}},
		{"not UTF-8", "None.", "None\xe9.", []string{"0 encoding"}},
	}
	for _, tt := range tests {
		src := good
		if tt.old != "" {
			src = strings.Replace(good, tt.old, tt.new, 1)
		}
		a, err := kbmark.Parse([]byte(src), "ftp-a.md", kbmark.Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.what, err)
			continue
		}
		if diff := cmp.Diff(tt.want, rules(a)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
}

// rules returns the lines and rules of the problems.
func rules(a *kb.Article) []string {
	var out []string
	for _, p := range Check(a) {
		if p.Detail == "" {
			out = append(out, "no detail")
		}
		out = append(out, fmt.Sprint(p.Line, " ", p.Rule))
	}
	return out
}

func TestCheckText(t *testing.T) {
	const src = "DOCUMENT:Q100001  01-FEB-2000  [iis]\nTITLE   :A title\nPRODUCT :Server\nPROD/VER:winnt:5.0\nOPER/SYS:\nKEYWORDS:kbone\n\n" +
		"CAUSE\n=====\n\nCAUSE\n=====\n\nNobody knows.\n"
	a, err := kbtext.Parse([]byte(src), "", kbtext.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := rules(a)
	for _, want := range []string{"0 symptoms_missing", "0 status_missing", "11 section_twice", "8 section_empty"} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}
