package bleve

import (
	"context"
	"slices"
	"sync"

	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// column gives the value of a field with at most one value for each article.
type column struct {
	values []string // sorted
	ords   []uint32 // by article number: one more than the place in values, 0 for none

	numbersOnce sync.Once
	numbers     []uint32 // by place in values: the number of an article that has it
}

// value returns the value of an article, empty for none.
func (c *column) value(n uint32) string {
	if o := c.ords[n]; o > 0 {
		return c.values[o-1]
	}
	return ""
}

// columns holds the columns of a generation that were asked for.
type columns struct {
	mu     sync.Mutex
	loaded map[string]*column
}

// column returns a column, which is read when it is asked for the first time.
func (g *generation) column(ctx context.Context, fieldName string) (*column, error) {
	g.columns.mu.Lock()
	defer g.columns.mu.Unlock()
	if c := g.columns.loaded[fieldName]; c != nil {
		return c, nil
	}
	read := g.readColumn
	if fieldName == idField {
		read = g.readIDs
	}
	c, err := read(ctx, fieldName)
	if err != nil {
		return nil, err
	}
	if g.columns.loaded == nil {
		g.columns.loaded = map[string]*column{}
	}
	g.columns.loaded[fieldName] = c
	return c, nil
}

// readColumn turns the postings of a field around.
func (g *generation) readColumn(ctx context.Context, fieldName string) (*column, error) {
	c := &column{ords: make([]uint32, g.max)}
	known := map[string]uint32{}
	var list segapi.PostingsList
	var it segapi.PostingsIterator
	err := g.terms(ctx, fieldName, "", func(s *segmentView, d segapi.TermDictionary, term string) (err error) {
		o, ok := known[term]
		if !ok {
			c.values = append(c.values, term)
			o = uint32(len(c.values))
			known[term] = o
		}
		if list, err = d.PostingsList([]byte(term), s.deleted, list); err != nil {
			return err
		}
		it = list.Iterator(false, false, false, it)
		for p, err := it.Next(); p != nil || err != nil; p, err = it.Next() {
			if err != nil {
				return err
			}
			c.ords[s.base+uint32(p.Number())] = o
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.sort()
	return c, nil
}

// readIDs reads the ids as they are stored, which is quicker than by term.
func (g *generation) readIDs(ctx context.Context, _ string) (*column, error) {
	c := &column{values: make([]string, 0, g.manifest.Docs), ords: make([]uint32, g.max)}
	for _, s := range g.segments {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for n := range s.Count() {
			if s.deleted != nil && s.deleted.Contains(uint32(n)) {
				continue
			}
			id, err := s.DocID(n)
			if err != nil {
				return nil, err
			}
			c.values = append(c.values, string(id))
			c.ords[s.base+uint32(n)] = uint32(len(c.values))
		}
	}
	c.sort()
	return c, nil
}

// sort puts the values in order.
func (c *column) sort() {
	order := make([]uint32, len(c.values))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		if c.values[a] < c.values[b] {
			return -1
		}
		return 1
	})
	sorted := make([]string, len(order))
	place := make([]uint32, len(order)+1)
	for i, o := range order {
		sorted[i] = c.values[o]
		place[o+1] = uint32(i + 1)
	}
	c.values = sorted
	for n, o := range c.ords {
		c.ords[n] = place[o]
	}
}
