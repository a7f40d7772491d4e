package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api"
	v1 "kbadvisor/api/v1"
)

func TestArticleRecord(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	want := v1.NewArticle(articles()[0].Article)
	want.URL = "/v1/articles/Q239041"
	for _, id := range []string{"Q239041", "q239041", "KB239041", "kb239041", "239041", "0239041", "Q239041.json", "239041.json",
		"KB%20239041", "https%3A%2F%2Fkb.example%2Fkb%2F239041", "https:%2F%2Fkb.example%2Fdefault.aspx%3Fscid=kb%3Ben-us%3BQ239041",
		"http%3a%2f%2fkb.example%2farticles%2fq239%2f0%2f41.asp"} {
		a := s.get("/v1/articles/"+id).want(t, 200)
		if d := cmp.Diff(want, decode[v1.Article](t, a)); d != "" {
			t.Errorf("%s (-want +got):\n%s", id, d)
		}
		location := "/v1/articles/Q239041"
		if strings.HasSuffix(id, ".json") {
			location += ".json"
		}
		if got := a.Header.Get("Content-Location"); got != location {
			t.Errorf("%s: Content-Location %q, want %q", id, got, location)
		}
	}
	s.get("/v1/articles/FTP-port-before-login").want(t, 200).contains(t, `"id":"ftp-port-before-login"`)
}

// TestNegotiation says which form an article has for a suffix and an Accept
// header.
func TestNegotiation(t *testing.T) {
	const (
		asJSON = "application/json"
		asHTML = "text/html; charset=utf-8"
		asText = "text/plain; charset=utf-8"
		asMark = "text/markdown; charset=utf-8"
	)
	tests := []struct{ suffix, accept, want string }{
		{"", "", asJSON},
		{"", "*/*", asJSON},
		{"", "application/*", asJSON},
		{"", "text/*", asHTML},
		{"", "text/html", asHTML},
		{"", "TEXT/HTML", asHTML},
		{"", "text/plain", asText},
		{"", "text/markdown", asMark},
		{"", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", asHTML},
		{"", "text/plain;q=0.5, text/markdown;q=0.6", asMark},
		{"", "text/markdown;q=0.6, text/plain;q=0.60", asMark},
		{"", "application/json;q=0, */*", asHTML},
		{"", "*/*;q=0.1, text/plain", asText},
		{"", "text/*;q=0.9, text/html;q=0.1", asMark},
		{"", "application/json;charset=utf-8", asJSON},
		{"", "application/json;q=0.001", asJSON},
		{"", "nonsense", asJSON},
		{"", "text/plain;q=9", asJSON},
		{"", "image/png", ""},
		{"", "application/json;q=0", ""},
		{"", "*/*;q=0", ""},
		{"", "image/*, text/css", ""},
		{".json", "text/html", asJSON},
		{".html", "application/json", asHTML},
		{".txt", "image/png", asText},
		{".md", "", asMark},
	}
	s := newSite(t, newEngine(t), api.Config{})
	for _, tt := range tests {
		t.Run(tt.suffix+" "+tt.accept, func(t *testing.T) {
			a := s.get("/v1/articles/Q239041"+tt.suffix, "Accept", tt.accept)
			if tt.want == "" {
				p := wantProblem(t, a.want(t, 406), "not_acceptable")
				if d := cmp.Diff([]string{"application/json", "text/html", "text/markdown", "text/plain"}, p.Available); d != "" {
					t.Errorf("available (-want +got):\n%s", d)
				}
				return
			}
			a.want(t, 200)
			if got := a.Header.Get("Content-Type"); got != tt.want {
				t.Errorf("type %q, want %q", got, tt.want)
			}
			if vary := a.Header.Get("Vary"); (vary == "Accept") != (tt.suffix == "") {
				t.Errorf("Vary %q with suffix %q", vary, tt.suffix)
			}
		})
	}
	s.get("/v1/articles/Q239041", "Accept", "image/png", "Accept", "text/plain").want(t, 200)
}

func TestArticleText(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	if got := s.get("/v1/articles/Q100003.txt").want(t, 200).body; got != "café 5 €\n" {
		t.Errorf("text of a Windows-1252 source: %q", got)
	}
	if got := s.get("/v1/articles/ftp-port-before-login.md").want(t, 200).body; got != "# PORT\n\nThe session is new.\n" {
		t.Errorf("Markdown of a Markdown source: %q", got)
	}
	s.get("/v1/articles/Q239041.md").want(t, 200).contains(t, "FTP server refuses the user", "530")
}

func TestArticleETag(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	tags := map[string]string{}
	for _, suffix := range []string{"", ".json", ".txt", ".md", ".html"} {
		target := "/v1/articles/Q239041" + suffix
		full := s.get(target).want(t, 200)
		tag := full.Header.Get("ETag")
		if len(tag) < 10 || tag[0] != '"' {
			t.Fatalf("%s: tag %q is not strong", target, tag)
		}
		if other, ok := tags[tag]; ok && other != full.body {
			t.Errorf("%s: tag of another form", target)
		}
		tags[tag] = full.body
		for name, h := range map[string]string{"same": tag, "weak": "W/" + tag, "list": `"x", ` + tag, "any": "*"} {
			a := s.get(target, "If-None-Match", h).want(t, 304)
			if a.body != "" || a.Header.Get("ETag") != tag || a.Header.Get("Content-Length") != "" {
				t.Errorf("%s, %s: body %q, headers %v", target, name, a.body, a.Header)
			}
		}
		if a := s.get(target, "If-None-Match", `"other"`).want(t, 200); a.body != full.body {
			t.Errorf("%s: not the same twice", target)
		}
	}
	a, b := s.get("/v1/articles/Q239041").Header.Get("ETag"), s.get("/v1/articles/Q100002").Header.Get("ETag")
	if a == b {
		t.Error("two articles have one tag")
	}
}

// TestHead says that HEAD is GET without the body.
func TestHead(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	targets := []string{
		"/", "/?q=530", "/articles/Q239041", "/v1/articles/Q239041", "/v1/articles/Q239041.html", "/v1/articles/Q999999",
		"/v1/articles/Q239041/related", "/v1/suggest?q=ftp", "/v1/stats", "/v1/problems", "/healthz", "/readyz", "/openapi.json", "/openapi.yaml",
	}
	for _, target := range targets {
		get, head := s.get(target), s.do(http.MethodHead, target)
		if head.StatusCode != get.StatusCode || head.body != "" {
			t.Errorf("%s: HEAD %s with %d bytes, GET %s", target, head.Status, len(head.body), get.Status)
		}
		for _, name := range []string{"Content-Type", "ETag", "Vary", "Content-Security-Policy"} {
			if g, h := get.Header.Get(name), head.Header.Get(name); g != h {
				t.Errorf("%s: %s is %q for HEAD, %q for GET", target, name, h, g)
			}
		}
	}
	if got := s.do(http.MethodHead, "/v1/articles/Q239041").ContentLength; got != int64(len(s.get("/v1/articles/Q239041").body)) {
		t.Errorf("length of HEAD is %d", got)
	}
}

func TestRelated(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	got := decode[v1.RelatedArticles](t, s.get("/v1/articles/239041/related?limit=3").want(t, 200))
	if len(got.Related) == 0 || got.Related[0].ID != "Q100002" || got.Related[0].Why != "cites" {
		t.Errorf("related of Q239041: %+v", got)
	}
	got = decode[v1.RelatedArticles](t, s.get("/v1/articles/Q100002/related").want(t, 200))
	if len(got.Related) == 0 || got.Related[0].ID != "Q239041" || got.Related[0].Why != "cited_by" {
		t.Errorf("related of Q100002: %+v", got)
	}
}
