package api

import (
	"context"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

// recorder is an answer that keeps what was written and the deadlines that were set.
type recorder struct {
	http.ResponseWriter
	text   strings.Builder
	reads  []time.Time
	writes []time.Time
	fail   error
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.fail != nil {
		return 0, r.fail
	}
	return r.text.Write(p)
}
func (r *recorder) SetReadDeadline(t time.Time) error  { r.reads = append(r.reads, t); return nil }
func (r *recorder) SetWriteDeadline(t time.Time) error { r.writes = append(r.writes, t); return nil }
func (r *recorder) FlushError() error                  { return r.fail }

// newTestJobs returns jobs that work as the function does.
func newTestJobs(work func(context.Context, *job) outcome) *jobs {
	return newJobs(LinkConfig{}.withDefaults(), work)
}

// emptyUpload returns an upload without files.
func emptyUpload(t *testing.T) *upload {
	t.Helper()
	f, err := newRoom(t.TempDir(), 1000).folder()
	if err != nil {
		t.Fatal(err)
	}
	return &upload{folder: f}
}

// TestJobLife says how long things take, in the time of a bubble.
func TestJobLife(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		js := newTestJobs(func(ctx context.Context, j *job) outcome {
			time.Sleep(20 * time.Second)
			j.progress.findings.Store(7)
			time.Sleep(10 * time.Second)
			return outcome{state: jobFailed, failure: newProblem(errNoReport)}
		})
		j, err := js.add(t.Context(), js.large, emptyUpload(t), linkAsk{})
		if err != nil {
			t.Fatal(err)
		}
		second, err := js.add(t.Context(), js.large, emptyUpload(t), linkAsk{})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		w := &recorder{}
		l := &listener{out: w, control: http.NewResponseController(w)}
		l.follow(t.Context(), j)
		if got := time.Since(start); got != 30*time.Second {
			t.Errorf("the events end after %v", got)
		}
		// One at once, one when it runs unless that is the same, 15 s of silence, 7
		// findings, the end.
		if got := w.text.String(); !strings.HasPrefix(got, "retry: 3000\nid: 1\nevent: progress\ndata: {") || strings.Count(got, ": \n\n") != 1 ||
			strings.Count(got, `"findings":7`) != 2 || !strings.Contains(got, "\nevent: failed\n") || strings.Count(got, "event: ") > 4 {
			t.Errorf("events:\n%s", got)
		}
		for i, d := range w.writes {
			if d.IsZero() || d.Sub(start) > 30*time.Second+eventTime {
				t.Errorf("deadline %d is %v", i, d)
			}
		}
		if state := second.wire().State; state != jobRunning && state != jobQueued {
			t.Errorf("the second job is %s", state)
		}
		time.Sleep(30*time.Second + js.keep - time.Nanosecond)
		if _, err := js.get(j.id); !errors.Is(err, errNoJob) {
			t.Errorf("the first job is there %v after its end: %v", js.keep+30*time.Second, err)
		}
		if _, err := js.get(second.id); err != nil {
			t.Errorf("the second job is gone too early: %v", err)
		}
		time.Sleep(time.Second)
		if _, err := js.get(second.id); !errors.Is(err, errNoJob) {
			t.Errorf("the second job stays: %v", err)
		}
	})
}

// TestSlowListener says that a client that does not take an event is given up.
func TestSlowListener(t *testing.T) {
	js := newTestJobs(func(ctx context.Context, j *job) outcome {
		<-ctx.Done()
		return outcome{state: jobCancelled}
	})
	defer js.close()
	j, err := js.add(t.Context(), js.small, emptyUpload(t), linkAsk{})
	if err != nil {
		t.Fatal(err)
	}
	w := &recorder{fail: os.ErrDeadlineExceeded}
	(&listener{out: w, control: http.NewResponseController(w)}).follow(t.Context(), j) // returns, or the test hangs
}

// TestJobsClosed says that nothing is taken after the end, and that each job ends
// once.
func TestJobsClosed(t *testing.T) {
	js := newTestJobs(func(ctx context.Context, j *job) outcome {
		<-ctx.Done()
		return outcome{state: jobDone, result: nil}
	})
	var all []*job
	for range 5 {
		j, err := js.add(t.Context(), js.small, emptyUpload(t), linkAsk{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, j)
	}
	js.close()
	js.close()
	for i, j := range all {
		if state := j.wire().State; state != jobCancelled {
			t.Errorf("job %d is %s", i, state)
		}
		if _, err := os.Stat(j.upload.path); !os.IsNotExist(err) {
			t.Errorf("the upload of job %d is there: %v", i, err)
		}
	}
	if _, err := js.add(t.Context(), js.small, emptyUpload(t), linkAsk{}); !errors.Is(err, errStopping) {
		t.Errorf("a job is taken: %v", err)
	}
}

// TestPaced says that a body may take as long as it comes at its pace.
func TestPaced(t *testing.T) {
	w := &recorder{}
	start := time.Now()
	p := &paced{in: io.LimitReader(zeros{}, 10*minPace), control: http.NewResponseController(w), start: start}
	buf := make([]byte, minPace)
	for {
		if _, err := p.Read(buf); err != nil {
			break
		}
	}
	for i, d := range w.reads {
		if want := uploadPatience + time.Duration(i)*time.Second; d.Sub(start) != want {
			t.Errorf("read %d: %v, want %v", i, d.Sub(start), want)
		}
	}
	if len(w.reads) != 11 {
		t.Errorf("%d deadlines", len(w.reads))
	}
}

// TestReceiveKeepsTheTime says that the time for a body ends when the body is there, and
// not before: the server reads the rest of one that is refused.
func TestReceiveKeepsTheTime(t *testing.T) {
	for most, want := range map[int64]bool{0: false, 10: true} {
		s := &Server{room: newRoom(t.TempDir(), most)}
		w := &recorder{}
		u, err := s.receive(call{request: httptest.NewRequest("POST", "/v1/link", strings.NewReader("report")), answer: w}, "")
		if (err == nil) != want {
			t.Fatalf("room for %d bytes: %v", most, err)
		}
		if err == nil {
			u.discard()
		}
		if len(w.reads) == 0 || w.reads[len(w.reads)-1].IsZero() != want {
			t.Errorf("room for %d bytes: deadlines %v", most, w.reads)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestRoom(t *testing.T) {
	dir := t.TempDir()
	r := newRoom(dir, 100)
	one, err := r.folder()
	if err != nil {
		t.Fatal(err)
	}
	two, err := r.folder()
	if err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		f    *folder
		take int64
		want error
	}{{one, 60, nil}, {two, 41, errNoRoom}, {two, 40, nil}, {one, 1, errNoRoom}}
	for i, s := range steps {
		if err := s.f.take(s.take); err != s.want {
			t.Errorf("step %d: %v, want %v", i, err, s.want)
		}
	}
	one.discard()
	one.discard()
	if err := one.take(1); err == nil {
		t.Error("a folder that is gone takes more")
	}
	if err := two.use(100); err != nil || r.used != 100 {
		t.Errorf("%v, %d used", err, r.used)
	}
	if err := two.use(10); err != nil || r.used != 10 {
		t.Errorf("%v, %d used", err, r.used)
	}
	if err := r.close(); err != nil {
		t.Error(err)
	}
	if _, err := r.folder(); err != errStopping {
		t.Errorf("a folder in a closed room: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestParsePrefer(t *testing.T) {
	for header, want := range map[string]struct {
		async bool
		wait  time.Duration
	}{
		"":                               {},
		"respond-async":                  {true, 0},
		"Respond-Async , wait=7":         {true, 7 * time.Second},
		`wait="7"; x=y`:                  {false, 7 * time.Second},
		"wait=-7, wait=x, wait=99999999": {},
		"return=minimal;respond-async":   {},
	} {
		if async, wait := parsePrefer(header); async != want.async || wait != want.wait {
			t.Errorf("%q: %v, %v", header, async, wait)
		}
	}
}

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"": "report", "a.xml": "a.xml", "/x/a.xml": "a.xml", `C:\x\a.xml`: "a.xml", "a/": "report", "\xff": "\uFFFD",
		strings.Repeat("a", 300): strings.Repeat("a", 200) + "…",
	} {
		if got := fileName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLinkConfig(t *testing.T) {
	for _, c := range []LinkConfig{{MaxUpload: -1}, {MaxAnswer: -1}, {MaxDisk: -1}, {MaxJobs: -1}, {Keep: -1}, {Timeout: -1}} {
		if (Config{Link: c}).Validate() == nil {
			t.Errorf("%+v is taken for valid", c)
		}
		if c.withDefaults() != (LinkConfig{}).withDefaults() {
			t.Errorf("%+v is taken as it is", c)
		}
	}
}

// waiting is a linker that takes its time, and fails over port 2.
type waiting struct{ time.Duration }

func (w waiting) Link(_ context.Context, findings iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error] {
	return func(yield func(kb.Linked, error) bool) {
		for f, err := range findings {
			time.Sleep(w.Duration)
			if f.Port == 2 {
				err = errInternal
			}
			if !yield(kb.Linked{Finding: f, Answer: kb.Answer{Verdict: kb.Unexplained, Reason: kb.NoCandidate}}, err) {
				return
			}
		}
	}
}

// TestServerTimes says that the times that the server has for a request end neither
// the waiting for an answer nor the events of a job, and that an error comes through
// after them, too.
func TestServerTimes(t *testing.T) {
	s := New(indextest.NewReference(), Config{Linker: waiting{600 * time.Millisecond}, Link: LinkConfig{Dir: t.TempDir()}}, slog.New(slog.DiscardHandler))
	defer s.Close()
	web := httptest.NewUnstartedServer(s)
	web.Config.ReadTimeout, web.Config.WriteTimeout = 200*time.Millisecond, 200*time.Millisecond
	web.Start()
	defer web.Close()
	send := func(method, path, prefer, port string) (*http.Response, string) {
		t.Helper()
		body := strings.NewReader(`{"host":"a.example","ip":"192.0.2.1","port":` + port + `,"protocol":"tcp","timestamp":"2026-01-01T00:00:00Z"}`)
		req, err := http.NewRequestWithContext(t.Context(), method, web.URL+path, body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Prefer", prefer)
		if method == http.MethodGet {
			req.Body, req.ContentLength = nil, 0
		}
		res, err := web.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		text, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res, string(text)
	}
	if res, text := send(http.MethodPost, "/v1/link", "", "1"); res.StatusCode != 200 || !strings.Contains(text, "a.example") {
		t.Errorf("%s %s", res.Status, text)
	}
	if res, text := send(http.MethodPost, "/v1/link", "", "2"); res.StatusCode != 500 || !strings.Contains(text, "internal") {
		t.Errorf("%s %s", res.Status, text)
	}
	res, _ := send(http.MethodPost, "/v1/link", "respond-async", "1")
	if _, text := send(http.MethodGet, res.Header.Get("Location")+"/events", "", "1"); !strings.Contains(text, "event: done") {
		t.Errorf("events:\n%s", text)
	}
}
