package kbtext

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// truth is a row of truth.jsonl: what a reader of an article has to find.
type truth struct {
	ID             string   `json:"id"`
	Date           string   `json:"date"`
	Category       string   `json:"category"`
	Title          string   `json:"title"`
	Product        string   `json:"product"`
	AppliesTo      []string `json:"applies_to"`
	AppliesDepth   []int    `json:"applies_depth"`
	Keywords       []string `json:"keywords"`
	IssueType      []string `json:"issue_type"`
	SolutionType   []string `json:"solution_type"`
	QueryWords     string   `json:"query_words"`
	Sections       []string `json:"sections"`
	SectionFirst80 []string `json:"section_first80"`
	Promoted       []string `json:"promoted_headings"`
	Status         *string  `json:"status"`
	References     []string `json:"references"`
}

// first80 returns the first 80 characters of a section, without rules.
func first80(s kb.Section) string {
	r := []rune(collapse(s.Plain()))
	return string(r[:min(80, len(r))])
}

// found returns what the reader found, in the form of want.
func found(a *kb.Article, want truth) truth {
	got := truth{
		ID: string(a.ID), Date: string(a.Date), Category: a.Category, Title: a.Title, Product: a.Product,
		Keywords: a.Keywords, IssueType: a.IssueTypes, SolutionType: a.Solutions,
		QueryWords: strings.Join(a.QueryWords, " "),
	}
	for _, e := range a.AppliesTo {
		got.AppliesTo = append(got.AppliesTo, e.Name)
		got.AppliesDepth = append(got.AppliesDepth, e.Depth)
	}
	for _, s := range a.Content() {
		got.Sections = append(got.Sections, s.Name)
		got.SectionFirst80 = append(got.SectionFirst80, first80(s))
	}
	for _, w := range a.Warnings {
		if w.Kind == kb.WarnPromoted {
			got.Promoted = append(got.Promoted, w.Detail)
		}
	}
	if want.Status != nil && a.Status != nil && a.Status.Source == kb.FromStatusSection {
		got.Status = (*string)(&a.Status.Kind)
	}
	for _, r := range a.References {
		if r.Kind == kb.RefArticle {
			got.References = append(got.References, r.ID)
		}
	}
	return got
}

// normal makes a row comparable: nil and empty lists are the same, and commas
// part query words as blanks do.
func normal(t truth) truth {
	for _, l := range []*[]string{&t.AppliesTo, &t.Keywords, &t.IssueType, &t.SolutionType, &t.Sections, &t.SectionFirst80, &t.Promoted, &t.References} {
		if *l == nil {
			*l = []string{}
		}
	}
	if t.AppliesDepth == nil {
		t.AppliesDepth = []int{}
	}
	t.QueryWords = collapse(strings.ReplaceAll(t.QueryWords, ",", " "))
	return t
}

// truths returns the rows of truth.jsonl by id.
func truths(t *testing.T) map[string]truth {
	t.Helper()
	f, err := os.Open(filepath.Join(kbtest.Shared(t), "data", "archive", "truth.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := map[string]truth{}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var row truth
		if err := json.Unmarshal(in.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows[row.ID] = row
	}
	if err := in.Err(); err != nil || len(rows) < 50 {
		t.Fatalf("read %d rows: %v", len(rows), err)
	}
	return rows
}

func TestTruth(t *testing.T) {
	rows := truths(t)
	seen := 0
	for name, src := range kbtest.Archive(t) {
		want, ok := rows[strings.TrimSuffix(filepath.Base(name), ".TXT")]
		if !ok {
			continue
		}
		seen++
		a, err := Parse(src, name, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want, got := normal(want), normal(found(a, want))
		if strings.HasSuffix(got.QueryWords, want.QueryWords) {
			got.QueryWords = want.QueryWords // the row has the last paragraph of them only
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if seen != len(rows) {
		t.Errorf("saw %d of %d articles", seen, len(rows))
	}
}
