package api_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"kbadvisor/api"
	"kbadvisor/index"
)

// serve runs a server on a loopback listener and returns its address, a way to
// stop it, and what Serve returned.
func serve(t *testing.T, e index.Engine, cfg api.Config) (addr string, stop func(), done chan error) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	done = make(chan error, 1)
	s := api.New(e, cfg, slog.New(slog.DiscardHandler))
	go func() { done <- s.Serve(ctx, l) }()
	return l.Addr().String(), cancel, done
}

func fetch(t *testing.T, url string, headers ...string) answer {
	t.Helper()
	s := &site{t: t}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(headers) == 2 {
		req.Host = headers[1]
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res, string(body)}
}

// TestGracefulStop says that a request in flight is answered, that /readyz turns
// at once, and that Serve then returns nil.
func TestGracefulStop(t *testing.T) {
	e, started, release := slow(t)
	addr, stop, done := serve(t, e, api.Config{Drain: 300 * time.Millisecond, SearchTimeout: 20 * time.Second})
	inFlight := make(chan answer, 1)
	go func() { inFlight <- fetch(t, "http://"+addr+"/v1/search?q=a") }()
	<-started
	fetch(t, "http://"+addr+"/readyz").want(t, 200)
	stop()
	for i := 0; ; i++ {
		a := fetch(t, "http://"+addr+"/readyz")
		if a.StatusCode == 503 {
			wantProblem(t, a, "stopping")
			break
		}
		if i > 50 {
			t.Fatal("/readyz stays 200 after the stop")
		}
		time.Sleep(time.Millisecond)
	}
	select {
	case err := <-done:
		t.Fatalf("Serve returned %v with a request in flight", err)
	case <-time.After(400 * time.Millisecond):
	}
	close(release)
	(<-inFlight).want(t, 200)
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if c, err := net.Dial("tcp", addr); err == nil {
		c.Close()
		t.Error("the listener is still open")
	}
}

func TestStopCutsOff(t *testing.T) {
	e, started, release := slow(t)
	defer close(release)
	addr, stop, done := serve(t, e, api.Config{Grace: 50 * time.Millisecond, SearchTimeout: 20 * time.Second})
	go func() {
		if res, err := http.Get("http://" + addr + "/v1/search?q=a"); err == nil {
			res.Body.Close()
		}
	}()
	<-started
	stop()
	if err := <-done; err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("Serve: %v, want that requests were cut off", err)
	}
}

func TestServeFails(t *testing.T) {
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	err = api.New(newEngine(t), api.Config{}, slog.New(slog.DiscardHandler)).Serve(t.Context(), l)
	if !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve on a closed listener: %v", err)
	}
}

// TestLoopbackHost says that a server on a loopback address answers to loopback
// names only, and one behind another listener to all.
func TestLoopbackHost(t *testing.T) {
	addr, _, _ := serve(t, newEngine(t), api.Config{Hosts: []string{"kb.example.com"}})
	fetch(t, "http://"+addr+"/v1/stats").want(t, 200)
	fetch(t, "http://"+addr+"/v1/stats", "Host", "localhost:1234").want(t, 200)
	fetch(t, "http://"+addr+"/v1/stats", "Host", "kb.example.com").want(t, 200)
	wantProblem(t, fetch(t, "http://"+addr+"/v1/stats", "Host", "evil.example").want(t, 421), "bad_host")
	newSite(t, newEngine(t), api.Config{}).get("/v1/stats", "Host", "any.example").want(t, 200)
}

// TestSlowHeader says that a client which does not finish its header is dropped.
func TestSlowHeader(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as the read-header timeout, 5 s")
	}
	t.Parallel()
	addr, _, _ := serve(t, newEngine(t), api.Config{})
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET /v1/stats HTTP/1.1\r\nHost: localhost\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	if err := c.SetReadDeadline(time.Now().Add(9 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("the connection was not closed by the server: %v", err)
	}
}

// TestRawRequests sends what no client would.
func TestRawRequests(t *testing.T) {
	addr, _, _ := serve(t, newEngine(t), api.Config{})
	for name, tt := range map[string]struct {
		request string
		status  int
	}{
		"no host":           {"GET / HTTP/1.1\r\n\r\n", 400},
		"two hosts":         {"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n", 400},
		"NUL in the target": {"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
		"full target":       {"GET http://localhost/v1/stats HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
		"foreign target":    {"GET http://evil.example/v1/stats HTTP/1.1\r\nHost: localhost\r\n\r\n", 421},
		"long header":       {"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("a", 64<<10) + "\r\n\r\n", 431},
		"star":              {"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
		"HTTP/1.0":          {"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n", 200},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := net.Dial("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := io.WriteString(c, tt.request); err != nil {
				t.Fatal(err)
			}
			res, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			if res.StatusCode != tt.status {
				t.Errorf("status %s, want %d", res.Status, tt.status)
			}
		})
	}
}
