package index_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

func TestRelatedArticles(t *testing.T) {
	e := indextest.NewReference()
	text := func(id, title, symptoms string) index.Document { return indextest.Text(t, id, title, symptoms) }
	_, err := e.Put(t.Context(), []index.Document{
		text("Q800001", "Spooler stops", "The spooler stops. See article Q800002 and Q899999."),
		text("Q800002", "Printer queue", "The queue is kept by a service."),
		text("Q800003", "Overview", "Read Q800001 first."),
		text("Q800004", "Spooler stops again", "The spooler stops after an update."),
		text("Q800005", "Mouse pointer", "Nothing of that kind."),
	})
	if err := errors.Join(err, e.Refresh(t.Context())); err != nil {
		t.Fatal(err)
	}
	list, err := index.RelatedArticles(t.Context(), e, "Q800001", 3)
	if err != nil {
		t.Fatal(err)
	}
	got := map[kb.ID]index.Relation{}
	for _, r := range list {
		got[r.ID] = r.Why
	}
	want := map[kb.ID]index.Relation{"Q800002": index.Cites, "Q800003": index.CitedBy, "Q800004": index.Similar}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := index.RelatedArticles(t.Context(), e, "Q1234567", 3); !errors.Is(err, kb.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
