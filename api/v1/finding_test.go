package v1_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// linked returns a finding with one result that quotes a word of an article.
func linked(source, words string) (kb.Linked, *kb.Article) {
	at := strings.Index(source, words)
	text := "Anonymous FTP\n530 User bob cannot log in."
	return kb.Linked{
		Finding: kb.Finding{Format: "nmap-xml", Plugin: kb.Plugin{ID: "ftp-anon"}, Addresses: []string{"192.0.2.1"}, Outputs: []kb.Output{{ID: "ftp-anon", Text: "x 530 User bob cannot log in."}}},
		Parts:   []kb.Part{{Field: "plugin.name", Span: kb.Span{End: 13}}, {Field: "outputs[0].text", Span: kb.Span{Start: 14, End: len(text)}, Offset: 2}},
		Answer: kb.Answer{
			Observation: kb.Observation{Text: text}, Verdict: kb.Explained,
			Matches: []kb.Match{{ID: "Q100001", Title: "A title", Confidence: 0.9, Evidence: []kb.Evidence{
				{Kind: kb.EvText, Observed: kb.Span{Start: 10, End: 20}},
				{Kind: kb.EvMessage, Observed: kb.Span{Start: 18, End: 26}, Article: kb.Span{Start: at, End: at + len(words)}},
			}}},
		},
	}, &kb.Article{ID: "Q100001", Source: []byte(source)}
}

func TestNewFindingPointsIntoFields(t *testing.T) {
	l, a := linked("head\r\n\r\nThe server says\r\n530 User x cannot log in.\r\nand stops.\r\n\r\nfoot\r\n", "530 User")
	got := v1.NewFinding("a.xml", l, func(kb.ID) *kb.Article { return a })
	want := []v1.FindingEvidence{
		{Kind: "text", Observed: v1.FindingQuote{Text: "FTP\n530 Us"}},
		{
			Kind: "message", Observed: v1.FindingQuote{Field: "outputs[0].text", Start: 6, End: 14, Text: "User bob"},
			Article: v1.Quote{Start: 25, End: 33, Text: "530 User"}, Before: "The server says\n", After: " x cannot log in.\r\nand stops.",
		},
	}
	want[1].After = strings.ReplaceAll(want[1].After, "\r", "")
	if d := cmp.Diff(want, got.Results[0].Evidence); d != "" {
		t.Errorf("evidence (-want +got):\n%s", d)
	}
	if got.Host != "192.0.2.1" || got.Report != "a.xml" || got.References == nil || got.CitedAbsent == nil {
		t.Errorf("finding: %+v", got)
	}
	if d := cmp.Diff(want[1:], got.Results[0].Shown()); d != "" {
		t.Errorf("shown (-want +got):\n%s", d)
	}
	if say := got.Results[0].Evidence[1].Say(); say != "the article quotes the message" {
		t.Errorf("says %q", say)
	}
}

// TestNewFindingKeepsToTheSection says that a heading, and text of another
// encoding in other sections, are no part of what stands around a quote.
func TestNewFindingKeepsToTheSection(t *testing.T) {
	l, a := linked("CAUSE\nIt is so.\nSTATUS\nFixed.", "is")
	a.Sections = []kb.Section{{Span: kb.Span{Start: 0, End: 16}, TextAt: 6, Text: "It is so.\n"}, {Span: kb.Span{Start: 16, End: 29}, TextAt: 23, Text: "Fixed."}}
	e := v1.NewFinding("", l, func(kb.ID) *kb.Article { return a }).Results[0].Evidence[1]
	if e.Before != "It " || e.Article.Text != "is" || e.After != " so.\n" {
		t.Errorf("%q, %q, %q", e.Before, e.Article.Text, e.After)
	}
}

func TestNewFindingWithoutArticle(t *testing.T) {
	l, _ := linked("x", "x")
	got := v1.NewFinding("a.xml", l, func(kb.ID) *kb.Article { return nil })
	if e := got.Results[0].Evidence[1]; e.Article.Text != "" || e.Before != "" || e.After != "" {
		t.Errorf("words of an article that is not there: %+v", e)
	}
}

func TestNewFindingCutsLongParagraphs(t *testing.T) {
	long := strings.Repeat("word ", 200)
	l, a := linked(long+"HERE"+" "+long, "HERE")
	e := v1.NewFinding("", l, func(kb.ID) *kb.Article { return a }).Results[0].Evidence[1]
	if n := len(e.Before); n < 200 || n > 240 || !strings.HasPrefix(e.Before, "word ") {
		t.Errorf("before: %d bytes, %.20q", n, e.Before)
	}
	if n := len(e.After); n < 200 || n > 240 || !strings.HasSuffix(e.After, " word") {
		t.Errorf("after: %d bytes, ends with %q", n, e.After[max(0, n-10):])
	}
}
