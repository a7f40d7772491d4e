package bleve_test

import (
	"context"
	"flag"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/bleve"
	"kbadvisor/index/indextest"
)

func openDir(t *testing.T, dir string) *bleve.Engine {
	t.Helper()
	e, err := bleve.Open(context.Background(), bleve.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEngine(t *testing.T) {
	dirs := map[index.Engine]string{}
	indextest.Run(t, indextest.Harness{
		Open: func(t *testing.T) index.Engine {
			dir := t.TempDir()
			e := openDir(t, dir)
			dirs[e] = dir
			return e
		},
		Reopen: func(t *testing.T, e index.Engine) index.Engine {
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			return openDir(t, dirs[e])
		},
	})
}

var _ = flag.Bool("update", false, "write the golden files anew")

func TestRelevance(t *testing.T) {
	e := openDir(t, t.TempDir())
	defer e.Close()
	indextest.Relevance(t, e)
}
