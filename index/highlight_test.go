package index_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
	"kbadvisor/kb"
)

func TestHighlightsLeaveOutFences(t *testing.T) {
	text := "The server answers:\n\n```text\n530 Not logged in.\n```\n\nThen it waits."
	a := &kb.Article{
		Format: kb.FormatMarkdown, Source: []byte(text),
		Sections: []kb.Section{{Kind: kb.Content, Name: kb.Symptoms, Text: text, Span: kb.Span{End: len(text)}}},
	}
	got := index.Highlights(a, index.NewMarker(index.Query{Words: []index.Word{{Text: "530"}, {Text: "text"}, {Text: "wait*"}, {Text: "logged"}}}))
	want := []index.Highlight{{
		Section: kb.Symptoms, Text: "The server answers: 530 Not logged in. Then it waits.",
		Span:  kb.Span{End: len(text)},
		Marks: []kb.Span{{Start: 20, End: 23}, {Start: 28, End: 34}, {Start: 47, End: 52}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
