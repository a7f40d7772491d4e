package transcript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kbadvisor/kb"
)

// TestOrder reads the same session in several dialects, once with PORT before the
// log-in and once behind it. Only the first shows the fact.
func TestOrder(t *testing.T) {
	files, err := filepath.Glob("testdata/order/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := Read(string(b))
		early := strings.HasSuffix(f, "-early.txt")
		seen[s.Dialect]++
		if got := has(s, kb.FactPortBeforeLogin); got != early {
			t.Errorf("%s: PORT before log-in is %t, want %t", f, got, early)
		}
		if early && has(s, kb.FactHealthy) {
			t.Errorf("%s is called healthy", f)
		}
	}
	if len(seen) < 6 {
		t.Errorf("both orders are read in %v, want six dialects", seen)
	}
}

// has reports whether a session has a fact.
func has(s Session, kind kb.FactKind) bool {
	for _, f := range s.Facts {
		if f.Kind == kind {
			return true
		}
	}
	return false
}
