package match

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
)

// portArticle is the one of the eight articles that quote "PORT command
// successful" that is about a PORT before any log-in.
const portArticle kb.ID = "Q239041"

// portDialects are the tools of testdata/port, as observations name them.
var portDialects = map[string]string{
	"raw": "raw", "ftpexe": "ftp.exe", "curl": "curl", "filezilla": "filezilla", "lftp": "lftp", "vsftpd": "vsftpd",
}

// portSessions returns the sessions of testdata/port of one order, by tool.
func portSessions(tb testing.TB, order string) map[string]string {
	tb.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", "port", "*-"+order+".txt"))
	if err != nil || len(paths) != len(portDialects) {
		tb.Fatalf("%d sessions, want %d (%v)", len(paths), len(portDialects), err)
	}
	out := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(path), "-"+order+".txt")] = string(text)
	}
	return out
}

// TestPortOrders shows the same reply in two orders, in six dialects: only a PORT
// that was accepted before the log-in is what Q239041 explains.
func TestPortOrders(t *testing.T) { wantPortOrders(t, archive(t).matcher, portArticle) }

// TestPortOrdersBundled is TestPortOrders on the articles that ship with the program.
// One of them is about the same of any server.
func TestPortOrdersBundled(t *testing.T) {
	wantPortOrders(t, open(t, bundled(t), Config{}), portArticle, "ftp-port-before-login")
}

func wantPortOrders(t *testing.T, m *Matcher, wanted ...kb.ID) {
	for tool, text := range portSessions(t, "port-first") {
		a := ask(t, m, text)
		wantDialect(t, tool, a, true)
		if len(a.Matches) == 0 || !slices.Contains(wanted, a.Matches[0].ID) || a.Verdict != kb.Explained || a.Matches[0].Tied {
			t.Errorf("%s, PORT before log-in: %s %s with %v, want %s first", tool, a.Verdict, a.Reason, ids(a), portArticle)
			continue
		}
		state := func(e kb.Evidence) bool {
			return e.Kind == kb.EvState && strings.Contains(text[e.Observed.Start:e.Observed.End], "PORT")
		}
		if !slices.ContainsFunc(a.Matches[0].Evidence, state) {
			t.Errorf("%s: no evidence names the state: %+v", tool, a.Matches[0].Evidence)
		}
	}
	for tool, text := range portSessions(t, "login-first") {
		a, err := m.Match(t.Context(), text, "", MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		wantDialect(t, tool, a, false)
		if a.Verdict != kb.Unexplained || len(a.Matches) > 0 {
			t.Errorf("%s, log-in before PORT: %s with %v, want nothing explained", tool, a.Verdict, ids(a))
		}
	}
}

// wantDialect wants the session read as one of its tool, and its order seen.
func wantDialect(t *testing.T, tool string, a kb.Answer, early bool) {
	t.Helper()
	o := a.Observation
	if o.Kind != kb.ObsSession || o.Dialect != portDialects[tool] {
		t.Errorf("%s: read as a %s of %q", tool, o.Kind, o.Dialect)
	}
	seen := slices.ContainsFunc(o.Facts, func(f kb.Fact) bool { return f.Kind == kb.FactPortBeforeLogin })
	if seen != early {
		t.Errorf("%s: PORT accepted before log-in is %t, want %t", tool, seen, early)
	}
}

func ids(a kb.Answer) []kb.ID {
	var out []kb.ID
	for _, m := range a.Matches {
		out = append(out, m.ID)
	}
	return out
}
