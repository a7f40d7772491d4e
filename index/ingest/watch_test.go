package ingest

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
)

// watching starts a watch that ends with the test.
func watching(t *testing.T, im *Importer, run Run, interval time.Duration) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- im.Watch(ctx, run, interval) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Watch ends with %v, want no error", err)
		}
	})
}

// eventually waits until the engine holds what is wanted.
func eventually(t *testing.T, e index.Engine, want ...string) {
	t.Helper()
	var got []string
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if got = contents(t, e); cmp.Equal(want, got) {
			return
		}
	}
	t.Fatalf("stored (-want +got):\n%s", cmp.Diff(want, got))
}

func TestWatchFollowsAFolder(t *testing.T) {
	im, engine := newImporter(t)
	dir := writeFolder(t, before)
	watching(t, im, Run{Sources: []string{dir}, Prune: true, Force: true}, time.Hour)
	eventually(t, engine, "Q100001 Q100001.TXT")

	writeFile(t, filepath.Join(dir, "new", "deep", "Q100002.TXT"), after.body)
	eventually(t, engine, "Q100001 Q100001.TXT", "Q100002 new/deep/Q100002.TXT")
	writeFile(t, filepath.Join(dir, "new", "deep", "Q100003.TXT"), text(100003, "the third"))
	eventually(t, engine, "Q100001 Q100001.TXT", "Q100002 new/deep/Q100002.TXT", "Q100003 new/deep/Q100003.TXT")
	check(t, os.RemoveAll(filepath.Join(dir, "new")))
	eventually(t, engine, "Q100001 Q100001.TXT")
}

func TestWatchFollowsAFileAndAPattern(t *testing.T) {
	im, engine := newImporter(t)
	dir := writeFolder(t, before)
	other := writeTemp(t, after.name, after.body)
	watching(t, im, from(filepath.Join(dir, "*.TXT"), other), time.Hour)
	eventually(t, engine, "Q100001 Q100001.TXT", "Q100002 Q100002.TXT")

	writeFile(t, filepath.Join(dir, "Q100003.TXT"), text(100003, "the third"))
	eventually(t, engine, "Q100001 Q100001.TXT", "Q100002 Q100002.TXT", "Q100003 Q100003.TXT")
	writeFile(t, other, text(100004, "another article"))
	eventually(t, engine, "Q100001 Q100001.TXT", "Q100002 Q100002.TXT", "Q100003 Q100003.TXT", "Q100004 Q100002.TXT")
}

func TestWatchRescansWithoutEvents(t *testing.T) {
	im, engine := newImporter(t)
	dir := writeFolder(t, before)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		deaf := &follower{log: im.cfg.Logger, changed: make(chan struct{})}
		im.watch(ctx, from(dir), deaf, 20*time.Millisecond)
	}()
	eventually(t, engine, "Q100001 Q100001.TXT")
	writeFile(t, filepath.Join(dir, after.name), after.body)
	eventually(t, engine, "Q100001 Q100001.TXT", "Q100002 Q100002.TXT")
	cancel()
	<-done
}

// lines collects what a logger writes.
type lines struct {
	mu  sync.Mutex
	buf strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func TestWatchGoesOnAfterAnError(t *testing.T) {
	var log lines
	im, engine := newImporter(t, func(c *Config) { c.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
	dir := filepath.Join(t.TempDir(), "later")
	watching(t, im, from(dir), 20*time.Millisecond)
	for !strings.Contains(log.String(), "no source could be read") {
		time.Sleep(time.Millisecond)
	}
	writeFile(t, filepath.Join(dir, before.name), before.body)
	eventually(t, engine, "Q100001 Q100001.TXT")
}

func TestWatchRefusesStandardInput(t *testing.T) {
	im, _ := newImporter(t)
	run := from("-")
	run.Stdin = strings.NewReader("")
	if err := im.Watch(t.Context(), run, 0); err == nil {
		t.Error("Watch of standard input gives no error")
	}
}
