package main

import (
	"testing"
	"time"

	"kbadvisor/index/ingest"
)

func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		in    ingest.Progress
		want  string
		share float64
	}{
		{ingest.Progress{Stage: ingest.StageScan, TotalBytes: 1, Bytes: 1}, "import: looking at what is there", 0},
		{ingest.Progress{Stage: ingest.StageImport, Done: 3}, "import: 3 files", 0},
		{ingest.Progress{Stage: ingest.StageImport, Done: 3, Total: 12}, "import: 3 of 12 files", 0.25},
		{ingest.Progress{Stage: ingest.StageImport, Done: 3, Total: 12, Bytes: 5, TotalBytes: 10, Rate: 1.4, Left: 9 * time.Second},
			"import: 3 of 12 files, 1/s, 9s left", 0.5},
		{ingest.Progress{Stage: ingest.StagePrune}, "import: removing what is gone", 1},
		{ingest.Progress{Stage: ingest.StageRefresh, Done: 12}, "import: 12 files, making them searchable", 1},
	} {
		if got := describe(c.in); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.in, got, c.want)
		}
		if got := share(c.in); got != c.share {
			t.Errorf("%+v: share %v, want %v", c.in, got, c.share)
		}
	}
}
