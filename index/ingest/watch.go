package ingest

import (
	"context"
	"errors"
	"time"
)

// The times of Watch.
const (
	defaultRescan = time.Minute
	quiet         = 300 * time.Millisecond // without a change before an import begins
	patience      = 5 * time.Second        // the longest wait for that
)

// Watch imports the run once, and again after every change of its sources and
// at every interval (0 for a minute), until ctx ends; then it returns nil. The
// interval is for file systems that tell nothing of changes. What was not
// changed costs reading it, not parsing or storing it.
//
// Errors of an import are logged and do not end the watch. An error is returned
// only for a run that cannot be watched.
func (im *Importer) Watch(ctx context.Context, run Run, interval time.Duration) error {
	sources, err := run.sources()
	if err != nil {
		return err
	}
	for _, src := range sources {
		if src.arg == stdinName {
			return errors.New("watch: standard input cannot be watched; name a folder")
		}
	}
	if interval <= 0 {
		interval = defaultRescan
	}
	f := newFollower(sources, im.cfg.Logger)
	defer f.close()
	im.watch(ctx, run, f, interval)
	return nil
}

// watch imports until ctx ends.
func (im *Importer) watch(ctx context.Context, run Run, f *follower, interval time.Duration) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		f.follow()
		im.importAndLog(ctx, run)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-f.changed:
			f.settle(ctx)
		}
	}
}

// importAndLog does one import of a watch.
func (im *Importer) importAndLog(ctx context.Context, run Run) {
	sum, err := im.Import(ctx, run)
	log := im.cfg.Logger.With("added", sum.Added, "updated", sum.Updated, "removed", sum.Removed, "failed", sum.Failed)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		log.Error("watch: import failed, the next change or interval tries again", "error", err)
	case sum.Added+sum.Updated+sum.Removed+sum.Failed > 0:
		log.Info("watch: imported", "seconds", sum.Seconds)
	default:
		log.Debug("watch: nothing changed", "unchanged", sum.Unchanged)
	}
}
