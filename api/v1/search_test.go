package v1_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/kb"
)

func TestNewSearch(t *testing.T) {
	tests := []struct {
		name string
		in   index.Page
		want string
	}{
		{"nothing", index.Page{Total: index.Total{Exact: true}},
			`{"total":{"value":0,"relation":"eq"},"results":[],"facets":[],"next":null,"fingerprint":""}`},
		{"all fields", index.Page{
			Total: index.Total{Value: 7},
			Hits: []index.Hit{{
				ID: "Q100001", Title: "T", Score: 1.5, Date: "2000-01-02", Category: "iis", Product: "P",
				Status: kb.Confirmed,
				Highlights: []index.Highlight{{
					Section: "CAUSE", Text: "a word", Span: kb.Span{Start: 10, End: 16}, Marks: []kb.Span{{Start: 2, End: 6}},
				}},
			}},
			Facets: []index.Facet{{Field: index.FieldCategory, Values: []index.FacetValue{{Value: "iis", Count: 7}}}},
			Next:   "tok", DidYouMean: "words", Fingerprint: "f1",
		}, `{"total":{"value":7,"relation":"gte"},` +
			`"results":[{"id":"Q100001","title":"T","score":1.5,"date":"2000-01-02","category":"iis","product":"P","status":"confirmed","url":"/v1/articles/Q100001",` +
			`"highlights":[{"section":"CAUSE","text":"a word","span":[10,16],"marks":[[2,6]]}]}],` +
			`"facets":[{"field":"category","values":[{"value":"iis","count":7}]}],` +
			`"next":"tok","did_you_mean":"words","fingerprint":"f1"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, encode(t, v1.NewSearch(tt.in))); d != "" {
				t.Errorf("search (-want +got):\n%s", d)
			}
		})
	}
}

func TestNewSuggest(t *testing.T) {
	if d := cmp.Diff(`{"suggestions":[]}`, encode(t, v1.NewSuggest(nil))); d != "" {
		t.Errorf("no suggestions (-want +got):\n%s", d)
	}
	got := encode(t, v1.NewSuggest([]index.Suggestion{{ID: "Q100001", Title: "T"}}))
	if d := cmp.Diff(`{"suggestions":[{"id":"Q100001","title":"T"}]}`, got); d != "" {
		t.Errorf("one suggestion (-want +got):\n%s", d)
	}
}

func TestState(t *testing.T) {
	for in, want := range map[string]string{
		"": "ready", "ready": "ready", "building": "building",
		"degraded: /var/lib/x is damaged": "degraded", "odd": "degraded",
	} {
		if got := v1.NewStats(index.Stats{State: in}).State; got != want {
			t.Errorf("state %q: got %q, want %q", in, got, want)
		}
	}
	if got := v1.NewStats(index.Stats{}).Origins; got == nil {
		t.Error("origins are null")
	}
}

func encode(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
