package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestVerifyDamage turns bytes of the file of articles round, one in each of many
// places. verify has to end in order whatever that breaks, and has to tell of
// articles that are not what was imported any more.
func TestVerifyDamage(t *testing.T) {
	dir := t.TempDir()
	var errs bytes.Buffer
	if got := run(t.Context(), []string{"import", "--data", dir, "testdata/kb"}, nil, io.Discard, &errs); got != exitDone {
		t.Fatalf("import: exit code %d\n%s", got, &errs)
	}
	file := filepath.Join(dir, "articles.db")
	sound, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[int]int{}
	for i, c := range sound {
		if c == 0 || i%37 != 0 {
			continue
		}
		broken := bytes.Clone(sound)
		broken[i] ^= 0xff
		if err := os.WriteFile(file, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		got := run(t.Context(), []string{"verify", "--data", dir}, nil, io.Discard, io.Discard)
		if got != exitDone && got != exitDamaged && got != exitFailures {
			t.Errorf("byte %d: exit code %d", i, got)
		}
		codes[got]++
	}
	t.Logf("exit codes: %v", codes)
	if codes[exitDamaged] == 0 {
		t.Errorf("no damage was told: exit codes %v", codes)
	}
}
