package v1_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

func TestNewArticle(t *testing.T) {
	tests := []struct {
		name string
		in   kb.Article
		want string
	}{
		{"arrays are never null", kb.Article{ID: "empty", Format: kb.FormatMarkdown}, `{
  "id": "empty",
  "date": "",
  "category": "",
  "title": "",
  "product": "",
  "versions": [],
  "applies_to": [],
  "keywords": [],
  "sections": [],
  "status": null,
  "references": [],
  "warnings": [],
  "fix": null,
  "format": "markdown"
}`},
		{"all fields", full(), `{
  "id": "Q100001",
  "date": "1999-12-31",
  "category": "iis",
  "title": "A title",
  "product": "A product",
  "versions": [
    "winnt 4.0",
    "3.5"
  ],
  "applies_to": [
    "Server",
    "Server, part"
  ],
  "keywords": [
    "kbone"
  ],
  "sections": [
    {
      "name": "SYMPTOMS",
      "text": "It fails."
    }
  ],
  "status": {
    "kind": "by_design",
    "quote": "It is meant so.",
    "source": "status_section",
    "fixed_in": []
  },
  "references": [
    {
      "kind": "article",
      "id": "Q100002"
    }
  ],
  "warnings": [
    {
      "kind": "bad_field",
      "line": 3,
      "detail": "odd"
    }
  ],
  "fix": {
    "kind": "fixed_in",
    "quote": "Take the next one.",
    "fixed_in": [
      "Service Pack 9"
    ]
  },
  "format": "text"
}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := json.MarshalIndent(v1.NewArticle(&tt.in), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, string(got)); d != "" {
				t.Errorf("record (-want +got):\n%s", d)
			}
		})
	}
}

func full() kb.Article {
	return kb.Article{
		ID: "Q100001", Format: kb.FormatText, Date: "1999-12-31", Category: "iis",
		Title: "A title", Product: "A product",
		Versions:  []kb.Version{{Platform: "winnt", Number: "4.0"}, {Number: "3.5"}},
		AppliesTo: []kb.Applies{{Name: "Server"}, {Name: "Server, part", Depth: 1}},
		Keywords:  []string{"kbone"},
		Sections: []kb.Section{
			{Kind: kb.Header, Text: "DOCUMENT:Q100001"},
			{Kind: kb.Content, Name: kb.Symptoms, Heading: "SYMPTOMS", Text: "========\n\nIt fails.\n\n"},
			{Kind: kb.Legal, Text: "no warranty"},
		},
		Status:     &kb.Status{Kind: kb.ByDesign, Quote: "It is meant so.", Source: kb.FromStatusSection},
		Fix:        &kb.Fix{Kind: kb.FixedIn, Quote: "Take the next one.", FixedIn: []string{"Service Pack 9"}},
		References: []kb.Reference{{Kind: kb.RefArticle, ID: "Q100002", Span: kb.Span{Start: 4, End: 11}}},
		Warnings:   []kb.Warning{{Kind: kb.WarnBadField, Line: 3, Detail: "odd"}},
	}
}

func ExampleNewArticle() {
	a := &kb.Article{ID: "Q239041", Title: "FTP server answers 530", Format: kb.FormatText}
	out, _ := json.Marshal(v1.NewArticle(a).Warnings)
	fmt.Println(v1.NewArticle(a).ID, string(out))
	// Output: Q239041 []
}
