package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kbadvisor/kb"
)

// pruneShare is the part of an origin that may be removed without force: a
// tenth.
const pruneShare = 10

// deleteBatch is how many articles one Engine.Delete removes.
const deleteBatch = 1000

// prune removes what the sources no longer have.
func (p *pipeline) prune(ctx context.Context) error {
	if !p.run.Prune || ctx.Err() != nil {
		return ctx.Err()
	}
	if p.broken {
		p.cfg.Logger.Warn("import: nothing pruned, because not everything could be read")
		return nil
	}
	var gone []kb.ID
	byOrigin := p.gone()
	for _, origin := range slices.Sorted(maps.Keys(byOrigin)) {
		ids := byOrigin[origin]
		if total := p.known.count(origin); !p.run.Force && len(ids)*pruneShare > total {
			return fmt.Errorf("%w: %d of %d articles from %s; check the source, then force it", ErrPruneTooMuch, len(ids), total, origin)
		}
		gone = append(gone, ids...)
	}
	return p.remove(ctx, gone)
}

// gone returns the articles of the run's origins that the run has not seen, by
// origin. Articles of files that failed are not among them.
func (p *pipeline) gone() map[string][]kb.ID {
	out := map[string][]kb.ID{}
	for id, s := range p.known.byID {
		if s.ours && p.seen[id] == nil && !p.failed[s.fileKey] && !p.failed[s.container()] {
			out[s.origin] = append(out[s.origin], id)
		}
	}
	return out
}

// container returns the key of the file that holds the article among others.
func (k fileKey) container() fileKey {
	if i := strings.LastIndexByte(k.name, '#'); i >= 0 {
		k.name = k.name[:i]
	}
	return k
}

// count returns how many articles an origin has.
func (k *known) count(origin string) int {
	n := 0
	for _, s := range k.byID {
		if s.origin == origin {
			n++
		}
	}
	return n
}

// remove deletes articles in the order of their ids.
func (p *pipeline) remove(ctx context.Context, ids []kb.ID) error {
	slices.Sort(ids)
	if p.run.DryRun {
		p.sum.Removed = len(ids)
		return nil
	}
	for part := range slices.Chunk(ids, deleteBatch) {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := p.cfg.Engine.Delete(context.WithoutCancel(ctx), part)
		p.sum.Removed += n
		if err != nil {
			return fmt.Errorf("prune %d articles: %w", len(part), err)
		}
	}
	return nil
}
