package indextest_test

import (
	"flag"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
)

var _ = flag.Bool("update", false, "write the golden files anew")

func TestReference(t *testing.T) {
	indextest.Run(t, indextest.Harness{
		Open:   func(*testing.T) index.Engine { return indextest.NewReference() },
		Reopen: func(_ *testing.T, e index.Engine) index.Engine { return e },
	})
}

func TestReferenceRelevance(t *testing.T) {
	indextest.Relevance(t, indextest.NewReference())
}
