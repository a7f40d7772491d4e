package api_test

import (
	"bytes"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"kbadvisor/api"
)

func TestLimits(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	t.Run("headers", func(t *testing.T) {
		wantProblem(t, s.get("/v1/stats", "X-Long", strings.Repeat("a", 17<<10)).want(t, 431), "headers_too_large")
		s.get("/v1/stats", "X-Long", strings.Repeat("a", 15<<10)).want(t, 200)
	})
	t.Run("address", func(t *testing.T) {
		wantProblem(t, s.get("/v1/articles/"+strings.Repeat("a", 9<<10)).want(t, 414), "uri_too_long")
		wantProblem(t, s.get("/v1/articles/"+strings.Repeat("a", 7<<10)).want(t, 404), "bad_id")
	})
	t.Run("body", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/v1/stats", bytes.NewReader(make([]byte, 2<<20)))
		if err != nil {
			t.Fatal(err)
		}
		wantProblem(t, s.send(req).want(t, 413), "body_too_large")
	})
}

func TestRequestID(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	for given, keep := range map[string]bool{
		"abc-123_X.y": true, "": false, "a b": false, "a\tb": false, strings.Repeat("a", 65): false, "é": false, "<b>": false, `"`: false,
	} {
		got := s.get("/v1/stats", "X-Request-Id", given).Header.Get("X-Request-Id")
		if (got == given) != keep || got == "" {
			t.Errorf("id %q becomes %q", given, got)
		}
	}
}

// TestAccessLog says that the log has one line for each request, that nothing in
// a request can begin a line of its own, and that searches stay private.
func TestAccessLog(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	s.get("/v1/search?q=privatewords").want(t, 200)
	s.get("/%0a%7b%22level%22:%22forged%22%7d%1b%5b31m", "User-Agent", "x", "Authorization", "Bearer hidden").want(t, 404)
	log := s.log.String()
	if n := strings.Count(log, "\n"); n != 2 {
		t.Errorf("%d lines for 2 requests:\n%s", n, log)
	}
	for _, bad := range []string{"privatewords", "hidden", "\x1b", `"level":"forged"`} {
		if strings.Contains(log, bad) {
			t.Errorf("the log has %q:\n%s", bad, log)
		}
	}
	for _, want := range []string{`"status":200`, `"status":404`, `"query_bytes":14`, `"path":"/v1/search"`, `"ip":"127.0.0.1"`} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s:\n%s", want, log)
		}
	}
}

func TestClientAddress(t *testing.T) {
	for name, tt := range map[string]struct {
		trusted []netip.Prefix
		want    string
	}{
		"nobody is trusted": {nil, `"ip":"127.0.0.1"`},
		"the proxy is":      {[]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, `"ip":"192.0.2.7"`},
		"another one is":    {[]netip.Prefix{netip.MustParsePrefix("198.51.100.0/24")}, `"ip":"127.0.0.1"`},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, newEngine(t), api.Config{TrustedProxies: tt.trusted})
			s.get("/v1/stats", "X-Forwarded-For", "6.6.6.6, 192.0.2.7", "X-Real-Ip", "6.6.6.6").want(t, 200)
			if log := s.log.String(); !strings.Contains(log, tt.want) {
				t.Errorf("want %s in\n%s", tt.want, log)
			}
		})
	}
}
