package api_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"kbadvisor/api"
	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

// hostile is text that must never become markup.
const hostile = `<script>alert("x")</script><img src=x onerror=y>`

// newArticle makes a small article of two sections.
func newArticle(id kb.ID, title, symptoms, cause string) *kb.Article {
	head := "DOCUMENT:" + string(id) + "\n"
	src := head + "SYMPTOMS\n" + symptoms + "\nCAUSE\n" + cause + "\n"
	at := len(head)
	mid := at + len("SYMPTOMS\n"+symptoms+"\n")
	return &kb.Article{
		ID: id, Format: kb.FormatText, Encoding: kb.UTF8,
		Date: "1999-08-20", Category: "iis", Title: title, Product: "Internet Server",
		Versions:  []kb.Version{{Platform: "winnt", Number: "4.0"}},
		AppliesTo: []kb.Applies{{Name: "Internet Server, version 4.0"}},
		Keywords:  []string{"kbone"},
		Sections: []kb.Section{
			{Kind: kb.Header, Span: kb.Span{End: at}, Text: head},
			{Kind: kb.Content, Name: kb.Symptoms, Heading: "SYMPTOMS", Span: kb.Span{Start: at, End: mid}, Text: symptoms + "\n", TextAt: at + 9},
			{Kind: kb.Content, Name: kb.Cause, Heading: "CAUSE", Span: kb.Span{Start: mid, End: len(src)}, Text: cause + "\n", TextAt: mid + 6},
		},
		Status: &kb.Status{Kind: kb.ByDesign, Quote: "It is meant to do that.", Source: kb.FromStatusSection},
		Source: []byte(src),
	}
}

// articles are what the servers of these tests answer from.
func articles() []index.Document {
	ftp := newArticle("Q239041", "FTP server refuses the user", "The server replies 530 and closes the session.", "The user gave no password.")
	ftp.References = []kb.Reference{{Kind: kb.RefArticle, ID: "Q100002"}, {Kind: kb.RefURL, ID: "javascript:alert(1)"}, {Kind: kb.RefURL, ID: "ftp://ftp.example.com/a"}, {Kind: kb.RefCVE, ID: "CVE-2000-0001"}}
	bad := newArticle("Q100002", "Title "+hostile, "Session text "+hostile, "Because "+hostile)
	bad.Category, bad.Product, bad.Status = "odd "+hostile, hostile, &kb.Status{Kind: kb.Confirmed, Source: kb.FromPhrase, Quote: hostile, FixedIn: []string{hostile}}
	bad.AppliesTo, bad.Keywords = []kb.Applies{{Name: hostile}}, []string{hostile}
	old := newArticle("Q100003", "Déjà vu", "Session costs 5 \x80.", "None.")
	old.Encoding, old.Source = kb.Windows1252, []byte("caf\xe9 5 \x80\r\n")
	mark := newArticle("ftp-port-before-login", "PORT before the session", "The session is new.", "No log-in.")
	mark.Format, mark.Source = kb.FormatMarkdown, []byte("# PORT\n\nThe session is new.\n")
	var docs []index.Document
	for _, a := range []*kb.Article{ftp, bad, old, mark} {
		docs = append(docs, index.Document{Article: a, Name: string(a.ID), Origin: "test"})
	}
	return docs
}

// newEngine returns the reference engine with articles in it.
func newEngine(t testing.TB) index.Engine {
	t.Helper()
	e := indextest.NewReference()
	if _, err := e.Put(t.Context(), articles()); err != nil {
		t.Fatal(err)
	}
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return e
}

// fake is an engine of which single methods can be replaced.
type fake struct {
	index.Engine
	search  func(context.Context, index.Query) (index.Page, error)
	get     func(context.Context, kb.ID) (index.Document, error)
	stats   func(context.Context) (index.Stats, error)
	suggest func(context.Context, string, int) ([]index.Suggestion, error)
}

func (f *fake) Search(ctx context.Context, q index.Query) (index.Page, error) {
	if f.search == nil {
		return f.Engine.Search(ctx, q)
	}
	return f.search(ctx, q)
}

func (f *fake) Get(ctx context.Context, id kb.ID) (index.Document, error) {
	if f.get == nil {
		return f.Engine.Get(ctx, id)
	}
	return f.get(ctx, id)
}

func (f *fake) Stats(ctx context.Context) (index.Stats, error) {
	if f.stats == nil {
		return f.Engine.Stats(ctx)
	}
	return f.stats(ctx)
}

func (f *fake) Suggest(ctx context.Context, text string, limit int) ([]index.Suggestion, error) {
	if f.suggest == nil {
		return f.Engine.Suggest(ctx, text, limit)
	}
	return f.suggest(ctx, text, limit)
}

// lockedBuffer is a log that several goroutines write and a test reads.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// site is a running server.
type site struct {
	*httptest.Server
	t   testing.TB
	log *lockedBuffer
}

// newSite runs a server for an engine until the test ends.
func newSite(t testing.TB, e index.Engine, cfg api.Config) *site {
	t.Helper()
	log := &lockedBuffer{}
	h := slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})
	s := &site{Server: httptest.NewServer(api.New(e, cfg, slog.New(h))), t: t, log: log}
	t.Cleanup(s.Close)
	s.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	s.Client().Timeout = 20 * time.Second
	return s
}

// answer is a response that was read to its end.
type answer struct {
	*http.Response
	body string
}

// do sends a request; headers are pairs of name and value.
func (s *site) do(method, target string, headers ...string) answer {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+target, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		req.Header.Add(headers[i], headers[i+1])
	}
	return s.send(req)
}

func (s *site) send(req *http.Request) answer {
	s.t.Helper()
	res, err := s.Client().Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{res, string(body)}
}

func (s *site) get(target string, headers ...string) answer {
	s.t.Helper()
	return s.do(http.MethodGet, target, headers...)
}

// want fails the test when the status is another one.
func (a answer) want(t testing.TB, status int) answer {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%s %s: got %s, want %d\n%.2000s", a.Request.Method, a.Request.URL, a.Status, status, a.body)
	}
	return a
}

// contains fails the test when the body lacks any of the texts.
func (a answer) contains(t testing.TB, texts ...string) answer {
	t.Helper()
	for _, s := range texts {
		if !strings.Contains(a.body, s) {
			t.Errorf("%s %s: %q is not in the body:\n%.3000s", a.Request.Method, a.Request.URL, s, a.body)
		}
	}
	return a
}
