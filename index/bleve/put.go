package bleve

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// worker is what one goroutine needs to prepare or check articles.
type worker struct {
	indexer indexer
	match   matcher
	buf     []byte
}

// withWorker runs fn with a worker of a pool.
func withWorker(ctx context.Context, pool chan *worker, fn func(*worker) error) error {
	select {
	case w := <-pool:
		defer func() { pool <- w }()
		return fn(w)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Put stores a batch of documents. See index.Engine.
func (e *Engine) Put(ctx context.Context, docs []index.Document) ([]index.Outcome, error) {
	e.write.Lock()
	defer e.write.Unlock()
	if err := e.writable(ctx); err != nil {
		return nil, err
	}
	all, last := batch(docs)
	if err := e.decide(all); err != nil {
		return nil, err
	}
	e.beginSession(len(last))
	made, err := e.prepare(ctx, last)
	if err != nil {
		return nil, err
	}
	if err := e.store.write(last); err != nil {
		return nil, fmt.Errorf("store %d articles: %w", len(last), translate(err))
	}
	e.feed(last, made)
	return outcomes(all), nil
}

// outcomes lists what became of each document, as if they had come one by one.
func outcomes(all []*change) []index.Outcome {
	out := make([]index.Outcome, len(all))
	before := map[kb.ID]*change{}
	for i, c := range all {
		out[i] = c.outcome
		if b := before[c.doc.Article.ID]; b != nil {
			out[i] = index.Updated
			if b.hash == c.hash {
				out[i] = index.Unchanged
			}
		}
		before[c.doc.Article.ID] = c
	}
	return out
}

// batch makes a change of each document, and lists those that are not followed
// by another one of the same id.
func batch(docs []index.Document) (all, last []*change) {
	place := map[kb.ID]int{}
	for i, d := range docs {
		all = append(all, &change{doc: d})
		place[d.Article.ID] = i
	}
	for i, c := range all {
		if place[c.doc.Article.ID] == i {
			last = append(last, c)
		}
	}
	return all, last
}

// writable reports why nothing can be written, if so.
func (e *Engine) writable(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return errClosed
	}
	return checkSpace(e.cfg.Dir)
}

// decide finds out what each change would do, and makes the dictionary when
// enough articles have come together for the first time.
func (e *Engine) decide(changes []*change) error {
	var sources [][]byte
	err := e.store.db.View(func(tx *bbolt.Tx) error {
		for _, c := range changes {
			c.hash = sha256.Sum256(c.doc.Article.Source)
			c.write = e.store.compare(tx, c)
			sources = append(sources, c.doc.Article.Source)
		}
		return nil
	})
	if err != nil || len(changes) < dictionaryFrom || e.store.codec.hasDictionary() {
		return translate(err)
	}
	return translate(e.store.makeDictionary(sources))
}

// prepare compresses the sources and makes the search documents of the changes
// that are written, on all cores.
func (e *Engine) prepare(ctx context.Context, changes []*change) ([]*document, error) {
	made := make([]*document, len(changes))
	group, ctx := errgroup.WithContext(ctx)
	next := make(chan int)
	for range cap(e.writers) {
		group.Go(func() error {
			return withWorker(ctx, e.writers, func(w *worker) error {
				for i := range next {
					c := changes[i]
					c.record = e.store.codec.pack(recordOf(c.doc.Article), c.doc.Article.Source)
					if e.session != nil {
						made[i] = w.indexer.document(c.doc.Article)
					}
				}
				return nil
			})
		})
	}
	group.Go(func() error {
		defer close(next)
		for i, c := range changes {
			if !c.write {
				continue
			}
			select {
			case next <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return made, group.Wait()
}

// Delete removes articles. See index.Engine.
func (e *Engine) Delete(ctx context.Context, ids []kb.ID) (int, error) {
	e.write.Lock()
	defer e.write.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n, err := e.store.delete(ids)
	if n > 0 {
		e.abandon()
	}
	return n, translate(err)
}

// Refresh makes all changes visible. See index.Engine.
func (e *Engine) Refresh(ctx context.Context) error {
	e.write.Lock()
	defer e.write.Unlock()
	return e.refresh(ctx, false)
}

// Rebuild makes the search structures anew. See index.Engine.
func (e *Engine) Rebuild(ctx context.Context) error {
	e.write.Lock()
	defer e.write.Unlock()
	e.abandon()
	return e.refresh(ctx, true)
}

// refresh makes and publishes a generation with everything that is stored.
func (e *Engine) refresh(ctx context.Context, anew bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	goal, err := e.store.state()
	if err != nil {
		return translate(err)
	}
	e.mu.RLock()
	current := e.current
	e.mu.RUnlock()
	if current != nil && current.manifest.Seq == goal.Seq && !anew {
		return nil
	}
	start := time.Now()
	dir, err := e.make(ctx, current, goal, anew)
	if err != nil {
		return fmt.Errorf("make the search structures: %w", translate(err))
	}
	e.log.Info("search structures made", "articles", goal.Docs, "seconds", time.Since(start).Seconds())
	return e.install(dir, goal)
}

// make builds a new generation in the cheapest way there is and returns its
// folder.
func (e *Engine) make(ctx context.Context, current *generation, goal manifest, anew bool) (string, error) {
	if s := e.session; s != nil && !anew {
		e.session = nil
		dir, err := s.finish(ctx, e)
		if err == nil {
			return dir, nil
		}
		e.log.Warn("the build that ran with the import failed and is repeated", "reason", err)
	}
	if current != nil && !anew {
		changes := goal.Seq - current.manifest.Seq
		if current.dir != "" && changes*2 < uint64(current.manifest.Docs) {
			return e.delta(ctx, current)
		}
	}
	return e.full(ctx)
}

// install seals, opens and publishes a generation.
func (e *Engine) install(dir string, m manifest) error {
	if err := seal(dir, m); err != nil {
		return fmt.Errorf("seal the search structures: %w", translate(err))
	}
	g, err := openGeneration(dir, e.queue)
	if err != nil {
		return err
	}
	if err := e.store.setGeneration(g.name, m.Seq); err != nil {
		g.release()
		return translate(err)
	}
	e.publish(g)
	return nil
}
