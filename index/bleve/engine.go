package bleve

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"sync"

	indexapi "github.com/blevesearch/bleve_index_api"
	bbolterrors "go.etcd.io/bbolt/errors"

	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

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

var _ index.Engine = (*Engine)(nil)
