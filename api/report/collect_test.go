package report_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
	"kbadvisor/kb/scan"
)

// linker explains findings on port 21 with one article and leaves others open.
type linker struct{ fails error }

func (l linker) Link(_ context.Context, findings iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error] {
	return func(yield func(kb.Linked, error) bool) {
		for f, err := range findings {
			if err != nil {
				yield(kb.Linked{}, fmt.Errorf("finding: %w", err))
				return
			}
			if l.fails != nil {
				yield(kb.Linked{}, l.fails)
				return
			}
			out := kb.Linked{Finding: f, Answer: kb.Answer{Verdict: kb.Unexplained, Reason: kb.NoCandidate, Fingerprint: "print"}}
			if f.Port == 21 {
				out.Answer.Verdict, out.Answer.Reason = kb.Explained, ""
				out.Answer.Matches = []kb.Match{{ID: "Q100001", Title: "FTP", Confidence: 0.7, Evidence: []kb.Evidence{{Kind: kb.EvReply, Article: kb.Span{Start: 0, End: 3}}}}}
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

// opened returns a report of open ports, one on each line.
func opened(t *testing.T, lines ...string) *scan.Report {
	t.Helper()
	text := strings.Join(lines, "\n")
	reports, err := scan.Open("ports.json", strings.NewReader(text), int64(len(text)), scan.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return reports[0]
}

const (
	ftpLine  = `{"host":"ws1.example","ip":"192.0.2.1","port":21,"protocol":"tcp","tls":false,"timestamp":"2026-11-22T12:00:00Z"}`
	sshLine  = `{"host":"ws1.example","ip":"192.0.2.1","port":22,"protocol":"tcp","tls":false,"timestamp":"2026-11-22T12:00:00Z"}`
	torn     = `{"host":"ws1.exa`
	article1 = "530 User cannot log in"
)

// gotten counts how often an article is fetched.
func gotten(n *int) report.Getter {
	return func(_ context.Context, id kb.ID) (*kb.Article, error) {
		*n++
		return &kb.Article{ID: id, Source: []byte(article1), Sections: []kb.Section{{Kind: kb.Content, Name: kb.Cause, Text: "A cause.", Span: kb.Span{End: len(article1)}}}}, nil
	}
}

func TestCollect(t *testing.T) {
	var fetched int
	var told []report.Progress
	var kept []v1.Finding
	c := &report.Collector{Linker: linker{}, Get: gotten(&fetched), Progress: func(p report.Progress) { told = append(told, p) }}
	keep := func(f v1.Finding) error { kept = append(kept, f); return nil }
	for _, r := range []*scan.Report{opened(t, ftpLine, sshLine, ftpLine), opened(t, ftpLine, torn)} {
		if err := c.Collect(t.Context(), r, keep); err != nil {
			t.Fatal(err)
		}
	}
	c.Skip("notes.txt", scan.ErrUnknown)
	s, err := c.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) != 4 || kept[0].Results[0].Evidence[0].Article.Text != "530" || kept[1].Verdict != "unexplained" {
		t.Errorf("findings: %+v", kept)
	}
	if fetched != 1 {
		t.Errorf("the article was fetched %d times, want once", fetched)
	}
	if len(told) != 4 || told[3].Findings != 4 || told[3].Report != "ports.json" || told[3].Done <= 0 || told[3].Done > 1 {
		t.Errorf("progress: %+v", told)
	}
	if !strings.Contains(s.Reports[1].Error, "line 2") && !strings.Contains(s.Reports[1].Error, "byte") {
		t.Errorf("the torn report's error names no place: %q", s.Reports[1].Error)
	}
	s.Reports[1].Error = ""
	if d := cmp.Diff([]v1.LinkedReport{{Name: "ports.json", Format: "naabu-json", Findings: 3}, {Name: "ports.json", Format: "naabu-json", Findings: 1}, {Name: "notes.txt", Error: "no known report"}}, s.Reports); d != "" {
		t.Errorf("reports (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]v1.LinkedArticle{{ID: "Q100001", Title: "FTP", Findings: 3, Cause: "A cause."}}, s.Articles); d != "" || s.Fingerprint != "print" {
		t.Errorf("articles of %q (-want +got):\n%s", s.Fingerprint, d)
	}
}

// TestMinConfidence says that findings and summary leave the same out.
func TestMinConfidence(t *testing.T) {
	var fetched int
	c := &report.Collector{Linker: linker{}, Get: gotten(&fetched), MinConfidence: 0.8}
	for f, err := range c.Findings(t.Context(), opened(t, ftpLine)) {
		if err != nil || f.Verdict != "unexplained" || f.Reason != "below_threshold" || len(f.Results) != 0 {
			t.Errorf("finding %+v, error %v", f, err)
		}
	}
	s, err := c.Summary(t.Context())
	if err != nil || s.Verdicts["explained"] != 0 || s.Reasons["below_threshold"] != 1 || len(s.Articles) != 0 {
		t.Errorf("summary %+v, error %v", s, err)
	}
}

// TestCollectEnds says which errors end all, and that none is lost.
func TestCollectEnds(t *testing.T) {
	broken := errors.New("the index is broken")
	keep := func(v1.Finding) error { return nil }
	var fetched int
	c := &report.Collector{Linker: linker{fails: broken}, Get: gotten(&fetched)}
	if err := c.Collect(t.Context(), opened(t, ftpLine), keep); !errors.Is(err, broken) || !strings.Contains(err.Error(), "ports.json") {
		t.Errorf("linker: %v", err)
	}
	c = &report.Collector{Linker: linker{}, Get: func(context.Context, kb.ID) (*kb.Article, error) { return nil, broken }}
	if err := c.Collect(t.Context(), opened(t, ftpLine), keep); !errors.Is(err, broken) || !strings.Contains(err.Error(), "Q100001") {
		t.Errorf("getter: %v", err)
	}
	c = &report.Collector{Linker: linker{}, Get: func(context.Context, kb.ID) (*kb.Article, error) { return nil, kb.ErrNotFound }}
	if err := c.Collect(t.Context(), opened(t, ftpLine), keep); err != nil {
		t.Errorf("an article that is gone: %v", err)
	}
	if err := c.Collect(t.Context(), opened(t, ftpLine), func(v1.Finding) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("sink: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Collect(ctx, opened(t, ftpLine), keep); !errors.Is(err, context.Canceled) {
		t.Errorf("context: %v", err)
	}
	s, err := c.Summary(t.Context())
	if err != nil || s.Reports[len(s.Reports)-1].Error != "" {
		t.Errorf("a stop is no fault of the report: %+v, %v", s.Reports, err)
	}
}

// TestFileOfReports says that a zip file gives the findings of all its reports, and
// that what is no report is told.
func TestFileOfReports(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, m := range [][2]string{{"a.json", ftpLine}, {"notes.txt", "some notes"}, {"b.json", sshLine + "\n" + torn}} {
		w, err := z.Create(m[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	var fetched int
	c := &report.Collector{Linker: linker{}, Get: gotten(&fetched)}
	var names []string
	for f, err := range c.File(t.Context(), "scans.zip", bytes.NewReader(packed.Bytes()), int64(packed.Len()), scan.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Report)
	}
	if d := cmp.Diff([]string{"scans.zip/a.json", "scans.zip/b.json"}, names); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
	s, err := c.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]bool{}
	for _, r := range s.Reports {
		read[r.Name] = r.Error == ""
	}
	if d := cmp.Diff(map[string]bool{"scans.zip/a.json": true, "scans.zip/notes.txt": false, "scans.zip/b.json": false}, read); d != "" {
		t.Errorf("reports that were read (-want +got):\n%s\n%+v", d, s.Reports)
	}
}

// TestEndToEnd reads a report, links it, spools it and writes it in every format.
func TestEndToEnd(t *testing.T) {
	var fetched int
	c := &report.Collector{Linker: linker{}, Get: gotten(&fetched)}
	spool := newSpool(t, "")
	if err := c.Collect(t.Context(), opened(t, ftpLine, sshLine), spool.Add); err != nil {
		t.Fatal(err)
	}
	s, err := c.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Formats() {
		var b bytes.Buffer
		if err := f.Write(&b, spool.Document(s), report.Options{}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		for _, word := range []string{"Q100001", "ws1.example"} {
			if !strings.Contains(b.String(), word) {
				t.Errorf("%s lacks %s", f.Name, word)
			}
		}
	}
}
