package kbmark

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

const house = `---
id: ftp-no-data
title: No data connection
date: 2001-02-03
category: FTP
products: [Server A, Server B]
versions: ["winnt:5.0", "7.5"]
keywords: ftp, data
---

# No data connection

Some words before.

## Symptoms

The listing stops.

` + "```" + `
# 425 Cannot open data connection.
` + "```" + `

## Root cause

A filter.

## Solution

### Step 1

Open the port.

### Cause of the delay

Slow.

## See also

- [Other](other.md)
`

// names returns the kinds and names of the sections.
func names(a *kb.Article) []string {
	kinds := map[kb.SectionKind]string{kb.Header: "(header)", kb.Lead: "(lead)"}
	var out []string
	for _, s := range a.Sections {
		out = append(out, kinds[s.Kind]+s.Name)
	}
	return out
}

// checkCover fails the test unless the sections cover the source.
func checkCover(tb testing.TB, a *kb.Article) {
	tb.Helper()
	at := 0
	for _, s := range a.Sections {
		if s.Span.Start != at || s.Span.End < at || s.TextAt < s.Span.Start || s.TextAt > s.Span.End {
			tb.Fatalf("section %q spans %v with text at %d, want a start at %d", s.Name, s.Span, s.TextAt, at)
		}
		at = s.Span.End
	}
	if at != len(a.Source) {
		tb.Fatalf("sections end at %d, source at %d", at, len(a.Source))
	}
}

func TestParseHouse(t *testing.T) {
	a, err := Parse([]byte(house), "x/y.md", Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkCover(t, a)
	want := []string{"(header)", "(lead)", "SYMPTOMS", "CAUSE", "RESOLUTION", "REFERENCES"}
	if diff := cmp.Diff(want, names(a)); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
	got := kb.Article{ID: a.ID, Title: a.Title, Date: a.Date, Category: a.Category, Product: a.Product, AppliesTo: a.AppliesTo, Versions: a.Versions, Keywords: a.Keywords}
	wantArt := kb.Article{ID: "ftp-no-data", Title: "No data connection", Date: "2001-02-03", Category: "ftp", Product: "Server A",
		AppliesTo: []kb.Applies{{Name: "Server A"}, {Name: "Server B"}}, Versions: []kb.Version{{Platform: "winnt", Number: "5.0"}, {Number: "7.5"}},
		Keywords: []string{"ftp", "data"}}
	if diff := cmp.Diff(wantArt, got); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}
