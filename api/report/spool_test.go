package report_test

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
)

// newSpool returns a spool that is closed when the test ends.
func newSpool(t testing.TB, dir string) *report.Spool {
	t.Helper()
	s, err := report.NewSpool(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// all returns the findings of a sequence.
func all(t testing.TB, s *report.Spool) []v1.Finding {
	t.Helper()
	var out []v1.Finding
	for f, err := range s.Findings() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func TestSpoolGivesFindingsBack(t *testing.T) {
	s := newSpool(t, t.TempDir())
	want := findings()[:5]
	for i, f := range want {
		if err := s.Add(f); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want[:i+1], all(t, s)); d != "" {
			t.Fatalf("after %d findings (-want +got):\n%s", i+1, d)
		}
	}
	if s.Len() != len(want) {
		t.Errorf("length %d, want %d", s.Len(), len(want))
	}
	for range s.Findings() {
		break // a reader may stop
	}
	if d := cmp.Diff(want, all(t, s)); d != "" {
		t.Errorf("read again (-want +got):\n%s", d)
	}
}

func TestSpoolHasManyReaders(t *testing.T) {
	s := newSpool(t, "")
	for _, f := range findings() {
		if err := s.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Seal(); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			n := 0
			for _, err := range s.Findings() {
				if err != nil {
					t.Error(err)
				}
				n++
			}
			if n != len(findings()) {
				t.Errorf("a reader got %d findings", n)
			}
		})
	}
	group.Wait()
}

func TestSpoolLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := newSpool(t, dir)
	if err := s.Add(findings()[0]); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		if names := entries(t, dir); len(names) != 0 {
			t.Errorf("the file can be seen while it is in use: %v", names)
		}
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if names := entries(t, dir); len(names) != 0 {
		t.Errorf("left behind: %v", names)
	}
	for _, err := range s.Findings() {
		if err == nil {
			t.Error("a closed spool gives findings")
		}
	}
}

func entries(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestSpoolFailsWithoutFolder(t *testing.T) {
	if _, err := report.NewSpool(t.TempDir() + "/none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}
