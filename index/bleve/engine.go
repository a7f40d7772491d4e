package bleve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	indexapi "github.com/blevesearch/bleve_index_api"
	bbolterrors "go.etcd.io/bbolt/errors"

	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// Config tells how to open an engine.
type Config struct {
	Dir    string         // the data folder, made when it is not there
	Logger *slog.Logger   // nil for none
	Parse  kbfile.Options // how stored sources are parsed
}

// Engine is the embedded engine. It implements index.Engine.
type Engine struct {
	cfg     Config
	log     *slog.Logger
	store   *store
	queue   *indexapi.AnalysisQueue
	writers chan *worker // prepare articles
	readers chan *worker // compare queries with articles
	cleanup func()       // removes a temporary folder

	write   sync.Mutex // held by Put, Delete, Refresh and Rebuild
	session *session   // the build that Put feeds, nil when there is none

	generations int // number of the newest generation's folder

	mu      sync.RWMutex // guards the fields below
	current *generation
	state   string
	closed  bool
	ready   chan struct{} // closed when there is something to search

	background context.Context
	stop       context.CancelFunc
	running    sync.WaitGroup
}

// errClosed says that the engine was closed.
var errClosed = errors.New("the engine is closed")

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

// publish makes a generation the one that is searched.
func (e *Engine) publish(g *generation) {
	e.mu.Lock()
	old := e.current
	e.current = g
	e.state = "ready"
	if old == nil {
		close(e.ready)
	}
	e.mu.Unlock()
	if old != nil {
		old.discard.Store(true)
		old.release()
	}
}

// view returns the current generation for one use, waiting for it when none is
// usable yet. The caller releases it.
func (e *Engine) view(ctx context.Context) (*generation, error) {
	select {
	case <-e.ready:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the search structures: %w", ctx.Err())
	case <-e.background.Done():
		return nil, errClosed
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, errClosed
	}
	e.current.acquire()
	return e.current, nil
}

func (e *Engine) setState(s string) {
	e.mu.Lock()
	e.state = s
	e.mu.Unlock()
}

// Get returns one document.
func (e *Engine) Get(ctx context.Context, id kb.ID) (index.Document, error) {
	if err := ctx.Err(); err != nil {
		return index.Document{}, err
	}
	k, _, source, origin, err := e.store.get(id)
	if err != nil {
		return index.Document{}, translate(err)
	}
	a, err := e.parse(id, source, k.name)
	if err != nil {
		return index.Document{}, err
	}
	return index.Document{Article: a, Name: k.name, Origin: origin}, nil
}

// parse parses a stored source. Its id stays the one it was stored under.
func (e *Engine) parse(id kb.ID, source []byte, name string) (*kb.Article, error) {
	a, err := kbfile.Parse(source, name, e.cfg.Parse)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", id, err)
	}
	a.ID = id
	return a, nil
}

// All yields the entries in the order of their ids.
func (e *Engine) All(ctx context.Context) iter.Seq2[index.Entry, error] {
	return func(yield func(index.Entry, error) bool) {
		for entry, err := range e.store.all(ctx) {
			if !yield(entry, translate(err)) {
				return
			}
		}
	}
}

// Stats describes the repository. It does not wait for the search structures.
func (e *Engine) Stats(ctx context.Context) (index.Stats, error) {
	if err := ctx.Err(); err != nil {
		return index.Stats{}, err
	}
	s := index.Stats{Engine: "bleve", Schema: schema, State: "building", StoreBytes: e.store.size(), Origins: map[string]int{}}
	var reached uint64
	e.mu.RLock()
	if e.state != "" {
		s.State = e.state
	}
	if g := e.current; g != nil {
		s.Searchable, s.Generation, s.Fingerprint = g.manifest.Docs, g.name, g.manifest.Fingerprint
		for _, f := range g.manifest.Files {
			s.IndexBytes += f.Size
		}
		reached = g.manifest.Seq
	}
	e.mu.RUnlock()
	return s, translate(e.store.describe(&s, reached))
}

// Close ends all work. Builds that are under way are thrown away; what they
// were made of is stored.
func (e *Engine) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil
	}
	e.closed = true
	e.mu.Unlock()
	e.stop()
	e.running.Wait()
	e.write.Lock()
	defer e.write.Unlock()
	e.abandon()
	if e.current != nil {
		e.current.release()
	}
	e.queue.Close()
	removeLock(e.cfg.Dir)
	err := e.store.db.Close()
	if e.cleanup != nil {
		e.cleanup()
	}
	return err
}

// translate names errors of the file so that callers understand them.
func translate(err error) error {
	if errors.Is(err, bbolterrors.ErrDatabaseNotOpen) {
		return errClosed
	}
	if isFull(err) {
		return fmt.Errorf("%w: %w", index.ErrFull, err)
	}
	return err
}

var _ interface {
	index.Engine
	io.Closer
} = (*Engine)(nil)
