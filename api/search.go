package api

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// searchInput holds the parameters of a search. Pages take the same ones.
type searchInput struct {
	Q        string   `query:"q" maxLength:"1024" doc:"What to look for: words, \"phrases\", +must, -not, prefix*, field:value. All articles when empty." example:"ftp \"cannot log in\" -passive"`
	Limit    int      `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"How many results a page has"`
	Page     string   `query:"page" maxLength:"2048" doc:"Value of next from the answer before"`
	Sort     string   `query:"sort" enum:"relevance,date,-date" doc:"Order: best first, latest change first, earliest change first; best first when neither this nor q says" example:"date"`
	Product  []string `query:"product,explode" maxItems:"20" maxLength:"200" nullable:"false" doc:"Product; of several values one has to fit"`
	Category []string `query:"category,explode" maxItems:"20" maxLength:"200" nullable:"false" doc:"Category; of several values one has to fit" example:"[\"iis\"]"`
	Keyword  []string `query:"keyword,explode" maxItems:"20" maxLength:"200" nullable:"false" doc:"Keyword; of several values one has to fit"`
	Status   []string `query:"status,explode" maxItems:"30" enum:"fixed_in,hotfix_available,confirmed_security,confirmed_under_research,by_design,not_a_bug,confirmed,under_research,known_issue,under_consideration,fix_planned,no_fix,not_supported,doc_error,feature_added,third_party,workaround,behavior,informational,empty,unclassified" nullable:"false" doc:"State of the problem; of several values one has to fit"`
	Version  []string `query:"version,explode" maxItems:"20" maxLength:"200" nullable:"false" doc:"Version number, or platform and number; of several values one has to fit" example:"[\"4.0\"]"`
	After    string   `query:"after" format:"date" doc:"Changed on this day or later (YYYY-MM-DD)"`
	Before   string   `query:"before" format:"date" doc:"Changed before this day (YYYY-MM-DD)"`
	Facets   bool     `query:"facets" default:"true" doc:"Count the values of category, product, status and year over all matches"`
	Marks    bool     `query:"highlight" default:"true" doc:"Give passages with the words that matched"`
}

type searchOutput struct {
	Link string `header:"Link" doc:"Address of the next page, rel=next"`
	Body v1.Search
}

func (s *Server) searchOperation() {
	register(s, huma.Operation{
		OperationID: "search", Path: "/v1/search", Tags: []string{"search"},
		Summary: "Search articles",
		Description: "Articles that match a query and pass all filters, with highlights and facets. " +
			"A text that names an article (Q239041, KB239041, an address) gives that article first, then those that cite it.",
	}, func(ctx context.Context, in *searchInput) (*searchOutput, error) {
		start := time.Now()
		page, err := s.search(ctx, in)
		if err != nil {
			return nil, err
		}
		out := &searchOutput{Body: v1.NewSearch(page)}
		out.Body.TookMS = float64(time.Since(start).Microseconds()) / 1000
		if page.Next != "" {
			next := in.values()
			next.Set("page", page.Next)
			out.Link = "</v1/search?" + next.Encode() + `>; rel="next"`
		}
		return out, nil
	})
}

// search is what the JSON interface and the pages have in common.
func (s *Server) search(ctx context.Context, in *searchInput) (index.Page, error) {
	q, err := in.query()
	if err != nil {
		return index.Page{}, err
	}
	return work(ctx, s, func(ctx context.Context) (index.Page, error) { return s.engine.Search(ctx, q) })
}

// query returns the query with the filters that came as parameters added to
// those in its text.
func (in *searchInput) query() (index.Query, error) {
	if len(in.Q) > index.MaxText {
		return index.Query{}, badParameters([]v1.ProblemError{{
			Location: "query.q", Message: "has " + strconv.Itoa(len(in.Q)) + " bytes of UTF-8, expected at most " + strconv.Itoa(index.MaxText),
		}})
	}
	q, err := query.Parse(in.Q)
	if err != nil {
		return index.Query{}, err
	}
	for _, f := range in.lists() {
		if len(f.Values) > 0 {
			q.Filters = append(q.Filters, f)
		}
	}
	q.After = max(q.After, kb.Date(in.After))
	if in.Before != "" && (q.Before == "" || kb.Date(in.Before) < q.Before) {
		q.Before = kb.Date(in.Before)
	}
	if in.Sort != "" {
		q.Sort = index.Sort(in.Sort)
	}
	q.Limit, q.Page = in.Limit, in.Page
	q.Facets, q.Highlight = in.Facets, in.Marks
	return q, nil
}

// lists returns the filters that came as parameters of their own, also those
// without a value.
func (in *searchInput) lists() []index.Filter {
	return []index.Filter{
		{Field: index.FieldProduct, Values: in.Product},
		{Field: index.FieldCategory, Values: in.Category},
		{Field: index.FieldKeyword, Values: in.Keyword},
		{Field: index.FieldStatus, Values: in.Status},
		{Field: index.FieldVersion, Values: in.Version},
	}
}

// values returns the parameters that ask for the same search again, without page
// and without those that have their default.
func (in *searchInput) values() url.Values {
	v := url.Values{}
	for _, f := range in.lists() {
		if len(f.Values) > 0 {
			v[string(f.Field)] = f.Values
		}
	}
	set := func(name, value, def string) {
		if value != def {
			v.Set(name, value)
		}
	}
	set("q", in.Q, "")
	set("after", in.After, "")
	set("before", in.Before, "")
	set("sort", in.Sort, "")
	set("limit", strconv.Itoa(in.Limit), strconv.Itoa(index.DefaultLimit))
	set("facets", strconv.FormatBool(in.Facets), "true")
	set("highlight", strconv.FormatBool(in.Marks), "true")
	return v
}

// problemResponse documents errors.
func (s *Server) problemResponse() *huma.Response {
	return &huma.Response{
		Description: "The request failed (" + http.StatusText(http.StatusBadRequest) + " and others, see /v1/problems)",
		Content:     map[string]*huma.MediaType{typeProblem: {Schema: s.schemaOf(v1.Problem{})}},
	}
}
