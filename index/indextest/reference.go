package indextest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// errClosed is the answer of an engine that was closed.
var errClosed = errors.New("engine is closed")

// reference is an engine that holds everything in memory and looks at every
// article for every search.
type reference struct {
	mu      sync.RWMutex
	stored  map[kb.ID]*record
	visible map[kb.ID]*record // as of the last Refresh; replaced, never changed
	lag     uint64
	closed  bool
}

// NewReference returns an empty engine that keeps articles in memory. It passes
// Run, and takes time in proportion to all text for each search.
func NewReference() index.Engine {
	return &reference{stored: map[kb.ID]*record{}, visible: map[kb.ID]*record{}}
}

// Put stores the documents one after the other.
func (r *reference) Put(ctx context.Context, docs []index.Document) ([]index.Outcome, error) {
	records := make([]*record, len(docs))
	for i, d := range docs {
		if d.Article == nil || d.Article.ID == "" {
			return nil, fmt.Errorf("put document %d (%.60q): %w: want an article with an id", i, d.Name, kb.ErrBadID)
		}
		records[i] = newRecord(d)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.usable(ctx); err != nil {
		return nil, err
	}
	outcomes := make([]index.Outcome, len(docs))
	for i, rec := range records {
		outcomes[i] = r.put(rec)
	}
	return outcomes, nil
}

func (r *reference) put(rec *record) index.Outcome {
	old, ok := r.stored[rec.id()]
	if ok && bytes.Equal(old.doc.Article.Source, rec.doc.Article.Source) {
		return index.Unchanged
	}
	r.stored[rec.id()] = rec
	r.lag++
	if ok {
		return index.Updated
	}
	return index.Added
}

// Delete removes the articles that are there.
func (r *reference) Delete(ctx context.Context, ids []kb.ID) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.usable(ctx); err != nil {
		return 0, err
	}
	before := len(r.stored)
	for _, id := range ids {
		delete(r.stored, id)
	}
	removed := before - len(r.stored)
	r.lag += uint64(removed)
	return removed, nil
}

// Refresh makes a copy of what is stored visible.
func (r *reference) Refresh(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.usable(ctx); err != nil {
		return err
	}
	r.visible, r.lag = maps.Clone(r.stored), 0
	return nil
}

// Get returns the document as it was given to Put.
func (r *reference) Get(ctx context.Context, id kb.ID) (index.Document, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := r.usable(ctx); err != nil {
		return index.Document{}, err
	}
	rec, ok := r.stored[id]
	if !ok {
		return index.Document{}, fmt.Errorf("get %.60q: %w", string(id), kb.ErrNotFound)
	}
	return rec.doc, nil
}

// All yields the entries that were stored when it was called.
func (r *reference) All(ctx context.Context) iter.Seq2[index.Entry, error] {
	return func(yield func(index.Entry, error) bool) {
		for _, rec := range r.sorted() {
			r.mu.RLock()
			err := r.usable(ctx)
			r.mu.RUnlock()
			if err != nil {
				yield(index.Entry{}, err)
				return
			}
			if !yield(rec.entry(), nil) {
				return
			}
		}
	}
}

// sorted returns what is stored in the order of the ids.
func (r *reference) sorted() []*record {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return sortedRecords(r.stored)
}

func sortedRecords(m map[kb.ID]*record) []*record {
	return slices.SortedFunc(maps.Values(m), func(a, b *record) int { return cmp.Compare(a.id(), b.id()) })
}

// Stats counts.
func (r *reference) Stats(ctx context.Context) (index.Stats, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if err := r.usable(ctx); err != nil {
		return index.Stats{}, err
	}
	s := index.Stats{
		Engine: "reference", Generation: "memory", Schema: 1, State: "ready",
		Articles: len(r.stored), Searchable: len(r.visible), Lag: r.lag,
		Fingerprint: fingerprint(r.visible), Origins: map[string]int{},
	}
	for _, rec := range r.stored {
		s.Origins[rec.doc.Origin]++
		s.SourceBytes += int64(len(rec.doc.Article.Source))
	}
	s.StoreBytes = s.SourceBytes
	return s, nil
}

// fingerprint is a hash over the ids and hashes of the articles.
func fingerprint(m map[kb.ID]*record) string {
	h := sha256.New()
	for _, rec := range sortedRecords(m) {
		fmt.Fprintf(h, "%q %x\n", rec.id(), rec.hash)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Rebuild has nothing to do: there are no search structures.
func (r *reference) Rebuild(ctx context.Context) error {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.usable(ctx)
}

// Close makes every later call but Close fail.
func (r *reference) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	return nil
}

func (r *reference) usable(ctx context.Context) error {
	if r.closed {
		return errClosed
	}
	return ctx.Err()
}
