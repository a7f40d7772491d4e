package main

import (
	"context"
	"errors"
	"iter"
	"sync/atomic"
	"time"

	"kbadvisor/api"
	"kbadvisor/api/report"
	"kbadvisor/index"
	"kbadvisor/index/match"
	"kbadvisor/kb"
)

// matcher explains observations from the articles of a data folder.
type matcher interface {
	api.Matcher
	report.Linker
	Prepare(ctx context.Context) (*match.Catalog, error)
	Explain(ctx context.Context, text string, hint kb.ObservationKind, limit int) (match.Explanation, error)
}

// patience is how long the first match may take before the user is told why.
const patience = time.Second

// openMatcher returns the matcher of a data folder, ready to match.
func (p *program) openMatcher(ctx context.Context, d *data) (matcher, error) {
	m, err := p.newMatcher(d)
	if err != nil {
		return nil, err
	}
	tell := time.AfterFunc(patience, func() { p.note("making ready to match; this takes longest once after articles have changed") })
	defer tell.Stop()
	_, err = m.Prepare(ctx)
	return m, err
}

// newMatcher returns the matcher of a data folder, which reads the articles when
// it is asked.
func (p *program) newMatcher(d *data) (matcher, error) {
	cfg, err := p.matchConfig(d)
	if err != nil {
		return nil, err
	}
	return match.New(d, cfg)
}

// warming is a matcher that says that it is not ready until it has read the
// articles.
type warming struct {
	matcher
	ready atomic.Bool
}

// warm reads the articles. Without them nothing is matched, but searching works.
func (w *warming) warm(ctx context.Context) error {
	_, err := w.Prepare(ctx)
	w.ready.Store(err == nil)
	return err
}

// Match matches when the articles are read.
func (w *warming) Match(ctx context.Context, text string, hint kb.ObservationKind, limit int) (kb.Answer, error) {
	if !w.ready.Load() {
		return kb.Answer{}, api.ErrNoMatcher
	}
	return w.matcher.Match(ctx, text, hint, limit)
}

// Quoting returns nothing until the articles are read.
func (w *warming) Quoting(p kb.Protocol, code string) []kb.ID {
	if !w.ready.Load() {
		return nil
	}
	return w.matcher.Quoting(p, code)
}

// Link links when the articles are read.
func (w *warming) Link(ctx context.Context, findings iter.Seq2[kb.Finding, error]) iter.Seq2[kb.Linked, error] {
	if !w.ready.Load() {
		return func(yield func(kb.Linked, error) bool) { yield(kb.Linked{}, api.ErrNoMatcher) }
	}
	return w.matcher.Link(ctx, findings)
}

// articleOf returns a function that gets articles; those that are gone are nil.
// Other failures are kept in err.
func articleOf(ctx context.Context, e index.Engine, err *error) func(kb.ID) *kb.Article {
	return func(id kb.ID) *kb.Article {
		doc, getErr := e.Get(ctx, id)
		if getErr != nil && !errors.Is(getErr, kb.ErrNotFound) {
			*err = errors.Join(*err, getErr)
		}
		return doc.Article
	}
}
