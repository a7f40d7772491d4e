package query_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
	"kbadvisor/index/query"
)

func TestLoosen(t *testing.T) {
	q, err := query.Parse(`cannot open "C:\my file" +error product:iis -printer`)
	if err != nil {
		t.Fatal(err)
	}
	q.Page = "token of the strict query"
	want := q
	want.Words = words("cannot", "open", "error", `C:\my`, "file")
	want.Phrases, want.Required, want.Page = nil, nil, ""
	got, changed := query.Loosen(q)
	if diff := cmp.Diff(want, got); diff != "" || !changed {
		t.Errorf("changed %v: %s", changed, diff)
	}
	if got, changed := query.Loosen(got); changed || !cmp.Equal(want, got) {
		t.Errorf("a loose query changes to %+v", got)
	}
	if len(q.Phrases) != 1 || len(q.Words) != 2 {
		t.Errorf("the given query was changed to %+v", q)
	}
}

func TestLoosenNothing(t *testing.T) {
	if _, changed := query.Loosen(index.Query{}); changed {
		t.Error("the empty query changes")
	}
}
