package query_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb/kbtest"
)

// TestRealTextIsText parses titles, messages and sessions that people really
// pasted. None of them is meant as syntax, apart from phrases.
func TestRealTextIsText(t *testing.T) {
	for _, name := range []string{"searches-dev.jsonl", "observations-dev.jsonl"} {
		for _, text := range pasted(t, filepath.Join(kbtest.Shared(t), "eval", name)) {
			q, err := query.Parse(text)
			if err != nil {
				t.Errorf("%.80q: %v", text, err)
			}
			if len(q.Excluded)+len(q.Required)+len(q.Filters) > 0 || q.After+q.Before != "" || q.Cites != "" {
				t.Errorf("%.80q is read as %+v", text, q)
			}
		}
	}
}

// pasted reads the texts of a file, cut to what Parse takes.
func pasted(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for dec := json.NewDecoder(f); ; {
		var line struct{ Query, Input string }
		if err := dec.Decode(&line); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		text := line.Query + line.Input
		out = append(out, strings.ToValidUTF8(text[:min(len(text), index.MaxText)], ""))
	}
	if len(out) < 100 {
		t.Fatalf("got %d texts", len(out))
	}
	return out
}
