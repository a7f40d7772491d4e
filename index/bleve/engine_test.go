package bleve_test

import (
	"context"
	"testing"

	"kbadvisor/index"
	"kbadvisor/index/bleve"
	"kbadvisor/index/indextest"
)

func open(t *testing.T) index.Engine { return openDir(t, t.TempDir()) }

func openDir(t *testing.T, dir string) *bleve.Engine {
	t.Helper()
	e, err := bleve.Open(context.Background(), bleve.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
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
	})
}
