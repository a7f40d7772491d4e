package bleve

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"kbadvisor/kb/kbfile"
)

// smallBase is up to how many articles there may be for an import to build a
// whole new generation while it goes on. Larger ones are brought up to date when
// the import is over.
const smallBase = 2000

// session is a build from scratch that Put feeds. It holds the articles of the
// changes after base; those of the base are added at the end, because they may
// still change.
type session struct {
	builder *builder
	base    uint64
}

// beginSession starts a session when Put brings many articles to few.
func (e *Engine) beginSession(n int) {
	if e.session != nil || n < 2 {
		return
	}
	articles, seq := e.store.count()
	e.mu.RLock()
	visible := e.current != nil && e.current.manifest.Seq == seq
	e.mu.RUnlock()
	if articles > smallBase || articles > 0 && !visible || n < articles {
		return
	}
	b, err := newBuilder(e.background, e.newDir())
	if err != nil {
		e.log.Warn("no build with the import", "reason", err)
		return
	}
	e.session = &session{builder: b, base: seq}
}

// feed gives the documents that were stored to the session. What was fed before
// cannot be taken back: a change to it ends the session.
func (e *Engine) feed(changes []*change, made []*document) {
	if e.session == nil {
		return
	}
	for i, c := range changes {
		if !c.write {
			continue
		}
		if c.oldSeq > e.session.base {
			e.abandon()
			return
		}
		if err := e.session.builder.add(made[i]); err != nil {
			e.log.Warn("the build that runs with the import failed", "reason", err)
			e.abandon()
			return
		}
	}
}

// abandon throws the session away.
func (e *Engine) abandon() {
	if e.session == nil {
		return
	}
	b := e.session.builder
	e.session = nil
	b.cancel()
	_ = b.finish()
	_ = os.RemoveAll(b.dir)
}

// finish adds the base and ends the build.
func (s *session) finish(ctx context.Context, e *Engine) (string, error) {
	err := e.feedStored(ctx, s.builder, 0, s.base)
	return s.builder.close(err)
}

// full builds a generation from the stored articles.
func (e *Engine) full(ctx context.Context) (string, error) {
	b, err := newBuilder(ctx, e.newDir())
	if err != nil {
		return "", err
	}
	return b.close(e.feedStored(ctx, b, 0, ^uint64(0)))
}

// feedStored adds the stored articles of the changes after from and up to to.
func (e *Engine) feedStored(ctx context.Context, b *builder, from, to uint64) error {
	return e.stored(ctx, from, to, func(d *document) error { return b.add(d) })
}

// stored makes the search documents of stored articles on all cores and hands
// them to add, which is called from several goroutines.
func (e *Engine) stored(ctx context.Context, from, to uint64, add func(*document) error) error {
	group, ctx := errgroup.WithContext(ctx)
	raws := make(chan packed, 64)
	for range cap(e.writers) {
		group.Go(func() error {
			return withWorker(ctx, e.writers, func(w *worker) error {
				for p := range raws {
					d, err := e.unpackDocument(w, p)
					if err == nil {
						err = add(d)
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	group.Go(func() error {
		defer close(raws)
		return e.store.records(from, to, func(p packed) error {
			select {
			case raws <- p:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	return group.Wait()
}

// unpackDocument makes the search document of a stored record.
func (e *Engine) unpackDocument(w *worker, p packed) (*document, error) {
	rec, source, err := e.store.codec.unpack(p.raw)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", p.id, err)
	}
	a, err := kbfile.Parse(source, p.name, e.cfg.Parse)
	if err != nil {
		return nil, fmt.Errorf("article %s: %w", rec.id, err)
	}
	a.ID = rec.id
	return w.indexer.document(a), nil
}

// newDir names the folder of the next generation.
func (e *Engine) newDir() string {
	e.generations++
	return filepath.Join(e.cfg.Dir, fmt.Sprintf("%s%d", generationPrefix, e.generations))
}

const generationPrefix = "gen-"

// sweep removes the folders of generations that are not published, and finds
// the number of the next one.
func (e *Engine) sweep() {
	published := e.store.generation()
	entries, err := os.ReadDir(e.cfg.Dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		n := 0
		if _, err := fmt.Sscanf(entry.Name(), generationPrefix+"%d", &n); err != nil || !strings.HasPrefix(entry.Name(), generationPrefix) {
			continue
		}
		e.generations = max(e.generations, n)
		if entry.Name() != published {
			_ = os.RemoveAll(filepath.Join(e.cfg.Dir, entry.Name()))
		}
	}
}
