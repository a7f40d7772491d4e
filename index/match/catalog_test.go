package match

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync/atomic"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
)

// counting is an engine that counts how often sources are read, and can fail to.
type counting struct {
	index.Engine
	reads atomic.Int32
	fault error
}

func (e *counting) All(ctx context.Context) iter.Seq2[index.Entry, error] {
	return func(yield func(index.Entry, error) bool) {
		for entry, err := range e.Engine.All(ctx) {
			read := entry.Source
			entry.Source = func() ([]byte, error) {
				e.reads.Add(1)
				if e.fault != nil {
					return nil, e.fault
				}
				return read()
			}
			if !yield(entry, err) {
				return
			}
		}
	}
}

// shelve puts articles of a few words into an engine. The text of article i is
// texts[i].
func shelve(t *testing.T, e index.Engine, texts ...string) {
	t.Helper()
	for i, text := range texts {
		name := fmt.Sprintf("article-%02d.md", i)
		a, err := kbfile.Parse([]byte("# Article of "+text+"\n\n## Symptoms\n\nThe server says:\n\n    530 "+text+" refused.\n"), name, kbfile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Put(t.Context(), []index.Document{{Article: a, Name: name}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestBuildReadsWhatChanged wants only articles that are new or have other bytes to
// be read again, and the catalog to be the one that is made from nothing.
func TestBuildReadsWhatChanged(t *testing.T) {
	e := &counting{Engine: indextest.NewReference()}
	m, err := New(e, Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		name  string
		texts []string
		gone  []kb.ID
		reads int32
	}{
		{"all are new", []string{"red", "green", "blue", "white"}, nil, 4},
		{"nothing changed", nil, nil, 0},
		{"one has other bytes", []string{"red", "grey"}, nil, 1},
		{"one is new", []string{"red", "grey", "blue", "white", "black"}, nil, 1},
		{"one is gone", nil, []kb.ID{"article-02"}, 0},
	} {
		shelve(t, e, step.texts...)
		if _, err := e.Delete(t.Context(), step.gone); err != nil {
			t.Fatal(err)
		}
		if err := e.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		e.reads.Store(0)
		got, err := m.Prepare(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if n := e.reads.Load(); n != step.reads {
			t.Errorf("%s: %d sources are read, want %d", step.name, n, step.reads)
		}
		fresh, err := build(t.Context(), e, m.semantic, kbfile.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		wantSameCatalog(t, step.name, fresh, got)
		restarted, err := New(e, Config{Dir: m.cfg.Dir})
		if err != nil {
			t.Fatal(err)
		}
		e.reads.Store(0)
		if _, err := restarted.Prepare(t.Context()); err != nil || e.reads.Load() != 0 {
			t.Errorf("%s: after a restart %d sources are read (%v)", step.name, e.reads.Load(), err)
		}
	}
}

func wantSameCatalog(t *testing.T, name string, want, got *Catalog) {
	t.Helper()
	var a, b encoder
	for i := range want.cards {
		a.card(&want.cards[i])
	}
	for i := range got.cards {
		b.card(&got.cards[i])
	}
	if !slices.Equal(a.b, b.b) || want.Fingerprint != got.Fingerprint || len(want.entries) != len(got.entries) {
		t.Errorf("%s: got %d articles and %d signatures, want %d and %d, or others", name, len(got.cards), len(got.entries), len(want.cards), len(want.entries))
	}
	if !slices.IsSortedFunc(got.cards, func(a, b card) int { return cmp.Compare(a.ID, b.ID) }) {
		t.Errorf("%s: the articles are not in order", name)
	}
}

func TestBuildFails(t *testing.T) {
	e := &counting{Engine: indextest.NewReference(), fault: errors.New("no such sector")}
	shelve(t, e, "red", "green")
	m, err := New(e, Config{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Match(t.Context(), "530 red refused.", "", 0); !errors.Is(err, e.fault) {
		t.Errorf("got %v, want %v", err, e.fault)
	}
	e.fault = nil
	if _, err := m.Match(t.Context(), "530 red refused.", "", 0); err != nil {
		t.Errorf("after the fault is mended: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := build(ctx, e, m.semantic, kbfile.Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

// TestNumber looks articles up by id: those that are there, and the gaps around them.
func TestNumber(t *testing.T) {
	c := &Catalog{cards: []card{{ID: "Q100001"}, {ID: "Q100003"}, {ID: "disk"}}}
	c.index()
	for id, want := range map[kb.ID]int{"Q100001": 0, "Q100003": 1, "disk": 2, "Q100000": -1, "Q100002": -1, "zebra": -1, "": -1} {
		n, ok := c.number(id)
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%q is at %d, want %d", id, n, want)
		}
	}
}
