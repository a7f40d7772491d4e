package match

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"kbadvisor/index"
	"kbadvisor/index/semantic"
	"kbadvisor/kb/kbfile"
)

// builder makes the cards of a catalog on all cores.
type builder struct {
	engine index.Engine
	model  *semantic.Model
	parse  kbfile.Options
	old    *Catalog // cards of articles that did not change are taken from it; may be nil

	entries chan index.Entry // that need a new card
	made    [][]card         // by lane
	kept    []card
}

// build makes the catalog of the articles in the engine. It takes the cards of
// articles that did not change from old, which may be nil.
func build(ctx context.Context, e index.Engine, model *semantic.Model, opt kbfile.Options, old *Catalog) (*Catalog, error) {
	stats, err := e.Stats(ctx)
	if err != nil {
		return nil, err
	}
	lanes := runtime.GOMAXPROCS(0)
	b := &builder{engine: e, model: model, parse: opt, old: old, entries: make(chan index.Entry, 64), made: make([][]card, lanes)}
	group, ctx := errgroup.WithContext(ctx)
	for lane := range lanes {
		group.Go(func() error { return b.lane(lane) })
	}
	group.Go(func() error { return b.feed(ctx) })
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("make the catalog of articles: %w", err)
	}
	out := &Catalog{Fingerprint: stats.Fingerprint, cards: slices.Concat(append(b.made, b.kept)...)}
	slices.SortFunc(out.cards, func(a, b card) int { return cmp.Compare(a.ID, b.ID) })
	out.index()
	return out, nil
}

// feed hands out the entries that need a new card.
func (b *builder) feed(ctx context.Context) error {
	defer close(b.entries)
	for entry, err := range b.engine.All(ctx) {
		if err != nil {
			return err
		}
		if c, ok := b.known(entry); ok {
			b.kept = append(b.kept, c)
			continue
		}
		select {
		case b.entries <- entry:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// known returns the old card of an article that did not change.
func (b *builder) known(e index.Entry) (card, bool) {
	if b.old == nil {
		return card{}, false
	}
	n, ok := b.old.number(e.ID)
	if !ok || b.old.cards[n].Hash != e.Hash {
		return card{}, false
	}
	return b.old.cards[n], true
}

// lane makes cards.
func (b *builder) lane(lane int) error {
	for e := range b.entries {
		c, err := b.card(e)
		if err != nil {
			return err
		}
		b.made[lane] = append(b.made[lane], c)
	}
	return nil
}

// card makes the card of a stored article.
func (b *builder) card(e index.Entry) (card, error) {
	src, err := e.Source()
	if err != nil {
		return card{}, err
	}
	a, err := kbfile.Parse(src, e.Name, b.parse)
	if err != nil {
		return card{}, fmt.Errorf("article %s: %w", e.ID, err)
	}
	a.ID = e.ID
	return newCard(b.model, a, e.Hash), nil
}
