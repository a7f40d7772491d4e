package api_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"kbadvisor/api"
)

// FuzzRequest says that no address makes the server fail, and that whatever it
// refuses is a problem document of at most 4 KiB.
func FuzzRequest(f *testing.F) {
	s := api.New(newEngine(f), api.Config{}, slog.New(slog.DiscardHandler))
	for _, seed := range [][2]string{
		{"/", "q=ftp"}, {"/v1/search", `q="access is denied" -x +y z* status:by_design&limit=3&facets=1`}, {"/v1/search", "page=MjA"},
		{"/v1/articles/Q239041.md", ""}, {"/v1/articles/%00", ""}, {"/v1/articles/Q239041/related", "limit=1"}, {"/v1/suggest", "q=a b"}, {"/articles/q1", "a;b"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, path, query string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = &url.URL{Path: path, RawQuery: query}
		r.RequestURI = r.URL.RequestURI()
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("status %d for %q ? %q: %s", w.Code, path, query, w.Body)
		}
		if w.Code >= 400 && (w.Header().Get("Content-Type") != "application/problem+json" || w.Body.Len() > 4096) {
			t.Errorf("status %d, type %q, %d bytes: %s", w.Code, w.Header().Get("Content-Type"), w.Body.Len(), w.Body)
		}
		if strings.Contains(w.Header().Get("Location"), "//") {
			t.Errorf("sent to %q", w.Header().Get("Location"))
		}
	})
}
