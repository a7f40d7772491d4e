package indextest_test

import (
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

func TestReferenceFindsAWord(t *testing.T) {
	e := indextest.NewReference()
	a := &kb.Article{ID: "Q1000", Title: "Passive mode fails", Source: []byte("x")}
	if _, err := e.Put(t.Context(), []index.Document{{Article: a}}); err != nil {
		t.Fatal(err)
	}
	if err := e.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := e.Search(t.Context(), index.Query{Words: []index.Word{{Text: "passive"}}})
	if err != nil || len(p.Hits) != 1 || p.Hits[0].ID != "Q1000" {
		t.Errorf("got %+v, %v", p, err)
	}
}
