package ingest

import (
	"context"
	"fmt"

	"kbadvisor/index"
)

// batch is what goes to the engine next.
type batch struct {
	docs []index.Document
	recs []*record // one for each document
	size int       // bytes of source
}

// flight is a batch that the engine is storing.
type flight struct {
	recs     []*record
	outcomes []index.Outcome
	err      error
	done     chan struct{}
}

// add puts a document into the batch and sends the batch off when it is full.
func (p *pipeline) add(doc index.Document, rec *record) error {
	if old := rec.replaces; old != nil && !old.settled {
		if p.batch.swap(doc, rec) {
			p.skipShown(old.shown, "duplicate of "+rec.shown)
			return nil
		}
		if err := p.land(); err != nil {
			return err
		}
	}
	b := &p.batch
	rec.slot = len(b.docs)
	b.docs, b.recs = append(b.docs, doc), append(b.recs, rec)
	b.size += len(doc.Article.Source)
	if len(b.docs) < p.cfg.Batch && b.size < batchBytes {
		return nil
	}
	return p.launch()
}

// swap puts a document in the place of the one it replaces, if that one is
// still in the batch.
func (b *batch) swap(doc index.Document, rec *record) bool {
	old := rec.replaces
	if old.slot >= len(b.recs) || b.recs[old.slot] != old {
		return false
	}
	b.size += len(doc.Article.Source) - len(b.docs[old.slot].Article.Source)
	b.docs[old.slot], b.recs[old.slot] = doc, rec
	rec.slot, rec.replaces = old.slot, nil
	return true
}

// launch has the engine store the batch while the next one fills. What was
// parsed is stored even when the context of the import has ended.
func (p *pipeline) launch() error {
	if err := p.land(); err != nil || len(p.batch.docs) == 0 {
		return err
	}
	b := p.batch
	p.batch = batch{}
	f := &flight{recs: b.recs, done: make(chan struct{})}
	p.flight = f
	go func() {
		defer close(f.done)
		f.outcomes, f.err = p.cfg.Engine.Put(context.WithoutCancel(p.ctx), b.docs)
	}()
	return nil
}

// land waits for the batch that is being stored and counts it.
func (p *pipeline) land() error {
	f := p.flight
	if f == nil {
		return nil
	}
	<-f.done
	p.flight = nil
	if f.err == nil && len(f.outcomes) != len(f.recs) {
		f.err = fmt.Errorf("the engine gave %d outcomes for %d documents", len(f.outcomes), len(f.recs))
	}
	if f.err != nil {
		return fmt.Errorf("store a batch of %d articles: %w", len(f.recs), f.err)
	}
	for i, rec := range f.recs {
		p.settle(rec, f.outcomes[i])
	}
	return nil
}

// flushAll stores what is left, unless the engine failed already.
func (p *pipeline) flushAll() error {
	if err := p.launch(); err != nil {
		return err
	}
	return p.land()
}
