package api_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/google/go-cmp/cmp"

	"kbadvisor/api"
)

var update = flag.Bool("update", false, "write openapi.json anew")

// TestOpenAPIGolden says that the document has not changed unnoticed. After a
// change on purpose, raise apiVersion and run the test with -update.
func TestOpenAPIGolden(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	got := s.get("/openapi.json").want(t, 200).body
	if *update {
		if err := os.WriteFile("openapi.json", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("openapi.json has drifted: run go test ./api -update (-want +got):\n%s", d)
	}
}

// contract checks requests and answers against the document with a second
// implementation of OpenAPI.
type contract struct {
	router routers.Router
	doc    *openapi3.T
}

func newContract(t *testing.T, s *site) *contract {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData([]byte(s.get("/openapi.json").want(t, 200).body))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatalf("the document is not valid: %v", err)
	}
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return &contract{router, doc}
}

// local returns a request with a target as the server gets it.
func local(r *http.Request) *http.Request {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = "", ""
	return r
}

// check returns what the document says against a request and its answer.
func (c *contract) check(ctx context.Context, a answer) (request, response error) {
	r := local(a.Request)
	route, params, err := c.router.FindRoute(r)
	if err != nil {
		return err, err
	}
	if r.GetBody != nil {
		if r.Body, err = r.GetBody(); err != nil {
			return err, err
		}
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
	out := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: a.StatusCode, Header: a.Header,
		Body:    io.NopCloser(bytes.NewReader([]byte(a.body))),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	return openapi3filter.ValidateRequest(ctx, in), openapi3filter.ValidateResponse(ctx, out)
}

// TestContract says that what is sent and answered is what the document says.
func TestContract(t *testing.T) {
	for name, decode := range map[string]openapi3filter.BodyDecoder{
		"application/problem+json": openapi3filter.RegisteredBodyDecoder("application/json"),
		"text/markdown":            openapi3filter.RegisteredBodyDecoder("text/plain"),
		"text/html":                openapi3filter.RegisteredBodyDecoder("text/plain"),
		"application/sarif+json":   openapi3filter.RegisteredBodyDecoder("application/json"),
		"text/event-stream":        openapi3filter.RegisteredBodyDecoder("text/plain"),
	} {
		openapi3filter.RegisterBodyDecoder(name, decode)
	}
	s := newLinkSite(t, api.Config{Matcher: &fakeMatcher{}})
	c := newContract(t, s)
	j := s.async("/v1/link", twoPorts)
	if err := s.listen(t.Context(), j, func(event) {}); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		target string // followed by the body of a POST
		status int
		valid  bool // as a request
	}{
		{"/v1/search", 200, true},
		{"/v1/search?q=session&facets=true&limit=2&sort=date", 200, true},
		{"/v1/search?q=session&category=iis&category=x&status=by_design&after=1990-01-01&before=2005-01-01", 200, true},
		{"/v1/search?q=nothing_like_it", 200, true},
		{"/v1/search?q=%22open", 400, true},
		{"/v1/search?limit=0", 422, false},
		{"/v1/search?limit=101", 422, false},
		{"/v1/search?limit=abc", 422, false},
		{"/v1/search?sort=best", 422, false},
		{"/v1/search?status=fixed", 422, false},
		{"/v1/search?page=junk", 400, true},
		{"/v1/suggest?q=ftp", 200, true},
		{"/v1/suggest?limit=51", 422, false},
		{"/v1/articles/Q239041", 200, true},
		{"/v1/articles/Q100002", 200, true},
		{"/v1/articles/Q100003.txt", 200, true},
		{"/v1/articles/ftp-port-before-login.md", 200, true},
		{"/v1/articles/Q239041.html", 200, true},
		{"/v1/articles/Q999999", 404, true},
		{"/v1/articles/no..id", 404, true},
		{"/v1/articles/Q239041/related", 200, true},
		{"/v1/articles/Q239041/related?limit=0", 422, false},
		{"/v1/stats", 200, true},
		{"/v1/problems", 200, true},
		{"/v1/codes/ftp/530", 200, true},
		{"/v1/codes/http/401.1?limit=1", 200, true},
		{"/v1/codes/ftp/x", 404, true},
		{"/v1/codes/gopher/1", 422, false},
		{`/v1/match {"input":"530 User bob cannot log in.","kind":"reply","limit":3,"id":"a"}`, 200, true},
		{`/v1/match {"input":"nothing"}`, 200, true},
		{`/v1/match {"input":"x","kind":"poem"}`, 422, true},
		{`/v1/match {}`, 422, false},
		{`/v1/match {"input":"x","limit":0}`, 422, false},
		{`/v1/match:batch {"items":[{"input":"530 x"},{"input":"y","id":"b"}],"limit":2}`, 200, true},
		{`/v1/match:batch {"items":[{"id":"c"}]}`, 200, false},
		{`/v1/match:batch {"items":[]}`, 422, false},
		{"/v1/formats", 200, true},
		{"/v1/link?filename=a.json&min_confidence=0.5 " + twoPorts, 200, true},
		{"/v1/link?format=csv " + twoPorts, 200, true},
		{"/v1/link?format=html " + twoPorts, 200, true},
		{"/v1/link?format=pdf " + twoPorts, 422, false},
		{"/v1/link none", 422, true},
		{j.Links.Self, 200, true},
		{j.Links.Self + "/result?format=json", 200, true},
		{j.Links.Self + "/result?format=sarif", 200, true},
		{j.Links.Events, 200, true},
		{"/v1/jobs/none", 404, true},
		{"/healthz", 200, true},
		{"/readyz", 200, true},
	}
	used := map[string]bool{}
	for _, tt := range tests {
		t.Run(tt.target, func(t *testing.T) {
			target, body, posted := strings.Cut(tt.target, " ")
			got := s.get
			if posted {
				got = func(target string, headers ...string) answer { return s.post(target, body, headers...) }
			}
			if strings.HasPrefix(target, "/v1/link") {
				got = func(target string, headers ...string) answer { return s.upload(target, body, headers...) }
			}
			a := got(target).want(t, tt.status)
			request, response := c.check(t.Context(), a)
			if (request == nil) != tt.valid {
				t.Errorf("request: %v, want valid: %v", request, tt.valid)
			}
			if response != nil {
				t.Errorf("response: %v", response)
			}
			if route, _, err := c.router.FindRoute(local(a.Request)); err == nil {
				used[route.Path] = true
			}
		})
	}
	t.Run("a wrong answer is noticed", func(t *testing.T) {
		a := s.get("/v1/articles/Q239041").want(t, 200)
		a.body = strings.Replace(a.body, `"versions":[`, `"versions":null,"x":[`, 1)
		if _, response := c.check(t.Context(), a); response == nil {
			t.Error("the document allows anything")
		}
	})
	for path := range c.doc.Paths.Map() {
		if !used[path] {
			t.Errorf("no request of the test asks %s", path)
		}
	}
}

// TestStatusValues says that the filter knows the states of problems that kb
// knows, and no others.
func TestStatusValues(t *testing.T) {
	src, err := os.ReadFile("../kb/status.go")
	if err != nil {
		t.Fatal(err)
	}
	_, consts, _ := strings.Cut(string(src), "// The states of a problem.")
	consts, _, _ = strings.Cut(consts, "\n)")
	s := newSite(t, newEngine(t), api.Config{})
	n := 0
	for line := range strings.Lines(consts) {
		if _, value, ok := strings.Cut(line, `= "`); ok {
			value, _, _ = strings.Cut(value, `"`)
			s.get("/v1/search?status="+value).want(t, 200)
			n++
		}
	}
	doc := s.get("/openapi.json").body
	_, enum, _ := strings.Cut(doc[strings.Index(doc, `"name": "status"`):], `"enum": [`)
	enum, _, _ = strings.Cut(enum, "]")
	if listed := strings.Count(enum, `"`) / 2; n < 10 || listed != n {
		t.Errorf("the filter lists %d states, kb has %d", listed, n)
	}
}
