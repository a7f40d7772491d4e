package observe

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

// check fails unless the spans of an observation are in order and hold what the
// messages say.
func check(t *testing.T, o kb.Observation) {
	t.Helper()
	end := 0
	for _, m := range o.Messages {
		if m.Span.Start < end || m.Span.End <= m.Span.Start || m.Span.End > len(o.Text) {
			t.Fatalf("%q: message %+v: bad span behind %d", o.Text, m, end)
		}
		end = m.Span.End
		if len(o.Exchanges) == 0 && len(o.Text) < 10_000 && !subsequence(m.Text, o.Text[m.Span.Start:m.Span.End]) {
			t.Fatalf("%q: message %q is not in its span %q", o.Text, m.Text, o.Text[m.Span.Start:m.Span.End])
		}
	}
	for _, id := range o.Identifiers {
		if id.Span.Start < 0 || id.Span.End <= id.Span.Start || id.Span.End > len(o.Text) {
			t.Fatalf("%q: identifier %+v: bad span", o.Text, id)
		}
	}
}

// subsequence reports whether the words of a stand in b in their order.
func subsequence(a, b string) bool {
	for _, w := range strings.Fields(a) {
		i := strings.Index(b, w)
		if i < 0 {
			return false
		}
		b = b[i+len(w):]
	}
	return true
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Event ID: 100 Source: MSFTPSVC The server", "W3SVC 115 \"a b c d\"; e", "4020 Unable\n4021 Failed", "Error 5: Access is denied. (x y z)", "we see \u201ca b c d\u201d.",
		"21/tcp open ftp\n|_a-b: c\n|  d", "Synopsis : x\n y\nSolution: z", "C:\\>dir\nfoo\n\nok", "[12:00:00] failed", "6/1/00,10:22:11 AM,Srv,Error,None,7,N/A,X,a b c",
		"220 x\nUSER y\n331 z", "\x00\x01", "\xff", "?", "Why 5?", "Event Source: Srv\r\nEvent ID: 7\r\nDescription:\r\nfailed\r\n\r\nwe think",
	} {
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, hint string) {
		o := Read(s, kb.ObservationKind(hint))
		if o.Text != s || o.Kind == "" {
			t.Fatalf("Read(%q): text %q, kind %q", s, o.Text, o.Kind)
		}
		check(t, o)
	})
}

// labelled is one labelled observation of the shared set.
type labelled struct{ ID, Kind, Input string }

// observations returns the labelled observations.
func observations(t *testing.T) []labelled {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(kbtest.Shared(t), "eval", "observations-dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		var o labelled
		if err := json.Unmarshal(s.Bytes(), &o); err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
	return out
}

// The labels of the shared set are by topic: an "ftp_session" may be prose about
// a session, which is rightly read as a question. So the floors are for what the
// text tells by itself, without a hint.
func TestKindsOfLabelledObservations(t *testing.T) {
	floors := map[string]float64{
		"ftp_session": 0.75, "ftp_reply": 0.65, "banner": 0.95, "event_log": 0.85, "error_text": 0.80, "scanner_finding": 0.80, "question": 0.95, "smtp_reply": 0.45, "http_error": 0.80,
	}
	table := map[string]map[kb.ObservationKind]int{}
	total := map[string]int{}
	for _, l := range observations(t) {
		o := Read(l.Input, "")
		check(t, o)
		if table[l.Kind] == nil {
			table[l.Kind] = map[kb.ObservationKind]int{}
		}
		table[l.Kind][o.Kind]++
		total[l.Kind]++
	}
	for _, label := range slices.Sorted(maps.Keys(table)) {
		var cells []string
		for _, k := range slices.Sorted(maps.Keys(table[label])) {
			cells = append(cells, fmt.Sprintf("%s %d", k, table[label][k]))
		}
		t.Logf("%-16s %3d: %s", label, total[label], strings.Join(cells, ", "))
		want, err := ParseKind(label)
		if err != nil {
			t.Fatal(err)
		}
		if share := float64(table[label][want]) / float64(total[label]); share < floors[label] {
			t.Errorf("%s: %.2f are read as %s, want %.2f", label, share, want, floors[label])
		}
	}
}
