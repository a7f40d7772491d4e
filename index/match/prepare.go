package match

import (
	"context"

	"kbadvisor/index"
)

// making is a catalog that is being made. Cat and err may be read when done is
// closed.
type making struct {
	done chan struct{}
	cat  *Catalog
	err  error
}

// Prepare returns the catalog of the articles as they are now, and makes it when
// they have changed. Only articles that changed are read. A catalog that is being
// made is finished even if the caller does not wait for it.
func (m *Matcher) Prepare(ctx context.Context) (*Catalog, error) {
	now, err := m.engine.Probe(ctx, index.Probe{}) // tells the fingerprint and does nothing else
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	if m.catalog != nil && m.catalog.Fingerprint == now.Fingerprint {
		defer m.mu.Unlock()
		return m.catalog, nil
	}
	if m.making == nil {
		m.making = &making{done: make(chan struct{})}
		go m.remake(context.WithoutCancel(ctx), m.making, m.catalog, now.Fingerprint)
	}
	work := m.making
	m.mu.Unlock()
	select {
	case <-work.done:
		return work.cat, work.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// remake makes a catalog out of the last one, which is nil at the start.
func (m *Matcher) remake(ctx context.Context, work *making, last *Catalog, fingerprint string) {
	work.cat, work.err = m.remade(ctx, last, fingerprint)
	m.mu.Lock()
	defer m.mu.Unlock()
	if work.err == nil {
		m.catalog = work.cat
	}
	m.making = nil
	close(work.done)
}

func (m *Matcher) remade(ctx context.Context, last *Catalog, fingerprint string) (*Catalog, error) {
	if last == nil && m.cfg.Dir != "" {
		var err error
		if last, err = loadCatalog(m.cfg.Dir, m.semantic); err != nil {
			m.log.Warn("the catalog is made anew", "reason", err)
		}
		if last != nil && last.Fingerprint == fingerprint {
			return last, nil
		}
	}
	made, err := build(ctx, m.engine, m.semantic, m.cfg.Parse, last)
	if err != nil {
		return nil, err
	}
	if m.cfg.Dir != "" {
		if err := made.save(m.cfg.Dir, m.semantic); err != nil {
			m.log.Warn("the catalog is not kept", "reason", err)
		}
	}
	return made, nil
}
