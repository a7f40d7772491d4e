package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"kbadvisor/api"
)

// TestMatrix sends every method to every route and looks at what all answers
// have in common.
func TestMatrix(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	routes := []string{
		"/", "/match", "/articles/Q239041", "/articles/Q999999", "/v1/articles/Q239041", "/v1/articles/Q239041.txt", "/v1/articles/junk..",
		"/v1/articles/Q239041/related", "/v1/search", "/v1/search?q=%22", "/v1/suggest", "/v1/match", "/v1/match:batch", "/link", "/link/none", "/v1/link", "/v1/jobs/none", "/v1/jobs/none/events", "/v1/jobs/none/result", "/v1/formats", "/v1/codes/ftp/530", "/v1/codes/ftp/x", "/v1/stats", "/v1/problems",
		"/healthz", "/readyz", "/openapi.json", "/openapi.yaml", "/static/none.css", "/none", "/v1", "/v1/", "//", "/%2e%2e/etc/passwd",
	}
	methods := []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "X"}
	for _, route := range routes {
		for _, method := range methods {
			for _, accept := range []string{"", "text/html", "application/json", "image/png"} {
				checkCommon(t, s.do(method, route, "Accept", accept))
			}
		}
	}
}

// checkCommon checks what holds for every answer of the server.
func checkCommon(t *testing.T, a answer) {
	t.Helper()
	name := a.Request.Method + " " + a.Request.URL.RequestURI()
	if !slices.Contains([]int{200, 204, 303, 400, 404, 405, 406, 422}, a.StatusCode) {
		t.Errorf("%s: %s", name, a.Status)
	}
	h := a.Header
	for header, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
	} {
		if h.Get(header) != want {
			t.Errorf("%s: %s is %q", name, header, h.Get(header))
		}
	}
	csp := h.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("%s: policy %q", name, csp)
	}
	page := strings.HasPrefix(h.Get("Content-Type"), "text/html")
	if page != strings.Contains(csp, "style-src 'self'") {
		t.Errorf("%s: type %q with policy %q", name, h.Get("Content-Type"), csp)
	}
	if h.Get("X-Request-Id") == "" || h.Get("Cache-Control") == "" || h.Get("Server") != "" || h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%s: headers %v", name, h)
	}
	switch {
	case a.StatusCode < 400:
	case a.Request.Method == http.MethodHead:
		if a.body != "" {
			t.Errorf("%s: a body", name)
		}
	case page:
		if strings.HasPrefix(a.Request.URL.Path, "/v1/") || !strings.Contains(a.body, h.Get("X-Request-Id")) {
			t.Errorf("%s: a page for an error: %.200s", name, a.body)
		}
	default:
		wantProblem(t, a, decodeCode(t, a))
	}
	if a.StatusCode == http.StatusMethodNotAllowed && !strings.Contains(h.Get("Allow"), "GET") && !strings.Contains(h.Get("Allow"), "POST") {
		t.Errorf("%s: Allow is %q", name, h.Get("Allow"))
	}
}
