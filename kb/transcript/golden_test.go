package transcript

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

// golden is a session as a person reads it: one line for each exchange, fact
// and message.
type golden struct {
	Protocol  kb.Protocol `json:"protocol"`
	Dialect   string      `json:"dialect"`
	Product   string      `json:"product,omitempty"`
	Version   string      `json:"version,omitempty"`
	Exchanges []string    `json:"exchanges"`
	Facts     []string    `json:"facts"`
	Messages  []string    `json:"messages"`
}

// render writes a session down for a golden file.
func render(s Session, text string) golden {
	g := golden{Protocol: s.Protocol, Dialect: s.Dialect, Product: s.Product, Version: s.Version, Exchanges: []string{}, Facts: []string{}}
	for _, e := range s.Exchanges {
		g.Exchanges = append(g.Exchanges, exchangeLine(e))
	}
	for _, f := range s.Facts {
		g.Facts = append(g.Facts, fmt.Sprintf("%s: %s", f.Kind, cut(text[f.Span.Start:f.Span.End])))
	}
	for _, m := range s.Messages {
		g.Messages = append(g.Messages, strings.TrimSpace(fmt.Sprintf("%s: %s %s", m.Role, m.Code, cut(m.Text))))
	}
	return g
}

// exchangeLine writes an exchange as: state: command -> reply.
func exchangeLine(e kb.Exchange) string {
	st := string(e.State.Phase)
	if e.State.TLS {
		st += " tls"
	}
	if e.State.Type != "" {
		st += " type=" + e.State.Type
	}
	if e.State.User != "" {
		st += " user=" + e.State.User
	}
	if e.State.Data != "" {
		st += " data=" + e.State.Data
	}
	cmd := strings.TrimSpace(e.Command + " " + e.Argument)
	return strings.TrimSpace(fmt.Sprintf("[%s] %s -> %s %s", st, cmd, e.Code, cut(e.Text)))
}

// cut shortens a text so that a golden file can be read.
func cut(s string) string {
	if n := strings.Count(s, "\n"); n > 0 {
		first, _, _ := strings.Cut(s, "\n")
		s = fmt.Sprintf("%s (+%d lines)", strings.TrimSpace(first), n)
	}
	if len(s) > 160 {
		s = s[:160] + "..."
	}
	return strings.ToValidUTF8(s, "?")
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("testdata has no transcripts: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			checkGolden(t, f, strings.TrimSuffix(f, ".txt")+".json")
		})
	}
}

// checkGolden reads a transcript and compares the session with its golden file.
func checkGolden(t *testing.T, transcript, want string) {
	t.Helper()
	b, err := os.ReadFile(transcript)
	if err != nil {
		t.Fatal(err)
	}
	s, ok := Read(string(b))
	if !ok {
		t.Fatalf("%s is no session", transcript)
	}
	checkSpans(t, string(b), s)
	got := encode(t, render(s, string(b)))
	if *update {
		if err := os.WriteFile(want, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, err := os.ReadFile(want)
	if err != nil {
		t.Fatalf("no golden file, write it with -update and read it: %v", err)
	}
	if diff := cmp.Diff(string(old), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", transcript, diff)
	}
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkSpans reads every span of a session again.
func checkSpans(t testing.TB, text string, s Session) {
	t.Helper()
	inside := func(what string, sp kb.Span) bool {
		if sp.Start < 0 || sp.End < sp.Start || sp.End > len(text) {
			t.Errorf("%s has the span %v of %d bytes", what, sp, len(text))
			return false
		}
		return true
	}
	for i, e := range s.Exchanges {
		inside(fmt.Sprintf("command %d", i), e.Sent)
		if inside(fmt.Sprintf("reply %d", i), e.Reply) && e.Reply.Len() > 0 && !strings.Contains(e.Code, ".") {
			if got := visible(text[e.Reply.Start:e.Reply.End]); !strings.Contains(got, e.Code) {
				t.Errorf("reply %d of code %s has the span %q", i, e.Code, got)
			}
		}
	}
	for _, f := range s.Facts {
		if inside(string(f.Kind), f.Span) && f.Span.Len() == 0 {
			t.Errorf("the fact %q shows nothing", f.Kind)
		}
	}
	end := 0
	for i, m := range s.Messages {
		if !inside(fmt.Sprintf("message %d", i), m.Span) {
			return
		}
		if m.Span.Start < end || m.Span.Len() == 0 {
			t.Errorf("message %d has the span %v, which is empty or begins before %d", i, m.Span, end)
		}
		end = m.Span.End
	}
}

// visible returns s without what a terminal swallows.
func visible(s string) string {
	l := clean(s, 0, len(s))
	return l.text
}
