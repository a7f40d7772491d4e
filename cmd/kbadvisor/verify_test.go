package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// shelf is an engine of which only the stored entries matter.
type shelf struct {
	index.Engine
	entries []index.Entry
	index   []string // faults of the index
}

func (s shelf) All(context.Context) iter.Seq2[index.Entry, error] {
	return func(yield func(index.Entry, error) bool) {
		for _, e := range s.entries {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (s shelf) Verify(context.Context) ([]string, error) { return s.index, nil }

func TestVerify(t *testing.T) {
	entry := func(id kb.ID, hashed, stored string, err error) index.Entry {
		return index.Entry{ID: id, Hash: sha256.Sum256([]byte(hashed)), Source: func() ([]byte, error) { return []byte(stored), err }}
	}
	n, faults, err := verify(t.Context(), shelf{
		entries: []index.Entry{
			entry("fine", "text", "text", nil),
			entry("changed", "text", "test", nil),
			entry("unreadable", "text", "", errors.New("checksum differs")),
		},
		index: []string{"gen-1/x: gone"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"changed: the stored text is not what was imported", "unreadable: checksum differs", "gen-1/x: gone"}
	if d := cmp.Diff(want, faults); d != "" || n != 3 {
		t.Errorf("%d articles, faults (-want +got):\n%s", n, d)
	}
}
