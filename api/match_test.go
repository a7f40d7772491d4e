package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/api"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// fakeMatcher knows three observations: one that an article explains, one that
// nothing explains, and one over which it fails.
type fakeMatcher struct {
	calls atomic.Int32
	match func(ctx context.Context, text string) (kb.Answer, error)
}

const refused = "530 User bob cannot log in."

func (f *fakeMatcher) Match(ctx context.Context, text string, hint kb.ObservationKind, limit int) (kb.Answer, error) {
	f.calls.Add(1)
	if f.match != nil {
		return f.match(ctx, text)
	}
	a := kb.Answer{Fingerprint: "fp", Verdict: kb.Unexplained, Reason: kb.NoCandidate, Observation: kb.Observation{Kind: kb.ObsText, Text: text}}
	if hint != "" {
		a.Observation.Kind = hint
	}
	at := strings.Index(text, "530 ")
	if at < 0 {
		return a, nil
	}
	a.Verdict, a.Reason = kb.Explained, ""
	a.Observation.Protocol = kb.FTP
	a.Observation.Exchanges = []kb.Exchange{{Command: "PASS", Argument: "opensesame", Code: "530", Text: text[at+4:], State: kb.State{Phase: kb.UserGiven}}}
	for i, id := range []kb.ID{"Q239041", "Q100002", "Q100003"} {
		a.Matches = append(a.Matches, kb.Match{ID: id, Title: "Title " + hostile, Confidence: 0.9 / float64(i+1), Score: 9 - float64(i), Disposition: kb.ByDesign, Evidence: []kb.Evidence{
			{Kind: kb.EvMessage, Observed: kb.Span{Start: at, End: len(text)}, Article: kb.Span{Start: 17, End: 40}, Weight: 1},
		}})
	}
	a.Matches = a.Matches[:min(limit, len(a.Matches))]
	return a, nil
}

func (f *fakeMatcher) Quoting(p kb.Protocol, code string) []kb.ID {
	if p == kb.FTP && code == "530" {
		return []kb.ID{"Q239041", "Q999999", "Q100003"}
	}
	return nil
}

func (s *site) post(target, body string, headers ...string) answer {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.URL+target, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return s.send(req)
}

// request is the body of a match request.
func request(t *testing.T, fields map[string]any) string {
	t.Helper()
	out, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestMatch(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Matcher: &fakeMatcher{}})
	m := decode[v1.Match](t, s.post("/v1/match", request(t, map[string]any{"input": refused, "id": "x", "kind": "ftp_reply"})).want(t, 200))
	if m.ID != "x" || m.Verdict != "explained" || m.Reason != "" || m.Fingerprint != "fp" || len(m.Results) != 3 || m.Observation.Kind != "reply" {
		t.Errorf("answer %+v", m)
	}
	want := v1.Evidence{Kind: "message", Weight: 1, Observed: v1.Quote{End: len(refused), Text: refused}, Article: v1.Quote{Start: 17, End: 40, Text: "SYMPTOMS\nThe server rep"}}
	if d := cmp.Diff([]v1.Evidence{want}, m.Results[0].Evidence, cmpopts.IgnoreUnexported(v1.Evidence{})); d != "" {
		t.Errorf("evidence (-want +got):\n%s", d)
	}
	if x := m.Observation.Exchanges[0]; x.Argument != v1.Mask {
		t.Errorf("the password is shown: %+v", x)
	}
	m = decode[v1.Match](t, s.post("/v1/match", request(t, map[string]any{"input": refused, "limit": 1})).want(t, 200))
	if len(m.Results) != 1 || m.ID != "" {
		t.Errorf("limit 1: %+v", m)
	}
	a := s.post("/v1/match", `{"input":"all is well"}`).want(t, 200).contains(t, `"results":[]`, `"reason":"no_candidate"`, `"cited_absent":[]`)
	if m := decode[v1.Match](t, a); m.Verdict != "unexplained" {
		t.Errorf("answer %+v", m)
	}
}

func TestMatchErrors(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Matcher: &fakeMatcher{match: func(_ context.Context, text string) (kb.Answer, error) {
		switch text {
		case "panic":
			panic("secret words")
		case "fail":
			return kb.Answer{}, errors.New("secret words")
		}
		return kb.Answer{Verdict: kb.Unexplained, Reason: kb.Healthy, Observation: kb.Observation{Kind: kb.ObsText, Text: text}}, nil
	}}})
	large := strings.Repeat("x", v1.MaxInput)
	tests := []struct {
		name, body string
		status     int
		code       string
	}{
		{"no JSON", `{"input"`, 400, "bad_request"},
		{"nothing", ``, 400, "bad_request"},
		{"no input", `{}`, 422, "bad_parameter"},
		{"a number", `{"input":7}`, 422, "bad_parameter"},
		{"an unknown field", `{"input":"x","text":"y"}`, 422, "bad_parameter"},
		{"an unknown kind", `{"input":"x","kind":"poem"}`, 422, "bad_parameter"},
		{"limit 0", `{"input":"x","limit":0}`, 422, "bad_parameter"},
		{"limit 101", `{"input":"x","limit":101}`, 422, "bad_parameter"},
		{"over 1 MiB", `{"input":"` + large + `y"}`, 413, "input_too_large"},
		{"over the limit of the body", `{"input":"` + strings.Repeat(large, 4) + `"}`, 413, "body_too_large"},
		{"the matcher fails", `{"input":"fail"}`, 500, "internal"},
		{"the matcher panics", `{"input":"panic"}`, 500, "internal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.post("/v1/match", tt.body).want(t, tt.status)
			wantProblem(t, a, tt.code)
			if strings.Contains(a.body, "secret") {
				t.Errorf("an internal error is told: %s", a.body)
			}
		})
	}
	t.Run("1 MiB is not too much", func(t *testing.T) {
		s.post("/v1/match", `{"input":"`+large+`"}`).want(t, 200)
		s.post("/v1/match", `{"input":""}`).want(t, 200)
	})
	t.Run("another type", func(t *testing.T) {
		wantProblem(t, s.post("/v1/match", "input=x", "Content-Type", "text/csv").want(t, 415), "unsupported_media_type")
	})
	t.Run("a body of unknown length", func(t *testing.T) {
		body := io.MultiReader(strings.NewReader(`{"input":"`), strings.NewReader(strings.Repeat(large, 5)))
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/v1/match", body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		wantProblem(t, s.send(req).want(t, 413), "body_too_large")
	})
	t.Run("without a matcher", func(t *testing.T) {
		s := newSite(t, newEngine(t), api.Config{})
		wantProblem(t, s.post("/v1/match", `{"input":"x"}`).want(t, 503), "match_not_ready")
		wantProblem(t, s.post("/v1/match:batch", `{"items":[{"input":"x"}]}`).want(t, 503), "match_not_ready")
	})
}

func TestMatchTakesItsTime(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{SearchTimeout: 20 * time.Millisecond, Matcher: &fakeMatcher{match: func(ctx context.Context, _ string) (kb.Answer, error) {
		<-ctx.Done()
		return kb.Answer{}, ctx.Err()
	}}})
	wantProblem(t, s.post("/v1/match", `{"input":"x"}`).want(t, 503), "search_timeout")
}

func TestBatch(t *testing.T) {
	f := &fakeMatcher{}
	s := newSite(t, newEngine(t), api.Config{Matcher: f})
	var items []string
	for i := range 1000 {
		item := fmt.Sprintf(`{"id":"n%d","input":"%d"}`, i, i)
		switch i {
		case 7:
			item = `{"id":"n7","input":"` + refused + `"}`
		case 8:
			item = `{"id":"n8","input":8}`
		case 9:
			item = `{"id":"n9"}`
		case 10:
			item = `{"id":"n10","input":"x","kind":"poem"}`
		case 11:
			item = `{"id":"n11","input":"` + strings.Repeat("x", v1.MaxInput+1) + `"}`
		case 12:
			item = `7`
		}
		items = append(items, item)
	}
	got := decode[v1.MatchAnswers](t, s.post("/v1/match:batch", `{"limit":2,"items":[`+strings.Join(items, ",")+"]}").want(t, 200))
	if len(got.Answers) != 1000 || got.Failed != 5 || f.calls.Load() != 995 {
		t.Fatalf("%d answers, %d failed, %d calls", len(got.Answers), got.Failed, f.calls.Load())
	}
	codes := map[int]string{8: "bad_parameter", 9: "bad_parameter", 10: "bad_parameter", 11: "input_too_large", 12: "bad_parameter"}
	for i, a := range got.Answers {
		code := ""
		if a.Error != nil {
			code = a.Error.Code
		}
		if code != codes[i] {
			t.Errorf("item %d: error %+v, want %q", i, a.Error, codes[i])
		}
		if want := fmt.Sprintf("n%d", i); a.ID != want && i != 12 && i != 8 {
			t.Errorf("item %d: id %q", i, a.ID)
		}
	}
	if a := got.Answers[7]; a.Verdict != "explained" || len(a.Results) != 2 {
		t.Errorf("item 7: %+v", a)
	}
	if d := got.Answers[9].Error.Detail; !strings.Contains(d, "items[9]") || !strings.Contains(d, "has no input") {
		t.Errorf("item 9: %s", d)
	}
}

func TestBatchErrors(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{Matcher: &fakeMatcher{}})
	many := strings.Repeat(`{"input":"x"},`, 1000) + `{"input":"x"}`
	for _, tt := range []struct {
		body   string
		status int
		code   string
	}{
		{`{}`, 422, "bad_parameter"},
		{`{"items":[]}`, 422, "bad_parameter"},
		{`{"items":[` + many + `]}`, 422, "bad_parameter"},
		{`{"items":[{"input":"x"}],"limit":101}`, 422, "bad_parameter"},
		{`{"items":{"input":"x"}}`, 422, "bad_parameter"},
		{`{"items":[`, 400, "bad_request"},
		{`{"items":[{"input":"x"}]} x`, 400, "bad_request"},
		{`{"items":[{"input":"x"}],"more":1}`, 422, "bad_parameter"},
		{``, 400, "bad_request"},
		{`{"items":[{"input":"` + strings.Repeat("x", 9<<20) + `"}]}`, 413, "body_too_large"},
	} {
		wantProblem(t, s.post("/v1/match:batch", tt.body).want(t, tt.status), tt.code)
	}
	wantProblem(t, s.post("/v1/match:batch", `{"items":[{"input":"x"}]}`, "Content-Type", "text/csv").want(t, 415), "unsupported_media_type")
	for _, path := range []string{"/v1/match:other", "/v1/matchbatch", "/v1/match%5C:batch"} {
		wantProblem(t, s.post(path, `{"items":[{"input":"x"}]}`).want(t, 404), "no_route")
	}
	wantProblem(t, s.get("/v1/match").want(t, 405), "method_not_allowed")
	wantProblem(t, s.get("/v1/match:batch").want(t, 405), "method_not_allowed")
}

func TestCodes(t *testing.T) {
	e := newEngine(t)
	s := newSite(t, e, api.Config{Matcher: &fakeMatcher{}})
	c := decode[v1.Code](t, s.get("/v1/codes/ftp/530").want(t, 200))
	if c.Meaning.Code != "530" || c.Class != "permanent negative" || !strings.HasPrefix(c.Source, "RFC 959") || c.Total != 3 || len(c.Articles) != 2 || c.Articles[0].ID != "Q239041" || c.Articles[0].Disposition != "by_design" {
		t.Errorf("530: %+v", c)
	}
	if c := decode[v1.Code](t, s.get("/v1/codes/ftp/530?limit=1").want(t, 200)); len(c.Articles) != 1 || c.Total != 3 {
		t.Errorf("limit 1: %+v", c)
	}
	for target, want := range map[string]string{
		"/v1/codes/smtp/550%205.7.1":               "5.7.1 of 550",
		"/v1/codes/smtp/5.7.1":                     "5.7.1",
		"/v1/codes/http/401.1":                     "401.1 of 401",
		"/v1/codes/pop3/-ERR":                      "-ERR",
		"/v1/codes/pop3/+OK":                       "+OK",
		"/v1/codes/pop3/%5BSYS%2FTEMP%5D":          "SYS/TEMP",
		"/v1/codes/imap/no":                        "NO",
		"/v1/codes/nntp/480":                       "480",
		"/v1/codes/imap/NO%20%5BALERT%5D":          "ALERT of NO",
		"/v1/codes/http/HTTP%20403%3B4":            "403.4 of 403",
		"/v1/codes/ftp/%3Cscript%3E":               "bad_code",
		"/v1/codes/ftp/999":                        "bad_code",
		"/v1/codes/gopher/1":                       "bad_parameter",
		"/v1/codes/ftp/530?limit=0":                "bad_parameter",
		"/v1/codes/ftp/" + strings.Repeat("5", 90): "bad_parameter",
	} {
		a := s.get(target)
		if a.StatusCode != 200 {
			wantProblem(t, a, want)
			continue
		}
		c := decode[v1.Code](t, a)
		got := c.Meaning.Code
		if c.Broader != nil {
			got += " of " + c.Broader.Code
		}
		if got != want || c.Articles == nil {
			t.Errorf("%s: %q, want %q", target, got, want)
		}
	}
	s = newSite(t, e, api.Config{})
	if c := decode[v1.Code](t, s.get("/v1/codes/ftp/530").want(t, 200)); c.Articles == nil || c.Total != 0 {
		t.Errorf("without a matcher: %+v", c)
	}
}

// FuzzMatchBody sends any body to the operations that take one: the answer is
// what the document promises, never a failure of the server.
func FuzzMatchBody(f *testing.F) {
	for _, s := range []string{`{"input":"530 x"}`, `{"items":[{"input":"530 x"},7,{"kind":"poem","input":""}]}`, `{"items":{}}`, "[", "input=530+x%ff", "\xff"} {
		f.Add(s)
	}
	h := newHandler(f, api.Config{Matcher: &fakeMatcher{}})
	f.Fuzz(func(t *testing.T, body string) {
		for path, contentType := range map[string]string{"/v1/match": "application/json", "/v1/match:batch": "application/json", "/match": formType} {
			req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
			req.Header.Set("Content-Type", contentType)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, req)
			if !slices.Contains([]int{200, 400, 413, 422}, w.Code) || !utf8.Valid(w.Body.Bytes()) {
				t.Fatalf("%s %q: %d %s", path, body, w.Code, w.Body)
			}
			if path != "/match" && !json.Valid(w.Body.Bytes()) {
				t.Fatalf("%s %q: no JSON: %s", path, body, w.Body)
			}
		}
	})
}

func newHandler(t testing.TB, cfg api.Config) http.Handler {
	return api.New(newEngine(t), cfg, slog.New(slog.DiscardHandler))
}
