package bleve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	indexapi "github.com/blevesearch/bleve_index_api"

	"kbadvisor/index"
	"kbadvisor/kb/kbfile"
)

// Config tells how to open an engine.
type Config struct {
	Dir    string         // the data folder, made when it is not there
	Logger *slog.Logger   // nil for none
	Parse  kbfile.Options // how stored sources are parsed
}

// prepareBleve puts what Bleve keeps for the whole process in place, once.
var prepareBleve sync.Once

// Open opens or creates the data folder. It fails with index.ErrInUse when
// another process has it open. Search structures that are missing, damaged or
// of another schema are made anew in the background; searches wait for them.
func Open(ctx context.Context, cfg Config) (*Engine, error) {
	prepareBleve.Do(func() {
		watchFaults()
		registerSegments()
	})
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if err := checkEmptied(cfg.Dir); err != nil {
		return nil, err
	}
	st, err := openStore(filepath.Join(cfg.Dir, storeName))
	if err != nil {
		return nil, inUse(cfg.Dir, err)
	}
	if err := writeLock(cfg.Dir); err != nil {
		_ = st.db.Close()
		return nil, err
	}
	e := &Engine{
		cfg: cfg, log: cfg.Logger, store: st, queue: indexapi.NewAnalysisQueue(1),
		writers: newWorkers(), readers: newWorkers(), ready: make(chan struct{}),
	}
	e.background, e.stop = context.WithCancel(context.WithoutCancel(ctx))
	e.load()
	return e, nil
}

// storeName is the name of the file that is the truth.
const storeName = "articles.db"

// checkEmptied fails when the file of the articles is gone or empty although
// search structures were made of it: a new one would hide the loss.
func checkEmptied(dir string) error {
	if info, err := os.Stat(filepath.Join(dir, storeName)); err == nil && info.Size() > 0 {
		return nil
	}
	made, err := filepath.Glob(filepath.Join(dir, generationPrefix+"*", manifestName))
	if err != nil || len(made) == 0 {
		return err
	}
	return fmt.Errorf("%w: %s is missing or empty in %s: restore it from a backup, or remove the %s folders to start anew",
		index.ErrDamaged, storeName, dir, generationPrefix+"N")
}

// newWorkers returns a pool with a worker for each core.
func newWorkers() chan *worker {
	pool := make(chan *worker, runtime.GOMAXPROCS(0))
	for range cap(pool) {
		pool <- &worker{}
	}
	return pool
}

// OpenMemory opens an engine on a folder of its own that Close removes. It is
// for tests and for trying things out.
func OpenMemory(ctx context.Context, cfg Config) (*Engine, error) {
	dir, err := os.MkdirTemp("", "kbadvisor-")
	if err != nil {
		return nil, err
	}
	cfg.Dir = dir
	e, err := Open(ctx, cfg)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	e.store.db.NoSync = true
	e.cleanup = func() { _ = os.RemoveAll(dir) }
	return e, nil
}

// load opens the published generation and starts to mend what is wrong.
func (e *Engine) load() {
	e.sweep()
	articles, seq := e.store.count()
	name := e.store.generation()
	if name == "" {
		e.publish(emptyGeneration())
		if articles == 0 {
			return
		}
	} else {
		g, err := openGeneration(filepath.Join(e.cfg.Dir, name), e.queue)
		if err == nil {
			e.publish(g)
			if g.manifest.Seq == seq {
				return
			}
		} else {
			e.log.Warn("search structures cannot be used and are made anew", "generation", name, "reason", err)
			e.setState("degraded: " + err.Error())
		}
	}
	e.running.Go(e.mend)
}

// mend brings the search structures up to date in the background.
func (e *Engine) mend() {
	if err := e.Refresh(e.background); err != nil && e.background.Err() == nil {
		e.log.Error("search structures could not be made", "reason", err)
		e.setState("degraded: " + err.Error())
	}
}
