//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kbadvisor/kb/kbtest"
)

// What linking a large report may take, in MB: as much as it has to have beside the
// whole archive.
const (
	largeReport = 200
	mostMemory  = 256
)

// TestLinkMemory links a large report with the whole archive, in a process of its
// own, and holds the most memory that it had to the limit. It runs with
// KBADVISOR_LONG=1.
func TestLinkMemory(t *testing.T) {
	if os.Getenv(longRuns) == "" {
		t.Skipf("a long run: set %s=1", longRuns)
	}
	dir := t.TempDir()
	data, report := filepath.Join(dir, "data"), filepath.Join(dir, "large.nessus")
	archive := filepath.Join(kbtest.Shared(t), "data", "archive", "kb-archive.tar.zst")
	process(t, "import", "--data", data, "--no-bundled", archive)
	process(t, "match", "--data", data, "530 User bob cannot log in.") // keeps the catalog
	f, err := os.Create(report)
	if err != nil {
		t.Fatal(err)
	}
	if err := kbtest.NessusReport(f, largeReport<<20, 500); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"jsonl", "csv", "html"} {
		took := process(t, "link", "--data", data, "--fail-on", "none", "--output", filepath.Join(dir, "out."+form), report) >> 10
		t.Logf("%s: %d MB of memory", form, took)
		if took == 0 || took > mostMemory {
			t.Errorf("%s: %d MB of memory, want at most %d", form, took, mostMemory)
		}
	}
}

// process runs the program in a process of its own, which has to succeed, and
// returns the most memory that it had, in KiB. What the system tells of a process
// that has ended begins with the peak of the one that started it; so it is looked at
// while it runs.
func process(t *testing.T, args ...string) (peak int) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command("kbadvisor", args...)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for tick := time.NewTicker(10 * time.Millisecond); ; {
		select {
		case <-tick.C:
			peak = max(peak, highWater(cmd.Process.Pid))
		case err := <-ended:
			tick.Stop()
			if err != nil {
				t.Fatalf("%s: %v: %s", args[0], err, said.String())
			}
			return peak
		}
	}
}

// highWater returns the most memory that a process has had so far, in KiB; 0 when it
// has ended.
func highWater(pid int) (kib int) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	_, _ = fmt.Sscan(rest, &kib)
	return kib
}
