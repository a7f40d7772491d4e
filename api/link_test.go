package api_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api"
	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/kb"
)

// fakeLinker explains what was found on port 21, and nothing else.
type fakeLinker struct {
	before func(ctx context.Context, f kb.Finding) error // a failure of the linker
}

func (l *fakeLinker) Link(ctx context.Context, findings iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error] {
	return func(yield func(kb.Linked, error) bool) {
		for f, err := range findings {
			if err == nil && l.before != nil {
				err = l.before(ctx, f)
			}
			if err != nil {
				yield(kb.Linked{}, err)
				return
			}
			out := kb.Linked{Finding: f, Answer: kb.Answer{Fingerprint: "fp", Verdict: kb.Unexplained, Reason: kb.NoCandidate}}
			if f.Port == 21 {
				out.Answer.Verdict, out.Answer.Reason = kb.Explained, ""
				out.Answer.Matches = []kb.Match{{ID: "Q239041", Title: "FTP server refuses the user", Confidence: 0.9, Disposition: kb.ByDesign}}
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

// port is a line of a report.
func port(n int) string {
	return fmt.Sprintf(`{"host":"files.example","ip":"192.0.2.1","port":%d,"protocol":"tcp","timestamp":"2026-01-01T00:00:00Z"}`, n) + "\n"
}

// ports is a report of n open ports.
func ports(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(port(1 + i%65535))
	}
	return b.String()
}

// newLinkSite runs a server that links, and removes what it left at its end.
func newLinkSite(t testing.TB, cfg api.Config) *site {
	t.Helper()
	if cfg.Linker == nil {
		cfg.Linker = &fakeLinker{}
	}
	if cfg.Link.Dir == "" {
		cfg.Link.Dir = t.TempDir()
	}
	s := newSite(t, newEngine(t), cfg)
	t.Cleanup(func() {
		if err := s.Config.Handler.(*api.Server).Close(); err != nil {
			t.Errorf("close the server: %v", err)
		}
		left, err := os.ReadDir(cfg.Link.Dir)
		if err != nil || len(left) > 0 {
			t.Errorf("left on disk: %v (%v)", left, err)
		}
	})
	return s
}

// upload sends a report as it is.
func (s *site) upload(target, body string, headers ...string) answer {
	s.t.Helper()
	return s.post(target, body, append([]string{"Content-Type", "application/octet-stream"}, headers...)...)
}

// form returns a form with files, pairs of name and content, and its media type.
func form(t testing.TB, field string, files ...string) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.CreateFormFile(field, files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

func zipped(t testing.TB, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		w, err := z.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, members[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestLink(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	two := port(21) + port(80)
	oneForm, oneType := form(t, "report", "a.json", two)
	manyForm, manyType := form(t, "report", "a.json", port(21), "sub/b.json", two)
	tests := []struct {
		name, target, body, contentType string
		want                            []v1.LinkedReport
	}{
		{"raw", "/v1/link", two, "application/octet-stream", []v1.LinkedReport{{Name: "report", Findings: 2}}},
		{"as JSON", "/v1/link?filename=scan.json", two, "application/json", []v1.LinkedReport{{Name: "scan.json", Findings: 2}}},
		{"as a form of curl", "/v1/link", two, "application/x-www-form-urlencoded", []v1.LinkedReport{{Name: "report", Findings: 2}}},
		{"no type", "/v1/link", two, "", []v1.LinkedReport{{Name: "report", Findings: 2}}},
		{"named format", "/v1/link?input_format=naabu-json", two, "text/plain", []v1.LinkedReport{{Name: "report", Findings: 2}}},
		{"empty, of a named format", "/v1/link?input_format=naabu-json", "", "text/plain", []v1.LinkedReport{{Name: "report"}}},
		{"gzip", "/v1/link", gzipped(t, two), "application/gzip", []v1.LinkedReport{{Name: "report", Findings: 2}}},
		{"zip", "/v1/link?filename=a.zip", zipped(t, "x.json", two, "y/z.json", port(1)), "application/zip", []v1.LinkedReport{{Name: "a.zip/x.json", Findings: 2}, {Name: "a.zip/y/z.json", Findings: 1}}},
		{"form", "/v1/link", oneForm, oneType, []v1.LinkedReport{{Name: "a.json", Findings: 2}}},
		{"form with two", "/v1/link", manyForm, manyType, []v1.LinkedReport{{Name: "a.json", Findings: 1}, {Name: "b.json", Findings: 2}}},
		{"a path as name", `/v1/link?filename=C:\scans\a.json`, two, "", []v1.LinkedReport{{Name: "a.json", Findings: 2}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.post(tt.target, tt.body, "Content-Type", tt.contentType).want(t, 200)
			doc := decode[v1.LinkDocument](t, a)
			for i := range tt.want {
				tt.want[i].Format = "naabu-json"
			}
			if d := cmp.Diff(tt.want, doc.Summary.Reports); d != "" {
				t.Errorf("reports (-want +got):\n%s", d)
			}
			if len(doc.Findings) != doc.Summary.Findings {
				t.Errorf("%d findings, %d in the summary", len(doc.Findings), doc.Summary.Findings)
			}
			for _, f := range doc.Findings {
				if explained := f.Verdict == "explained" && len(f.Results) == 1 && f.Results[0].ID == "Q239041"; explained != (f.Port == 21) {
					t.Errorf("port %d: %s %v", f.Port, f.Verdict, f.Results)
				}
			}
		})
	}
	left := s.post("/v1/link?min_confidence=0.95", two).want(t, 200)
	if doc := decode[v1.LinkDocument](t, left); doc.Findings[0].Verdict != "unexplained" || doc.Summary.Verdicts["explained"] != 0 {
		t.Errorf("min_confidence: %+v", doc.Findings[0])
	}
}

func TestLinkForms(t *testing.T) {
	s := newLinkSite(t, api.Config{Version: "1.2.3"})
	two := port(21) + port(80)
	tests := []struct {
		format, accept, contentType, ending string
		says                                []string
	}{
		{"json", "", "application/json", ".json", []string{`"summary":`, `"findings":[`}},
		{"", "*/*", "application/json", ".json", []string{`"summary":`}},
		{"", "application/jsonl", "application/jsonl", ".jsonl", []string{`"port":21`, `"port":80`}},
		{"csv", "text/html", "text/csv", ".csv", []string{"Q239041"}},
		{"md", "", "text/markdown", ".md", []string{"Q239041"}},
		{"html", "", "text/html", ".html", []string{"<!doctype html>", "Q239041"}},
		{"", "text/html,*/*;q=0.1", "text/html", ".html", []string{"Q239041"}},
		{"sarif", "", "application/sarif+json", ".sarif", []string{`"2.1.0"`, "Q239041"}},
		{"text", "", "text/plain", ".txt", []string{"Q239041"}},
	}
	for _, tt := range tests {
		t.Run(tt.format+tt.accept, func(t *testing.T) {
			target := "/v1/link"
			if tt.format != "" {
				target += "?format=" + tt.format
			}
			a := s.upload(target, two, "Accept", tt.accept).want(t, 200).contains(t, tt.says...)
			if got := a.Header.Get("Content-Type"); !strings.HasPrefix(got, tt.contentType) {
				t.Errorf("type %q", got)
			}
			if got := a.Header.Get("Content-Disposition"); got != `inline; filename="findings`+tt.ending+`"` {
				t.Errorf("disposition %q", got)
			}
			csp := a.Header.Get("Content-Security-Policy")
			if page := tt.contentType == "text/html"; page != strings.HasPrefix(csp, "sandbox ") || strings.Contains(csp, "allow-same-origin") || !strings.Contains(csp, "default-src 'none'") {
				t.Errorf("policy %q", csp)
			}
		})
	}
	a := s.upload("/v1/link", two, "Accept", "image/png").want(t, 406)
	if p := wantProblem(t, a, "not_acceptable"); len(p.Available) != 7 || strings.Contains(strings.Join(p.Available, " "), ";") {
		t.Errorf("available: %q", p.Available)
	}
	rows, err := csv.NewReader(strings.NewReader(s.upload("/v1/link?format=csv", two).want(t, 200).body)).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Errorf("CSV of %d rows: %v", len(rows), err)
	}
}

func TestLinkErrors(t *testing.T) {
	s := newLinkSite(t, api.Config{Link: api.LinkConfig{MaxUpload: 1 << 20}})
	wrongField, fieldType := form(t, "file", "a.json", port(1))
	tooMany, tooManyType := form(t, "report", strings.Split(strings.Repeat("a.json\t"+port(1)+"\t", 101), "\t")[:202]...)
	large, largeType := form(t, "report", "a.json", strings.Repeat("x", 1<<20))
	whole, wholeType := form(t, "report", "a.json", port(1))
	tests := []struct {
		name, target, body, contentType string
		status                          int
		code, says                      string
	}{
		{"not a report", "/v1/link", "all is well", "", 422, "unknown_report", "all is well"},
		{"hostile words", "/v1/link", "\x1b[31m" + hostile, "", 422, "unknown_report", "report: no known report"},
		{"empty", "/v1/link", "", "", 422, "unknown_report", "empty"},
		{"empty zip", "/v1/link", zipped(t), "", 422, "unknown_report", "empty zip"},
		{"damaged zip", "/v1/link", "PK\x03\x04 and no more", "", 422, "unknown_report", "damaged zip"},
		{"gzip that ends early", "/v1/link", gzipped(t, port(1))[:30], "", 422, "unknown_report", "ends early"},
		{"unknown format", "/v1/link?input_format=crayon", port(1), "", 422, "unknown_report", "crayon"},
		{"another format", "/v1/link?input_format=naabu-json", "<x/>", "", 422, "unknown_report", "not naabu-json"},
		{"a form without a file", "/v1/link", "--x--\r\n", "multipart/form-data; boundary=x", 422, "bad_parameter", "body.report"},
		{"a form with another field", "/v1/link", wrongField, fieldType, 422, "bad_parameter", "body.report"},
		{"a form that ends early", "/v1/link", whole[:len(whole)-10], wholeType, 400, "bad_request", ""},
		{"a form of another boundary", "/v1/link", whole, "multipart/form-data; boundary=other", 400, "bad_request", ""},
		{"a form without a boundary", "/v1/link", whole, "multipart/form-data", 415, "unsupported_media_type", ""},
		{"another multipart", "/v1/link", whole, "multipart/mixed; boundary=x", 415, "unsupported_media_type", ""},
		{"too many files", "/v1/link", tooMany, tooManyType, 422, "bad_parameter", "zip"},
		{"too large", "/v1/link", strings.Repeat("x", 1<<20+1), "", 413, "body_too_large", "too large"},
		{"too large a form", "/v1/link", large, largeType, 413, "body_too_large", "too large"},
		{"a form of output that is none", "/v1/link?format=pdf", port(1), "", 422, "bad_parameter", "format"},
		{"a confidence that is none", "/v1/link?min_confidence=2", port(1), "", 422, "bad_parameter", "min_confidence"},
		{"an unknown parameter", "/v1/link?report=x", port(1), "", 422, "bad_parameter", "report"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.post(tt.target, tt.body, "Content-Type", tt.contentType).want(t, tt.status)
			if p := wantProblem(t, a, tt.code); !strings.Contains(p.Detail, tt.says) || strings.Contains(p.Detail, "\x1b") {
				t.Errorf("detail: %q", p.Detail)
			}
		})
	}
	t.Run("of unknown length", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/v1/link", io.LimitReader(endless{}, 4<<20))
		if err != nil {
			t.Fatal(err)
		}
		wantProblem(t, s.send(req).want(t, 413), "body_too_large")
	})
	t.Run("of another site", func(t *testing.T) {
		wantProblem(t, s.upload("/v1/link", port(1), "Sec-Fetch-Site", "cross-site").want(t, 403), "cross_site")
		wantProblem(t, s.upload("/v1/link", port(1), "Origin", "https://evil.example").want(t, 403), "cross_site")
		s.upload("/v1/link", port(1), "Sec-Fetch-Site", "same-origin").want(t, 200)
	})
	t.Run("without a linker", func(t *testing.T) {
		none := newSite(t, newEngine(t), api.Config{})
		wantProblem(t, none.upload("/v1/link", port(1)).want(t, 503), "match_not_ready")
		warm := newLinkSite(t, api.Config{Linker: notReady{}})
		wantProblem(t, warm.upload("/v1/link", port(1)).want(t, 503), "match_not_ready")
	})
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

type notReady struct{}

func (notReady) Link(context.Context, iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error] {
	return func(yield func(kb.Linked, error) bool) { yield(kb.Linked{}, api.ErrNoMatcher) }
}

// TestLinkBrokenReports says that what could be read is answered, and what could not
// is told: in the summary, and in a header for the forms that have none.
func TestLinkBrokenReports(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	broken := port(21) + port(80) + `{"host":"files`
	a := s.upload("/v1/link", broken).want(t, 200)
	doc := decode[v1.LinkDocument](t, a)
	if r := doc.Summary.Reports[0]; len(doc.Findings) != 2 || !strings.Contains(r.Error, "ends early") || a.Header.Get("X-Report-Errors") != "1" {
		t.Errorf("%d findings, %+v, header %q", len(doc.Findings), r, a.Header.Get("X-Report-Errors"))
	}
	a = s.upload("/v1/link?format=csv&filename=a.zip", zipped(t, "a.json", broken, "b.txt", "none", "c.json", port(1))).want(t, 200)
	if got := a.Header.Get("X-Report-Errors"); got != "2" {
		t.Errorf("X-Report-Errors: %q", got)
	}
	if got := strings.Count(a.body, "\n"); got != 4 {
		t.Errorf("%d lines:\n%s", got, a.body)
	}
}

// TestLinkFailures says that a failure of the server is told as one, without its
// words.
func TestLinkFailures(t *testing.T) {
	for name, fail := range map[string]func() error{
		"an error": func() error { return fmt.Errorf("read /secret: %w", io.ErrClosedPipe) },
		"a panic":  func() error { panic("secret") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newLinkSite(t, api.Config{Linker: &fakeLinker{before: func(context.Context, kb.Finding) error { return fail() }}})
			a := s.upload("/v1/link", port(1)).want(t, 500)
			p := wantProblem(t, a, "internal")
			if log := s.log.String(); strings.Contains(a.body, "secret") || !strings.Contains(log, "secret") || !strings.Contains(log, p.RequestID) {
				t.Errorf("answer %s\nlog %s", a.body, log)
			}
		})
	}
	t.Run("the engine", func(t *testing.T) {
		cfg := api.Config{Linker: &fakeLinker{}, Link: api.LinkConfig{Dir: t.TempDir()}}
		s := newSite(t, &fake{get: func(context.Context, kb.ID) (index.Document, error) { return index.Document{}, io.ErrClosedPipe }}, cfg)
		wantProblem(t, s.upload("/v1/link", port(21)).want(t, 500), "internal")
	})
	t.Run("no place for files", func(t *testing.T) {
		s := newSite(t, newEngine(t), api.Config{Linker: &fakeLinker{}, Link: api.LinkConfig{Dir: t.TempDir() + "/none"}})
		wantProblem(t, s.upload("/v1/link", port(21)).want(t, 500), "internal")
	})
}

// TestLinkIsPrivate says that nothing of a report gets into the log.
func TestLinkIsPrivate(t *testing.T) {
	s := newLinkSite(t, api.Config{})
	s.upload("/v1/link?filename=privatewords", strings.ReplaceAll(port(1), "files", "privatewords")).want(t, 200)
	s.upload("/v1/link", "privatewords").want(t, 422)
	j := s.async("/v1/link", port(1))
	for _, path := range []string{j.Links.Self, j.Links.Result, j.Links.Page} {
		s.get(path)
	}
	log := s.log.String()
	if strings.Contains(log, "privatewords") || strings.Contains(log, j.ID) {
		t.Errorf("the log:\n%s", log)
	}
	for _, path := range []string{"/v1/jobs/*", "/v1/jobs/*/result", "/link/*"} {
		if !strings.Contains(log, `"path":"`+path+`"`) {
			t.Errorf("the log lacks %s:\n%s", path, log)
		}
	}
}

func TestFormats(t *testing.T) {
	s := newSite(t, newEngine(t), api.Config{})
	for _, f := range decode[v1.Formats](t, s.get("/v1/formats").want(t, 200)).Formats {
		if f.Name == "" || f.Title == "" || f.Reads == "" {
			t.Errorf("format %+v", f)
		}
	}
}

// TestLinkBombs says that a small upload cannot become endless work: what is unpacked
// of it is bounded, for all of its reports together.
func TestLinkBombs(t *testing.T) {
	s := newLinkSite(t, api.Config{Link: api.LinkConfig{MaxUpload: 1 << 20}})
	blank := port(21) + strings.Repeat("\n", 3<<20)
	var members []string
	for i := range 20 { // 60 MiB in all
		members = append(members, fmt.Sprintf("%d.json", i), blank)
	}
	nested := zipped(t, "a.zip", zipped(t, members...))
	wantProblem(t, s.upload("/v1/link", nested).want(t, 422), "unknown_report")
	for name, bomb := range map[string]string{"zip": zipped(t, members...), "gzip": gzipped(t, port(21)+strings.Repeat("\n", 60<<20))} {
		t.Run(name, func(t *testing.T) {
			doc := decode[v1.LinkDocument](t, s.upload("/v1/link", bomb).want(t, 200))
			if last := doc.Summary.Reports[len(doc.Summary.Reports)-1]; !strings.Contains(last.Error, "more than 8388608 bytes when it is unpacked") {
				t.Errorf("%+v", last)
			}
			if n := len(doc.Findings); n < 1 || n > 3 {
				t.Errorf("%d findings", n)
			}
		})
	}
}
