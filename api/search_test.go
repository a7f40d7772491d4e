package api_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api"
	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
)

// decode reads a JSON body into a value and refuses fields that it does not know.
func decode[T any](t testing.TB, a answer) T {
	t.Helper()
	var v T
	d := json.NewDecoder(strings.NewReader(a.body))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%s: %v\n%.1000s", a.Request.URL, err, a.body)
	}
	return v
}

func TestSearch(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	got := decode[v1.Search](t, s.get("/v1/search?q=530").want(t, 200))
	if len(got.Results) != 1 || got.Results[0].ID != "Q239041" || got.Total != (v1.Total{Value: 1, Relation: "eq"}) {
		t.Fatalf("results: %+v", got)
	}
	h := got.Results[0]
	if h.URL != "/v1/articles/Q239041" || h.Status != "by_design" || h.Date != "1999-08-20" {
		t.Errorf("hit: %+v", h)
	}
	if len(h.Highlights) == 0 || len(h.Highlights[0].Marks) == 0 {
		t.Fatalf("no highlights: %+v", h)
	}
	m := h.Highlights[0].Marks[0]
	if marked := h.Highlights[0].Text[m[0]:m[1]]; marked != "530" {
		t.Errorf("marked %q, want 530", marked)
	}
	s.get(h.URL).want(t, 200)
}

// TestSearchQuery says which query the parameters make.
func TestSearchQuery(t *testing.T) {
	tests := []struct {
		name, params string
		want         index.Query
	}{
		{"defaults", "", index.Query{Limit: 20, Highlight: true, Facets: true}},
		{"no highlights, no facets, limit", "highlight=false&facets=false&limit=5", index.Query{Limit: 5}},
		{"sort", "sort=-date", index.Query{Limit: 20, Highlight: true, Facets: true, Sort: index.ByOldest}},
		{"sort in the text", "q=sort:date", index.Query{Limit: 20, Highlight: true, Facets: true, Sort: index.ByNewest}},
		{"sort in both", "q=sort:date&sort=relevance", index.Query{Limit: 20, Highlight: true, Facets: true, Sort: index.ByRelevance}},
		{"filters", "product=a,b&category=c&category=d&keyword=e&status=by_design&version=4.0", index.Query{
			Limit: 20, Highlight: true, Facets: true,
			Filters: []index.Filter{
				{Field: index.FieldProduct, Values: []string{"a,b"}},
				{Field: index.FieldCategory, Values: []string{"c", "d"}},
				{Field: index.FieldKeyword, Values: []string{"e"}},
				{Field: index.FieldStatus, Values: []string{"by_design"}},
				{Field: index.FieldVersion, Values: []string{"4.0"}},
			},
		}},
		{"filters add up", "q=category:x&category=c", index.Query{Limit: 20, Highlight: true, Facets: true, Filters: []index.Filter{
			{Field: index.FieldCategory, Values: []string{"x"}},
			{Field: index.FieldCategory, Values: []string{"c"}},
		}}},
		{"dates", "after=1999-01-01&before=2000-01-01", index.Query{Limit: 20, Highlight: true, Facets: true, After: "1999-01-01", Before: "2000-01-01"}},
		{"the narrower date counts", "q=after:1999-06-01+before:2001-01-01&after=1999-01-01&before=2000-01-01",
			index.Query{Limit: 20, Highlight: true, Facets: true, After: "1999-06-01", Before: "2000-01-01"}},
		{"empty is absent", "limit=&sort=&after=&category=", index.Query{Limit: 20, Highlight: true, Facets: true}},
		{"page", "page=abc", index.Query{Limit: 20, Highlight: true, Facets: true, Page: "abc"}},
	}
	var got index.Query
	s := newSite(t, &fake{search: func(_ context.Context, q index.Query) (index.Page, error) {
		got = q
		return index.Page{}, nil
	}}, api.Config{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.get("/v1/search?"+tt.params).want(t, 200)
			got.Text = "" // as typed, for messages only
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("query (-want +got):\n%s", d)
			}
		})
	}
}

func TestSearchPaging(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	seen := map[string]bool{}
	target := "/v1/search?q=session&limit=1"
	for range 4 {
		a := s.get(target).want(t, 200)
		page := decode[v1.Search](t, a)
		if len(page.Results) != 1 || seen[page.Results[0].ID] {
			t.Fatalf("page %s: %+v after %v", target, page.Results, seen)
		}
		if len(page.Facets) != len(index.FacetFields) {
			t.Errorf("page %s has %d facets", target, len(page.Facets))
		}
		seen[page.Results[0].ID] = true
		link := a.Header.Get("Link")
		if (link == "") != (page.Next == nil) {
			t.Fatalf("next %v and link %q disagree", page.Next, link)
		}
		target = strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
	}
	if target != "" {
		t.Errorf("more pages than matches: %s", target)
	}
}

// TestBadParameters says how faults in parameters are told.
func TestBadParameters(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	tests := []struct {
		target, code, location string
		status                 int
	}{
		{"/v1/search?limit=0", "bad_parameter", "query.limit", 422},
		{"/v1/search?limit=-1", "bad_parameter", "query.limit", 422},
		{"/v1/search?limit=101", "bad_parameter", "query.limit", 422},
		{"/v1/search?limit=abc", "bad_parameter", "query.limit", 422},
		{"/v1/search?limit=1e3", "bad_parameter", "query.limit", 422},
		{"/v1/search?limit=99999999999999999999", "bad_parameter", "query.limit", 422},
		{"/v1/search?limit=1&limit=2", "bad_parameter", "query.limit", 422},
		{"/v1/search?sort=best", "bad_parameter", "query.sort", 422},
		{"/v1/search?status=fixed", "bad_parameter", "query.status[0]", 422},
		{"/v1/search?after=1999", "bad_parameter", "query.after", 422},
		{"/v1/search?before=2000-13-01", "bad_parameter", "query.before", 422},
		{"/v1/search?facets=yes", "bad_parameter", "query.facets", 422},
		{"/v1/search?unknown=1", "bad_parameter", "query.unknown", 422},
		{"/v1/search?Q=1", "bad_parameter", "query.Q", 422},
		{"/v1/search?category=a&category=", "bad_parameter", "query.category", 422},
		{"/v1/search?q=%ff", "bad_parameter", "query.q", 422},
		{"/v1/search?%ff=1", "bad_parameter", "query.?", 422},
		{"/v1/search?q=" + strings.Repeat("a", 1025), "bad_parameter", "query.q", 422},
		{"/v1/search?q=" + url.QueryEscape(strings.Repeat("é", 600)), "bad_parameter", "query.q", 422},
		{"/v1/search?" + strings.Repeat("category=a&", 21), "bad_parameter", "query.category", 422},
		{"/v1/search?category=" + strings.Repeat("a", 201), "bad_parameter", "query.category[0]", 422},
		{"/v1/search?q=%zz", "bad_request", "", 400},
		{"/v1/search?q=a;b=c", "bad_request", "", 400},
		{"/v1/search?q=%22abc", "bad_query", "query.q", 400},
		{"/v1/search?page=junk", "bad_page", "", 400},
		{"/v1/search?page=" + strings.Repeat("a", 2049), "bad_parameter", "query.page", 422},
		{"/v1/suggest?limit=51", "bad_parameter", "query.limit", 422},
		{"/v1/suggest?text=a", "bad_parameter", "query.text", 422},
		{"/v1/stats?verbose=1", "bad_parameter", "query.verbose", 422},
		{"/v1/articles/Q239041?format=json", "bad_parameter", "query.format", 422},
		{"/v1/articles/Q239041/related?limit=0", "bad_parameter", "query.limit", 422},
		{"/v1/articles/Q999999", "not_found", "", 404},
		{"/v1/articles/Q999999/related", "not_found", "", 404},
		{"/v1/articles/no..id", "bad_id", "", 404},
		{"/v1/articles/%00", "bad_id", "", 404},
		{"/v1/articles/..%2f..%2fetc", "bad_id", "", 404},
		{"/v1/articles/" + strings.Repeat("a", 300), "bad_id", "", 404},
		{"/v1/articles/Q239041.pdf", "bad_id", "", 404},
		{"/v1/articles/", "no_route", "", 404},
		{"/v1/nothing", "no_route", "", 404},
		{"/v1/search?q=" + strings.Repeat("a", 9000), "uri_too_long", "", 414},
	}
	for _, tt := range tests {
		t.Run(cutName(tt.target), func(t *testing.T) {
			p := wantProblem(t, s.get(tt.target).want(t, tt.status), tt.code)
			if tt.location != "" && (len(p.Errors) == 0 || p.Errors[0].Location != tt.location) {
				t.Errorf("errors: %+v, want one at %s", p.Errors, tt.location)
			}
			if tt.location != "" && !strings.Contains(p.Detail, strings.TrimPrefix(tt.location, "query.")) && tt.code == "bad_parameter" {
				t.Errorf("detail does not name the parameter: %s", p.Detail)
			}
		})
	}
}

func cutName(s string) string { return s[:min(len(s), 60)] }

// wantProblem fails the test when an answer is not a sound problem document of
// the code, and returns the document.
func wantProblem(t testing.TB, a answer, code string) v1.Problem {
	t.Helper()
	if ct := a.Header.Get("Content-Type"); ct != "application/problem+json" {
		t.Fatalf("%s: type %q, want a problem\n%.500s", a.Request.URL, ct, a.body)
	}
	p := decode[v1.Problem](t, a)
	if p.Code != code || p.Status != a.StatusCode || p.Type != "/v1/problems#"+code {
		t.Errorf("problem %+v, want code %s and status %d", p, code, a.StatusCode)
	}
	if p.RequestID == "" || p.RequestID != a.Header.Get("X-Request-Id") {
		t.Errorf("request id %q in the body, %q in the header", p.RequestID, a.Header.Get("X-Request-Id"))
	}
	if p.Title == "" || p.Detail == "" || strings.Contains(p.Detail, "..") && !strings.Contains(p.Detail, `"`) {
		t.Errorf("title %q, detail %q", p.Title, p.Detail)
	}
	if len(a.body) > 4096 {
		t.Errorf("a problem of %d bytes", len(a.body))
	}
	return p
}

func TestBadQueryHasPosition(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	p := wantProblem(t, s.get("/v1/search?q=d%C3%A9j%C3%A0+%22open").want(t, 400), "bad_query")
	if p.Position == nil || *p.Position != 7 {
		t.Errorf("position %v, want byte 7", p.Position)
	}
	if !strings.Contains(p.Detail, "character 6") {
		t.Errorf("detail does not tell the place: %s", p.Detail)
	}
}

func TestSuggest(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	got := decode[v1.Suggest](t, s.get("/v1/suggest?q=ftp+ser").want(t, 200))
	want := v1.Suggest{Suggestions: []v1.Suggestion{{ID: "Q239041", Title: "FTP server refuses the user"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("suggestions (-want +got):\n%s", d)
	}
	s.get("/v1/suggest?q=nothinglikeit").want(t, 200).contains(t, `{"suggestions":[]}`)
}

func TestStats(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Version: "1.2.3"})
	got := decode[v1.Stats](t, s.get("/v1/stats").want(t, 200))
	if got.Version != "1.2.3" || got.Articles != 4 || got.Searchable != 4 || got.State != "ready" || got.Origins["test"] != 4 {
		t.Errorf("stats: %+v", got)
	}
}

// TestStatsOrigins says that clients do not learn where articles were imported
// from on the server's disk.
func TestStatsOrigins(t *testing.T) {
	s := newSite(t, &fake{stats: func(context.Context) (index.Stats, error) {
		return index.Stats{Origins: map[string]int{"/home/x/kb": 2, "/srv/kb": 3, "bundled": 1, "a.tar.zst": 4}}, nil
	}}, api.Config{})
	got := decode[v1.Stats](t, s.get("/v1/stats").want(t, 200))
	if d := cmp.Diff(map[string]int{"kb": 5, "bundled": 1, "a.tar.zst": 4}, got.Origins); d != "" {
		t.Errorf("origins (-want +got):\n%s", d)
	}
}

func TestProblems(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	got := decode[v1.Problems](t, s.get("/v1/problems").want(t, 200))
	if len(got.Problems) < 20 || got.Problems[0].Status != 400 || got.Problems[0].Advice == "" {
		t.Errorf("problems: %+v", got)
	}
}
