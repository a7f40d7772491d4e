package main

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/index/eval"
	"kbadvisor/index/indextest"
	"kbadvisor/index/match"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// fakeMatcher explains what has a 530 in it by one article, and fails over "fail".
type fakeMatcher struct{ err error }

func (f fakeMatcher) Match(_ context.Context, text string, hint kb.ObservationKind, limit int) (kb.Answer, error) {
	a := kb.Answer{Verdict: kb.Unexplained, Reason: kb.BelowThreshold, Fingerprint: "fp", Observation: kb.Observation{Kind: kb.ObsText, Text: text}}
	if hint != "" {
		a.Observation.Kind = hint
	}
	at := strings.Index(text, "530 ")
	switch {
	case f.err != nil:
		return kb.Answer{}, f.err
	case text == "fail":
		return kb.Answer{}, errors.New("it fails")
	case text == "":
		a.Reason = kb.InputUnusable
	case at >= 0:
		a.Verdict, a.Reason = kb.Explained, ""
		a.CitedAbsent = []kb.ID{"Q999999"}
		a.Observation.Facts = []kb.Fact{{Kind: kb.FactLoginRefused}}
		a.Matches = []kb.Match{{
			ID: "Q900101", Title: "FTP: a title\x1b[2J", Confidence: 0.91, Score: 4.5, Disposition: kb.ByDesign,
			Evidence: []kb.Evidence{{Kind: kb.EvMessage, Observed: kb.Span{Start: at, End: len(text)}, Article: span("530 User bob cannot log in, home directory inaccessible."), Weight: 1}},
		}}
	}
	return a, nil
}

func (f fakeMatcher) Quoting(kb.Protocol, string) []kb.ID { return []kb.ID{"Q900101"} }

func (f fakeMatcher) Link(context.Context, iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error] {
	return func(yield func(kb.Linked, error) bool) { yield(kb.Linked{}, f.err) }
}

func (f fakeMatcher) Prepare(context.Context) (*match.Catalog, error) { return nil, f.err }

func (f fakeMatcher) Explain(ctx context.Context, text string, hint kb.ObservationKind, limit int) (match.Explanation, error) {
	a, err := f.Match(ctx, text, hint, limit)
	return match.Explanation{Answer: a}, err
}

// source returns the bytes of the article that fakeMatcher knows.
func source() []byte {
	text, err := os.ReadFile("testdata/kb/Q900101.TXT")
	if err != nil {
		panic(err)
	}
	return text
}

func span(part string) kb.Span {
	at := bytes.Index(source(), []byte(part))
	return kb.Span{Start: at, End: at + len(part)}
}

// shelf returns an engine with the article that fakeMatcher knows.
func shelf(t *testing.T) index.Engine {
	t.Helper()
	e := indextest.NewReference()
	a, err := kbfile.Parse(source(), "Q900101.TXT", kbfile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Put(t.Context(), []index.Document{{Article: a, Name: "Q900101.TXT"}}); err != nil {
		t.Fatal(err)
	}
	return e
}

// matching returns a command that writes into buffers.
func matching() (*matchCommand, *bytes.Buffer, *bytes.Buffer) {
	var out, errs bytes.Buffer
	return &matchCommand{program: &program{out: newConsole(&out), err: newConsole(&errs)}, limit: 3}, &out, &errs
}

func TestMatchForPeople(t *testing.T) {
	m, out, _ := matching()
	if err := m.one(t.Context(), shelf(t), fakeMatcher{}, kb.ObsSession, "PASS opensesame\x1b[2J\r\n530 User bob cannot log in,\x1b home directory inaccessible."); err != nil {
		t.Fatal(err)
	}
	want := `Session
  log-in refused

An article explains it: very likely (91 %).

Q900101  FTP: a title\x1b[2J
  how sure  very likely (91 %)
  because   the article quotes the message
  you saw   530 User bob cannot log in,\x1b home directory inaccessible.
  it says   530 User bob cannot log in, home directory inaccessible.
  state     by design
  cause     The folder of the user does not exist, or the service account may not read it.
  read      kbadvisor show Q900101

It also names Q999999, not in this knowledge base.
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Errorf("answer (-want +got):\n%s", d)
	}
}

func TestMatchUnexplained(t *testing.T) {
	m, out, _ := matching()
	err := m.one(t.Context(), shelf(t), fakeMatcher{}, "", "all is well")
	if code(t.Context(), err) != exitNotFound || out.String() != "Text\n\nNothing in this knowledge base explains it; what comes near is too unlikely to be right.\n" {
		t.Errorf("%v\n%s", err, out)
	}
	m, out, _ = matching()
	m.json = true
	err = m.one(t.Context(), shelf(t), fakeMatcher{}, "", "all is well")
	if code(t.Context(), err) != exitNotFound || !strings.Contains(out.String(), `"results": []`) || !strings.Contains(out.String(), `"reason": "below_threshold"`) {
		t.Errorf("%v\n%s", err, out)
	}
	if err := m.one(t.Context(), shelf(t), fakeMatcher{}, "", "fail"); code(t.Context(), err) != exitFailures {
		t.Errorf("a failure: %v", err)
	}
}

func TestMatchLines(t *testing.T) {
	m, out, errs := matching()
	in := `{"id":"a","input":"530 User bob cannot log in.","kind":"ftp_reply"}
{"id":[7],"input":"nothing"}

{"input":"","kind":"poem","more":1}
{"id":"b"}
{"id":"c","input":"fail"}
not JSON
{"id":"d","input":"` + strings.Repeat("x", v1.MaxInput+1) + `"}
`
	err := m.answerLines(t.Context(), fakeMatcher{}, "", strings.NewReader(in))
	want := `{"id":"a","verdict":"explained","reason":"","results":[{"id":"Q900101","confidence":0.91,"score":4.5}]}
{"id":[7],"verdict":"unexplained","reason":"below_threshold","results":[]}
{"id":null,"verdict":"unexplained","reason":"input_unusable","results":[]}
{"id":"b","verdict":"unexplained","reason":"input_unusable","results":[],"error":"want a line of {\"id\", \"input\"}: input is missing"}
{"id":"c","verdict":"unexplained","reason":"input_unusable","results":[],"error":"it fails"}
{"id":null,"verdict":"unexplained","reason":"input_unusable","results":[],"error":"want a line of {\"id\", \"input\"}: invalid character 'o' in literal null (expecting 'u')"}
{"id":"d","verdict":"unexplained","reason":"input_unusable","results":[],"error":"the input is over 1 MiB: give the part around the failure"}
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Errorf("lines (-want +got):\n%s", d)
	}
	if code(t.Context(), err) != exitFailures || !strings.Contains(err.Error(), "4 of the observations") || strings.Count(errs.String(), "standard input:") != 4 {
		t.Errorf("error %v\n%s", err, errs)
	}
	// What match writes, eval reads.
	run, err := eval.ReadRun(strings.NewReader(strings.Split(out.String(), "\n")[0]))
	if err != nil || run["a"][0].ID != "Q900101" || run["a"][0].Confidence != 0.91 {
		t.Errorf("run %v, %v", run, err)
	}
}

func TestMatchAll(t *testing.T) {
	cases, err := eval.ReadCases(strings.NewReader(`{"id":"1","kind":"odd","input":"530 x","relevant":[{"id":"Q900101","grade":2}]}
{"id":"2","kind":"even","input":"well","relevant":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	run, err := matchAll(t.Context(), fakeMatcher{}, cases, 10)
	if err != nil {
		t.Fatal(err)
	}
	m := eval.Evaluate(cases, run, eval.Options{}).All
	if m.S1 != 1 || m.FalseAnswers != 0 || m.Calibrated != 1 {
		t.Errorf("figures %+v", m)
	}
	if _, err := matchAll(t.Context(), fakeMatcher{err: errors.New("broken")}, cases, 10); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("a matcher that fails: %v", err)
	}
}

func TestWarming(t *testing.T) {
	w := &warming{matcher: fakeMatcher{}}
	if _, err := w.Match(t.Context(), "x", "", 3); err == nil || w.Quoting(kb.FTP, "530") != nil {
		t.Error("a matcher that is not ready answers")
	}
	if err := w.warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Match(t.Context(), "x", "", 3); err != nil || len(w.Quoting(kb.FTP, "530")) != 1 {
		t.Errorf("a matcher that is ready: %v", err)
	}
	w = &warming{matcher: fakeMatcher{err: errors.New("broken")}}
	if err := w.warm(t.Context()); err == nil || w.ready.Load() {
		t.Error("a matcher that failed is ready")
	}
}

func TestInput(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write := func(name string, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("session.txt", "220 here\r\n")
	write("530", "in the file")
	write("wide.txt", "\xff\xfe5\x003\x000\x00 \x00\xe9\x00")
	write("big.txt", "\xfe\xff\x005\x003\x000")
	write("large.txt", strings.Repeat("x", v1.MaxInput+1))
	write("whole.txt", strings.Repeat("x", v1.MaxInput))
	if err := os.Mkdir("ftp", 0o700); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		args  []string
		want  string
		fault string
	}{
		{"a text", []string{"530 User bob cannot log in."}, "530 User bob cannot log in.", ""},
		{"words", []string{"530", "session.txt"}, "530 session.txt", ""},
		{"a file", []string{"session.txt"}, "220 here\r\n", ""},
		{"a file with the name of a code", []string{"530"}, "in the file", ""},
		{"a code", []string{"550"}, "550", ""},
		{"UTF-16", []string{"wide.txt"}, "530 é", ""},
		{"UTF-16, the other way", []string{"big.txt"}, "530", ""},
		{"standard input by name", []string{"-"}, "piped", ""},
		{"standard input", nil, "piped", ""},
		{"a word that is a folder", []string{"ftp"}, "ftp", ""},
		{"a folder", []string{filepath.Join(dir, "ftp")}, "", "is a folder"},
		{"a file that is too large", []string{"large.txt"}, "", "large.txt is over 1 MiB"},
		{"a file that is not", []string{"whole.txt"}, strings.Repeat("x", v1.MaxInput), ""},
		{"a text that is too large", []string{strings.Repeat("x ", v1.MaxInput)}, "", "the text is over 1 MiB"},
		{"a name with a zero", []string{"a\x00b"}, "a\x00b", ""},
		{"an empty text", []string{""}, "", ""},
		{"a file that is not there", []string{"sesion.txt"}, "sesion.txt", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var notes bytes.Buffer
			p := &program{in: strings.NewReader("piped"), err: console{Writer: &notes}}
			got, err := p.input(tt.args)
			want := ""
			if tt.name == "a file that is not there" {
				want = "kbadvisor: there is no file sesion.txt: taken as the text itself\n"
			}
			if notes.String() != want {
				t.Errorf("notes %q, want %q", notes.String(), want)
			}
			if tt.fault == "" && err != nil || tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault) || code(t.Context(), err) != exitUsage) {
				t.Errorf("error %v, want %q", err, tt.fault)
			}
			if got != tt.want {
				t.Errorf("input %.60q, want %.60q", got, tt.want)
			}
		})
	}
}
