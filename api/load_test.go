package api_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"kbadvisor/api"
	"kbadvisor/index"
	"kbadvisor/kb"
)

// slow returns an engine whose searches wait until release is closed, telling
// that they began on started.
func slow(t testing.TB) (e *fake, started chan struct{}, release chan struct{}) {
	t.Helper()
	started, release = make(chan struct{}, 100), make(chan struct{})
	return &fake{Engine: newEngine(t), search: func(ctx context.Context, q index.Query) (index.Page, error) {
		started <- struct{}{}
		select {
		case <-release:
			return index.Page{Total: index.Total{Exact: true}}, nil
		case <-ctx.Done():
			return index.Page{}, ctx.Err()
		}
	}}, started, release
}

func TestBusy(t *testing.T) {
	e, started, release := slow(t)
	s := newSite(t, e, api.Config{MaxSearches: 1, MaxQueue: -1, SearchTimeout: 10 * time.Second})
	first := make(chan answer)
	go func() { first <- s.get("/v1/search?q=a") }()
	<-started
	for _, target := range []string{"/v1/search?q=b", "/v1/suggest?q=b", "/v1/articles/Q239041/related"} {
		a := s.get(target).want(t, 503)
		wantProblem(t, a, "busy")
		if a.Header.Get("Retry-After") == "" {
			t.Errorf("%s: busy without Retry-After", target)
		}
	}
	s.get("/?q=b", "Accept", "text/html").want(t, 503).contains(t, "Too many searches", `value="b"`)
	s.get("/v1/articles/Q239041").want(t, 200)
	s.get("/readyz").want(t, 200)
	close(release)
	(<-first).want(t, 200)
	s.get("/v1/search?q=c").want(t, 200)
}

func TestQueue(t *testing.T) {
	e, started, release := slow(t)
	s := newSite(t, e, api.Config{MaxSearches: 1, MaxQueue: 2, SearchTimeout: 10 * time.Second})
	results := make(chan answer, 3)
	for range 3 {
		go func() { results <- s.get("/v1/search?q=a") }()
	}
	<-started
	close(release)
	for range 3 {
		(<-results).want(t, 200)
	}
}

// TestBusyAfterWaiting says that a search which finds no slot in time is told to
// come again, not that it was too slow.
func TestBusyAfterWaiting(t *testing.T) {
	e, started, release := slow(t)
	defer close(release)
	s := newSite(t, e, api.Config{MaxSearches: 1, SearchTimeout: 50 * time.Millisecond})
	hung := make(chan struct{})
	e.search = func(context.Context, index.Query) (index.Page, error) {
		started <- struct{}{}
		<-hung // does not keep to its deadline
		return index.Page{}, nil
	}
	defer close(hung)
	wantProblem(t, s.get("/v1/search?q=a").want(t, 503), "search_timeout")
	<-started
	wantProblem(t, s.get("/v1/search?q=a").want(t, 503), "busy")
}

func TestSearchTimeout(t *testing.T) {
	e, _, release := slow(t)
	defer close(release)
	s := newSite(t, e, api.Config{SearchTimeout: 20 * time.Millisecond})
	a := s.get("/v1/search?q=a").want(t, 503)
	wantProblem(t, a, "search_timeout")
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	wantProblem(t, s.get("/healthz").want(t, 503), "search_timeout")
}

// TestInternalErrors says that no word of an internal error reaches a client,
// and that all of them reach the log.
func TestInternalErrors(t *testing.T) {
	const secret = "open /var/lib/secret: broken"
	fail := errors.New(secret)
	e := &fake{
		search:  func(context.Context, index.Query) (index.Page, error) { return index.Page{}, fail },
		get:     func(context.Context, kb.ID) (index.Document, error) { panic(secret) },
		suggest: func(context.Context, string, int) ([]index.Suggestion, error) { panic(fail) },
		stats:   func(context.Context) (index.Stats, error) { return index.Stats{}, fail },
	}
	s := newSite(t, e, api.Config{})
	for _, target := range []string{"/v1/search", "/v1/suggest", "/v1/articles/Q239041", "/v1/articles/Q239041/related", "/v1/stats", "/healthz", "/readyz", "/", "/?q=a", "/articles/Q239041"} {
		a := s.get(target).want(t, 500)
		p := wantProblem(t, a, "internal")
		if strings.Contains(a.body, "secret") {
			t.Errorf("%s: %s", target, a.body)
		}
		if log := s.log.String(); !strings.Contains(log, p.RequestID) || !strings.Contains(log, secret) {
			t.Errorf("%s: the log has no cause", target)
		}
		a = s.get(target, "Accept", "text/html").want(t, 500)
		if strings.Contains(a.body, "secret") {
			t.Errorf("%s as a page: %s", target, a.body)
		}
	}
}

func TestEngineErrors(t *testing.T) {
	var fail error
	s := newSite(t, &fake{search: func(context.Context, index.Query) (index.Page, error) {
		return index.Page{}, fmt.Errorf("search in secret place: %w", fail)
	}}, api.Config{})
	for code, err := range map[string]error{
		"query_too_broad": index.ErrTooBroad, "bad_page": index.ErrBadPage, "disk_full": index.ErrFull, "search_timeout": context.DeadlineExceeded,
	} {
		fail = err
		a := s.get("/v1/search?q=a")
		wantProblem(t, a, code)
		if strings.Contains(a.body, "secret") {
			t.Errorf("%s: %s", code, a.body)
		}
	}
}

func TestReady(t *testing.T) {
	var stats index.Stats
	s := newSite(t, &fake{stats: func(context.Context) (index.Stats, error) { return stats, nil }}, api.Config{})
	for _, tt := range []struct {
		stats  index.Stats
		status int
		want   string
	}{
		{index.Stats{State: "ready", Lag: 3}, 200, `{"status":"ready","lag":3}`},
		{index.Stats{State: "degraded: /var/lib/secret"}, 200, `{"status":"degraded","lag":0}`},
		{index.Stats{State: "building", Searchable: 5}, 200, `{"status":"building","lag":0}`},
		{index.Stats{State: "building"}, 503, "not_ready"},
	} {
		stats = tt.stats
		s.get("/readyz").want(t, tt.status).contains(t, tt.want)
	}
}

// TestConcurrent asks everything at the same time, for the race detector.
func TestConcurrent(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{MaxQueue: 1000, SearchTimeout: 10 * time.Second})
	targets := []string{"/", "/?q=session", "/articles/Q239041", "/v1/articles/Q100002", "/v1/articles/Q239041.html", "/v1/search?q=session&facets=true",
		"/v1/suggest?q=f", "/v1/stats", "/openapi.json", "/openapi.yaml", "/healthz"}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 20 {
				target := targets[(i+j)%len(targets)]
				if a := s.get(target); a.StatusCode != 200 {
					t.Errorf("%s: %s %s", target, a.Status, a.body)
				}
			}
		})
	}
	wg.Wait()
}
