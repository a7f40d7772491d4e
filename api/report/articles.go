package report

import (
	"context"
	"errors"
	"fmt"

	"kbadvisor/kb"
)

// keptArticles is how many articles each half of the cache keeps.
const keptArticles = 128

// articles keeps the articles that were asked for last: findings of one kind come
// in rows. The zero value is ready.
type articles struct {
	young, old map[kb.ID]*kb.Article
}

// get returns an article, nil when it is not there any more.
func (c *articles) get(ctx context.Context, id kb.ID, getter Getter) (*kb.Article, error) {
	if a, ok := c.young[id]; ok {
		return a, nil
	}
	a, ok := c.old[id]
	if !ok {
		var err error
		a, err = getter(ctx, id)
		if err != nil && !errors.Is(err, kb.ErrNotFound) {
			return nil, fmt.Errorf("read article %s: %w", id, err)
		}
	}
	if len(c.young) >= keptArticles || c.young == nil {
		c.old, c.young = c.young, map[kb.ID]*kb.Article{}
	}
	c.young[id] = a
	return a, nil
}
