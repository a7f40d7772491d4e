package match

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"kbadvisor/index"
	"kbadvisor/index/analyze"
	"kbadvisor/index/semantic"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/signature"
)

// Catalog is what is known of all articles of a knowledge base without reading
// them. It does not change and may be used by several goroutines at the same time.
type Catalog struct {
	Fingerprint string // index.Stats.Fingerprint of the articles
	cards       []card // by id

	places  map[kb.ID]int32   // of cards
	entries []signature.Entry // every signature with the place of its article
	table   *signature.Table
	named   map[string][]int32 // kind and id of an identifier -> places of articles
	rarity  map[string]float64 // of the terms of titles
}

// index makes what finds articles by their messages and identifiers.
func (c *Catalog) index() {
	c.named, c.places = map[string][]int32{}, make(map[kb.ID]int32, len(c.cards))
	for n := range c.cards {
		c.places[c.cards[n].ID] = int32(n)
		for _, s := range c.cards[n].Signatures {
			c.entries = append(c.entries, signature.Entry{Article: int32(n), Sig: s})
		}
		for _, m := range c.cards[n].Idents {
			key := identKey(m.Kind, m.ID)
			c.named[key] = append(c.named[key], int32(n))
		}
	}
	c.measureTitles()
	c.table = signature.NewTable(c.entries)
}

// measureTitles counts in how many titles each term stands.
func (c *Catalog) measureTitles() {
	var a analyze.Analyzer
	c.rarity = map[string]float64{}
	for n := range c.cards {
		card := &c.cards[n]
		card.title, card.howTo = strings.ToLower(card.Title), howTo(card)
		a.Each(card.Title, false, func(id uint32, _, _ int) {
			if t := a.Term(id); !slices.Contains(card.titleTerms, t) {
				card.titleTerms = append(card.titleTerms, t)
				c.rarity[t]++
			}
		})
	}
	for t, n := range c.rarity {
		c.rarity[t] = math.Log(1 + float64(len(c.cards))/n)
	}
	for n := range c.cards {
		card := &c.cards[n]
		card.titleRare = make([]float64, len(card.titleTerms))
		for i, t := range card.titleTerms {
			card.titleRare[i] = c.rarity[t]
		}
	}
}

func identKey(kind kb.IdentifierKind, id string) string { return string(kind) + " " + id }

// number returns the place of an article.
func (c *Catalog) number(id kb.ID) (int, bool) {
	n, ok := c.places[id]
	return int(n), ok
}

func compareIDs(a, b kb.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// build makes the catalog of the articles in the engine. It takes the cards of
// articles that did not change from old, which may be nil.
func build(ctx context.Context, e index.Engine, model *semantic.Model, opt kbfile.Options, old *Catalog) (*Catalog, error) {
	stats, err := e.Stats(ctx)
	if err != nil {
		return nil, err
	}
	out := &Catalog{Fingerprint: stats.Fingerprint}
	group, ctx := errgroup.WithContext(ctx)
	type task struct {
		at    int
		entry index.Entry
	}
	tasks := make(chan task, 64)
	made := make([][]card, runtime.GOMAXPROCS(0))
	for lane := range made {
		group.Go(func() error {
			for t := range tasks {
				c, err := fromEntry(t.entry, model, opt)
				if err != nil {
					return err
				}
				made[lane] = append(made[lane], c)
			}
			return nil
		})
	}
	var kept []card
	group.Go(func() error {
		defer close(tasks)
		for entry, err := range e.All(ctx) {
			if err != nil {
				return err
			}
			if old != nil {
				if n, ok := old.number(entry.ID); ok && old.cards[n].Hash == entry.Hash {
					kept = append(kept, old.cards[n])
					continue
				}
			}
			select {
			case tasks <- task{len(kept), entry}:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("make the catalog of articles: %w", err)
	}
	out.cards = slices.Concat(append(made, kept)...)
	slices.SortFunc(out.cards, func(a, b card) int { return compareIDs(a.ID, b.ID) })
	out.index()
	return out, nil
}

// fromEntry makes the card of a stored article.
func fromEntry(e index.Entry, model *semantic.Model, opt kbfile.Options) (card, error) {
	src, err := e.Source()
	if err != nil {
		return card{}, err
	}
	a, err := kbfile.Parse(src, e.Name, opt)
	if err != nil {
		return card{}, fmt.Errorf("article %s: %w", e.ID, err)
	}
	a.ID = e.ID
	return newCard(model, a, e.Hash), nil
}
