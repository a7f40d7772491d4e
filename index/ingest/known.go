package ingest

import (
	"context"
	"fmt"
	"strings"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// fileKey names a file of an origin.
type fileKey struct{ origin, name string }

// key returns the key under which the file's article is stored.
func (f file) key() fileKey { return fileKey{f.src.origin, f.name} }

// stored is what the engine had under an id when the import began.
type stored struct {
	fileKey
	hash [32]byte
	text bool // KB text
	ours bool // the run's sources answer for it
}

// known is what the engine had when the import began. It does not change.
type known struct {
	byID   map[kb.ID]stored
	byName map[fileKey]kb.ID // those that are ours
}

// loadKnown asks the engine for its entries.
func loadKnown(ctx context.Context, engine index.Engine, ours scope) (*known, error) {
	k := &known{byID: map[kb.ID]stored{}, byName: map[fileKey]kb.ID{}}
	labels := map[string]string{} // one string for each origin
	for e, err := range engine.All(ctx) {
		if err != nil {
			return nil, fmt.Errorf("list what is stored: %w", err)
		}
		origin, ok := labels[e.Origin]
		if !ok {
			origin = strings.Clone(e.Origin)
			labels[origin] = origin
		}
		s := stored{fileKey: fileKey{origin, e.Name}, hash: e.Hash, text: e.Format == kb.FormatText}
		s.ours = ours.has(e.ID, s)
		k.byID[e.ID] = s
		if s.ours {
			k.byName[s.fileKey] = e.ID
		}
	}
	return k, ctx.Err()
}

// named returns what is stored under a name that the run's sources answer for.
func (k *known) named(key fileKey) (kb.ID, stored, bool) {
	id, ok := k.byName[key]
	return id, k.byID[id], ok
}
