package match

import (
	"math"
	"slices"
	"strings"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
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
		card.titleTerms = nil // those of an older catalog are its own
		card.title, card.howTo = strings.ToLower(card.Title), howTo(card)
		a.Each(card.Title, false, func(id uint32, _, _ int) {
			if t := a.Term(id); !slices.Contains(card.titleTerms, t) {
				card.titleTerms = append(card.titleTerms, t)
				c.rarity[t]++
			}
		})
	}
	if len(c.cards) <= smallBase {
		b := newBackground()
		for t := range c.rarity {
			c.rarity[t] = b.rarity(t)
		}
	} else {
		for t, n := range c.rarity {
			c.rarity[t] = math.Log(1 + float64(len(c.cards))/n)
		}
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
