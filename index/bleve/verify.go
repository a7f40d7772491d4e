package bleve

import (
	"context"
	"fmt"

	"kbadvisor/kb"
)

// Verify reads everything back and returns what is wrong, one line each: sources
// that are not what was imported or can no longer be parsed, files of the search
// structures that have changed, and articles that are stored but not searchable
// or the other way round.
func (e *Engine) Verify(ctx context.Context) (problems []string, err error) {
	defer recovered("verify", &err)
	if err := e.Refresh(ctx); err != nil {
		return nil, err
	}
	g, err := e.view(ctx)
	if err != nil {
		return nil, err
	}
	defer g.release()
	if g.dir != "" {
		if _, err := readManifest(g.dir); err != nil {
			problems = append(problems, err.Error())
		}
	}
	more, err := e.verifyArticles(ctx, g)
	return append(problems, more...), err
}

// verifyArticles checks every stored article and whether it can be found.
func (e *Engine) verifyArticles(ctx context.Context, g *generation) (problems []string, err error) {
	ids, err := g.column(ctx, idField)
	if err != nil {
		return nil, err
	}
	searchable := map[kb.ID]bool{}
	for _, id := range ids.values {
		searchable[kb.ID(id)] = true
	}
	for entry, err := range e.All(ctx) {
		if err != nil {
			return problems, err
		}
		if !searchable[entry.ID] {
			problems = append(problems, fmt.Sprintf("article %s: stored but not searchable", entry.ID))
		}
		delete(searchable, entry.ID)
		if _, err := e.Get(ctx, entry.ID); err != nil {
			problems = append(problems, err.Error())
		}
	}
	for id := range searchable {
		problems = append(problems, fmt.Sprintf("article %s: searchable but not stored", id))
	}
	return problems, nil
}
