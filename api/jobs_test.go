package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"kbadvisor/api"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// held is a linker that tells of the first finding and then waits until it is let
// go.
type held struct {
	fakeLinker
	started chan struct{} // one for each upload that is begun, as long as it is read
	release chan struct{}
	stopped chan error // why one that was not let go ended
}

func newHeld() *held {
	h := &held{started: make(chan struct{}, 100), release: make(chan struct{}), stopped: make(chan error, 100)}
	h.before = func(ctx context.Context, f kb.Finding) error {
		if f.Port != 80 {
			return nil
		}
		h.started <- struct{}{}
		select {
		case <-h.release:
			return nil
		case <-ctx.Done():
			h.stopped <- ctx.Err()
			return ctx.Err()
		}
	}
	return h
}

// twoPorts is a report that a held linker stops in.
var twoPorts = port(21) + port(80)

// async starts a job and returns it.
func (s *site) async(target, body string) v1.Job {
	s.t.Helper()
	a := s.upload(target, body, "Prefer", "respond-async").want(s.t, 202)
	j := decode[v1.Job](s.t, a)
	if a.Header.Get("Location") != j.Links.Self || a.Header.Get("Preference-Applied") != "respond-async" {
		s.t.Errorf("202 with headers %v", a.Header)
	}
	return j
}

// event is one server-sent event.
type event struct {
	name string
	job  v1.Job
}

// listen follows the events of a job until they end.
func (s *site) listen(ctx context.Context, j v1.Job, got func(event)) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+j.Links.Events, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Last-Event-ID", "17")
	res, err := s.Client().Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" {
		return fmt.Errorf("%s %v", res.Status, res.Header)
	}
	return readEvents(res.Body, got)
}

func readEvents(in io.Reader, got func(event)) error {
	var e event
	for lines := bufio.NewScanner(in); ; {
		if !lines.Scan() {
			return lines.Err()
		}
		switch name, value, _ := strings.Cut(lines.Text(), ": "); name {
		case "event":
			e.name = value
		case "data":
			if err := json.Unmarshal([]byte(value), &e.job); err != nil {
				return err
			}
		case "":
			if e.name != "" {
				got(e)
			}
			e = event{}
		}
	}
}

func TestJob(t *testing.T) {
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h})
	j := s.async("/v1/link?format=csv&filename=scan.json", twoPorts)
	if j.State != "queued" && j.State != "running" || len(j.ID) < 20 || j.Bytes != int64(len(twoPorts)) || j.Links.Result != "/v1/jobs/"+j.ID+"/result?format=csv" {
		t.Errorf("job %+v", j)
	}
	<-h.started
	wantProblem(t, s.get(j.Links.Result).want(t, 409), "no_result")
	if now := decode[v1.Job](t, s.get(j.Links.Self).want(t, 200)); now.State != "running" || now.Findings != 1 || now.Started.IsZero() || !now.Finished.IsZero() {
		t.Errorf("while it runs: %+v", now)
	}
	events := make(chan event, 10)
	listened := make(chan error, 1)
	go func() { listened <- s.listen(t.Context(), j, func(e event) { events <- e }) }()
	if e := <-events; e.name != "progress" || e.job.State != "running" || e.job.Findings != 1 {
		t.Errorf("first event %+v", e)
	}
	close(h.release)
	last := <-events
	for last.name == "progress" {
		last = <-events
	}
	if last.name != "done" || last.job.Findings != 2 || last.job.Share != 1 || last.job.Verdicts["explained"] != 1 || last.job.Reports[0].Name != "scan.json" || !last.job.Expires.After(last.job.Finished) {
		t.Errorf("last event %+v", last)
	}
	if err := <-listened; err != nil {
		t.Errorf("the events do not end: %v", err)
	}
	if err := s.listen(t.Context(), j, func(e event) { events <- e }); err != nil || (<-events).name != "done" {
		t.Errorf("who comes late is not told: %v", err)
	}
	s.get(j.Links.Result).want(t, 200).contains(t, "Q239041")
	for _, f := range []string{"json", "jsonl", "md", "html", "sarif", "text"} {
		s.get(j.Links.Self+"/result?format="+f).want(t, 200).contains(t, "Q239041")
	}
	for _, path := range []string{j.Links.Self, j.Links.Result, j.Links.Events} {
		if a := s.do("HEAD", path).want(t, 200); a.body != "" {
			t.Errorf("HEAD %s: %s", path, a.body)
		}
	}
	s.do("DELETE", j.Links.Self).want(t, 204)
	for _, path := range []string{j.Links.Self, j.Links.Result, j.Links.Events} {
		p := wantProblem(t, s.get(path).want(t, 404), "no_job")
		if !strings.Contains(p.Detail, "end with the server") {
			t.Errorf("detail %q", p.Detail)
		}
	}
	wantProblem(t, s.do("DELETE", j.Links.Self).want(t, 404), "no_job")
}

// TestJobOrAnswer says what makes a job of an upload.
func TestJobOrAnswer(t *testing.T) {
	s := newLinkSite(t, api.Config{Link: api.LinkConfig{MaxAnswer: int64(len(twoPorts))}})
	s.upload("/v1/link", twoPorts).want(t, 200)
	s.upload("/v1/link", twoPorts, "Prefer", "wait=10").want(t, 200)
	s.upload("/v1/link", twoPorts, "Prefer", "respond-async, wait=10").want(t, 200)
	s.upload("/v1/link", twoPorts, "Prefer", "return=minimal").want(t, 200)
	s.upload("/v1/link", twoPorts, "Prefer", "wait=10, Respond-Async;x=y").want(t, 200)
	s.upload("/v1/link", twoPorts, "Prefer", "respond-async").want(t, 202)
	a := s.upload("/v1/link", twoPorts+"\n").want(t, 202)
	if a.Header.Get("Preference-Applied") != "" {
		t.Error("a preference that nobody had is applied")
	}
	h := newHeld()
	s = newLinkSite(t, api.Config{Linker: h})
	j := decode[v1.Job](t, s.upload("/v1/link", twoPorts, "Prefer", "wait=1").want(t, 202))
	close(h.release)
	var last event
	if err := s.listen(t.Context(), j, func(e event) { last = e }); err != nil || last.name != "done" {
		t.Errorf("what took too long to be answered is %q, %v", last.name, err)
	}
}

func TestJobFails(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	j := s.async("/v1/link", "no report")
	var last event
	if err := s.listen(t.Context(), j, func(e event) { last = e }); err != nil {
		t.Fatal(err)
	}
	if last.name != "failed" || last.job.Error == nil || last.job.Error.Code != "unknown_report" || last.job.Error.RequestID == "" {
		t.Errorf("last event %+v", last)
	}
	wantProblem(t, s.get(j.Links.Result).want(t, 422), "unknown_report")
	s.get(j.Links.Page, "Accept", "text/html").want(t, 200).contains(t, "could not be linked", "no known report")
}

// TestJobCancel says that a job that is deleted stops, and that who listens is told.
func TestJobCancel(t *testing.T) {
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h})
	j := s.async("/v1/link", twoPorts)
	<-h.started
	first, last := make(chan event, 1), make(chan event, 1)
	go func() {
		var e event
		if err := s.listen(t.Context(), j, func(got event) {
			if e.name == "" {
				first <- got
			}
			e = got
		}); err != nil {
			t.Error(err)
		}
		last <- e
	}()
	<-first
	s.do("DELETE", j.Links.Self).want(t, 204)
	if err := <-h.stopped; err != context.Canceled {
		t.Errorf("the linker was stopped by %v", err)
	}
	if e := <-last; e.name != "cancelled" {
		t.Errorf("last event %+v", e)
	}
}

// TestJobQueue says that small uploads do not wait for large ones, and that a job
// that waits can be deleted.
func TestJobQueue(t *testing.T) {
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h, Link: api.LinkConfig{MaxAnswer: 1000, MaxJobs: 3}})
	large := twoPorts + strings.Repeat("\n", 1000)
	s.async("/v1/link", large)
	<-h.started
	waiting := s.async("/v1/link", large)
	if now := decode[v1.Job](t, s.get(waiting.Links.Self)); now.State != "queued" {
		t.Errorf("two large uploads are linked at once: %+v", now)
	}
	s.upload("/v1/link", port(1)).want(t, 200)
	s.async("/v1/link", twoPorts)
	<-h.started
	a := s.upload("/v1/link", port(1)).want(t, 503)
	if wantProblem(t, a, "too_many_jobs"); a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.do("DELETE", waiting.Links.Self).want(t, 204)
	s.upload("/v1/link", port(1)).want(t, 200)
	close(h.release)
	s.upload("/v1/link", port(1)).want(t, 200)
}

func TestJobRoom(t *testing.T) {
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h, Link: api.LinkConfig{MaxDisk: 100_000}})
	s.async("/v1/link", twoPorts+strings.Repeat("\n", 60_000))
	<-h.started
	a := s.upload("/v1/link", strings.Repeat("\n", 60_000)).want(t, 503)
	if wantProblem(t, a, "no_room"); a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.upload("/v1/link", port(1)).want(t, 200)
	close(h.release)
	t.Run("for a result", func(t *testing.T) {
		s := newLinkSite(t, api.Config{Link: api.LinkConfig{MaxDisk: 100_000}})
		wantProblem(t, s.upload("/v1/link", gzipped(t, ports(5000))).want(t, 503), "no_room")
		s.upload("/v1/link", ports(100)).want(t, 200)
	})
}

func TestJobExpires(t *testing.T) {
	s := newLinkSite(t, api.Config{Link: api.LinkConfig{Keep: time.Millisecond}})
	j := s.async("/v1/link", twoPorts)
	for range 1000 {
		if a := s.get(j.Links.Self); a.StatusCode == 404 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the job stays")
}

func TestJobTakesTooLong(t *testing.T) {
	s := newLinkSite(t, api.Config{Linker: newHeld(), Link: api.LinkConfig{Timeout: 10 * time.Millisecond}})
	wantProblem(t, s.upload("/v1/link", twoPorts).want(t, 413), "too_much_to_link")
}

// TestJobManyListeners says that all who follow a job are told its end, whatever
// those do who do not read.
func TestJobManyListeners(t *testing.T) {
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h})
	j := s.async("/v1/link", twoPorts)
	<-h.started
	for range 20 { // ask, and never read
		c, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", j.Links.Events); err != nil {
			t.Fatal(err)
		}
	}
	const many = 100
	ready := make(chan struct{}, many)
	var wg sync.WaitGroup
	for range many {
		wg.Go(func() {
			n, last := 0, event{}
			err := s.listen(t.Context(), j, func(e event) {
				if n++; n == 1 {
					ready <- struct{}{}
				}
				last = e
			})
			if err != nil || last.name != "done" {
				t.Errorf("last event %q, %v", last.name, err)
			}
		})
	}
	for range many {
		<-ready
	}
	close(h.release)
	wg.Wait()
	t.Run("too many", func(t *testing.T) {
		h := newHeld()
		s := newLinkSite(t, api.Config{Linker: h, MaxConns: 2})
		j := s.async("/v1/link", twoPorts)
		first := make(chan struct{})
		var once sync.Once
		var wg sync.WaitGroup
		wg.Go(func() { _ = s.listen(t.Context(), j, func(event) { once.Do(func() { close(first) }) }) })
		<-first
		wantProblem(t, s.get(j.Links.Events).want(t, 503), "busy")
		close(h.release)
		wg.Wait()
	})
}

// TestLinkClientGone says that the work for a client that is gone ends.
func TestLinkClientGone(t *testing.T) {
	h := newHeld()
	s := newLinkSite(t, api.Config{Linker: h, Link: api.LinkConfig{MaxJobs: 1}})
	ctx, cancel := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/v1/link", strings.NewReader(twoPorts))
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if res, err := s.Client().Do(req); err == nil {
			res.Body.Close()
			t.Error("there is an answer")
		}
	}()
	<-h.started
	cancel()
	<-done
	<-h.stopped
	for i := 0; s.upload("/v1/link", port(1)).StatusCode != 200; i++ {
		if i > 1000 {
			t.Fatal("the job of the client that is gone stays")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TestResultOutlivesJob says that a result which is being read stays until it is
// read.
func TestResultOutlivesJob(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	const n = 300 // with their names more than what the buffers between us take
	j := s.async("/v1/link", strings.Repeat(strings.ReplaceAll(port(1), "files", strings.Repeat("x", 30_000)), n))
	if err := s.listen(t.Context(), j, func(event) {}); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+j.Links.Self+"/result?format=jsonl", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	s.do("DELETE", j.Links.Self).want(t, 204)
	body, err := io.ReadAll(res.Body)
	if got := strings.Count(string(body), "\n"); err != nil || got != n {
		t.Errorf("%d findings, want %d: %v", got, n, err)
	}
}

// TestLinkWrongLength says that a body which is shorter than it says is no report.
func TestLinkWrongLength(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	c, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := fmt.Fprintf(c, "POST /v1/link HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n%s", twoPorts); err != nil {
		t.Fatal(err)
	}
	if err := c.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return // the server may drop the connection instead
	}
	defer res.Body.Close()
	if res.StatusCode != 400 {
		t.Errorf("status %s", res.Status)
	}
}

// TestJobsEndWithServer says that jobs end when the server stops, that who follows
// one is told, that a request which waits for its answer gets it, and that nothing is
// left on disk.
func TestJobsEndWithServer(t *testing.T) {
	h := newHeld()
	dir := t.TempDir()
	addr, stop, done := serve(t, newEngine(t), api.Config{Linker: h, Link: api.LinkConfig{Dir: dir}})
	s := &site{t: t}
	s.Server = newSite(t, newEngine(t), api.Config{}).Server // for its client
	s.URL = "http://" + addr
	j := s.async("/v1/link", twoPorts)
	<-h.started
	answered := make(chan answer, 1)
	go func() { answered <- s.upload("/v1/link", twoPorts) }()
	<-h.started
	first, last := make(chan struct{}, 10), make(chan event, 1)
	go func() {
		var e event
		if err := s.listen(context.Background(), j, func(got event) {
			e = got
			first <- struct{}{}
		}); err != nil {
			t.Errorf("events: %v", err)
		}
		last <- e
	}()
	<-first
	stop()
	if e := <-last; e.name != "cancelled" {
		t.Errorf("last event %+v", e)
	}
	close(h.release)
	(<-answered).want(t, 200).contains(t, "Q239041")
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left on disk: %v (%v)", left, err)
	}
}
