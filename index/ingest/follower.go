package ingest

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// follower tells when something below the sources of a run changes.
type follower struct {
	sources []*source
	log     *slog.Logger
	changed chan struct{}     // holds one word of changes
	notify  *fsnotify.Watcher // nil when the system has no means
	warned  bool
}

// newFollower returns a follower that tells nothing when the system has no means
// for it.
func newFollower(sources []*source, log *slog.Logger) *follower {
	f := &follower{sources: sources, log: log, changed: make(chan struct{}, 1)}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		log.Warn("watch: changes are seen at the interval only", "error", err)
		return f
	}
	f.notify = w
	go f.listen()
	return f
}

// listen turns events into words of change. It ends when the watcher is closed.
func (f *follower) listen() {
	for {
		select {
		case e, ok := <-f.notify.Events:
			if !ok {
				return
			}
			if e.Op == fsnotify.Chmod {
				continue
			}
		case err, ok := <-f.notify.Errors:
			if !ok {
				return
			}
			f.log.Debug("watch: events were lost", "error", err)
		}
		select {
		case f.changed <- struct{}{}:
		default:
		}
	}
}

// follow watches the folders of all sources, also those that are new. Folders
// that are watched already cost little.
func (f *follower) follow() {
	if f.notify == nil {
		return
	}
	for _, src := range f.sources {
		for _, dir := range src.folders() {
			err := f.notify.Add(dir)
			if err == nil || errors.Is(err, fs.ErrNotExist) || f.warned {
				continue // a folder that is gone again needs no watching
			}
			f.warned = true
			f.log.Warn("watch: some changes are seen at the interval only", "folder", dir, "error", err)
		}
	}
}

// folders returns what has to be watched for a source: the folders below it, or
// the one that holds it.
func (s *source) folders() []string {
	root := s.arg
	if info, err := os.Stat(root); err != nil && strings.ContainsAny(root, "*?[") {
		root = filepath.Dir(globBase(root) + "x")
	} else if err != nil || !info.IsDir() {
		return []string{filepath.Dir(root)}
	}
	var out []string
	_ = fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return nil
		case hidden(d.Name()) != "":
			return fs.SkipDir
		}
		out = append(out, filepath.Join(root, filepath.FromSlash(name)))
		return nil
	})
	return out
}

// settle waits until nothing has changed for a moment, so that a file that is
// being written is read once.
func (f *follower) settle(ctx context.Context) {
	last := time.After(patience)
	for {
		select {
		case <-f.changed:
		case <-time.After(quiet):
			return
		case <-last:
			return
		case <-ctx.Done():
			return
		}
	}
}

func (f *follower) close() {
	if f.notify != nil {
		f.notify.Close()
	}
}
