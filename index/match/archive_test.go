package match

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"

	"kbadvisor/index/bleve"
	"kbadvisor/index/eval"
	"kbadvisor/index/ingest"
	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
	"kbadvisor/kb/scan/scantest"
)

// longEnv is the variable that asks for the tests that take minutes.
const longEnv = "KBADVISOR_LONG"

// long skips a test that takes minutes unless it is asked for.
func long(tb testing.TB) {
	tb.Helper()
	if os.Getenv(longEnv) == "" {
		tb.Skipf("takes minutes: set %s=1", longEnv)
	}
}

// library is the real knowledge base with a matcher over it.
type library struct {
	once    sync.Once
	err     error
	dir     string // of the engine and the catalog
	engine  *bleve.Engine
	matcher *Matcher
	catalog *Catalog
}

// realLibrary is shared by all tests, which only read it. TestMain removes it.
var realLibrary library

func TestMain(m *testing.M) {
	code := m.Run()
	if err := realLibrary.close(); err != nil {
		fmt.Fprintln(os.Stderr, "remove the imported archive:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func (l *library) close() error {
	if l.dir == "" {
		return nil
	}
	if l.engine != nil {
		l.err = l.engine.Close()
	}
	return errors.Join(l.err, os.RemoveAll(l.dir))
}

// archive returns the real knowledge base. The first caller imports it.
func archive(tb testing.TB) *library {
	tb.Helper()
	path := filepath.Join(kbtest.Shared(tb), "data", "archive", "kb-archive.tar.zst")
	l := &realLibrary
	l.once.Do(func() { l.err = l.open(path) })
	if l.err != nil {
		tb.Fatalf("import the archive: %v", l.err)
	}
	return l
}

// open imports the articles of a file into a new folder and makes the catalog.
func (l *library) open(path string) (err error) {
	ctx := context.Background()
	if l.dir, err = os.MkdirTemp("", "kbadvisor-match-"); err != nil {
		return err
	}
	if l.engine, err = bleve.Open(ctx, bleve.Config{Dir: l.dir}); err != nil {
		return err
	}
	im, err := ingest.New(ingest.Config{Engine: l.engine})
	if err != nil {
		return err
	}
	if sum, err := im.Import(ctx, ingest.Run{Sources: []string{path}}); err != nil || sum.Failed > 0 || sum.Added == 0 {
		return errors.Join(fmt.Errorf("got %+v", sum), err)
	}
	if l.matcher, err = New(l.engine, Config{Dir: l.dir}); err != nil {
		return err
	}
	l.catalog, err = l.matcher.Prepare(ctx)
	return err
}

// source returns the bytes of an article.
func (l *library) source(tb testing.TB, id kb.ID) []byte {
	tb.Helper()
	doc, err := l.engine.Get(tb.Context(), id)
	if err != nil {
		tb.Fatalf("%s: %v", id, err)
	}
	return doc.Article.Source
}

// devCases returns the labelled observations that everybody has.
func devCases(tb testing.TB) []eval.Case {
	tb.Helper()
	return readCases(tb, filepath.Join(kbtest.Shared(tb), "eval", "observations-dev.jsonl"))
}

// ownCases returns the labelled observations of this package.
func ownCases(tb testing.TB) []eval.Case {
	tb.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", "*.jsonl"))
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no labelled observations: %v", err)
	}
	var out []eval.Case
	for _, path := range paths {
		out = append(out, readCases(tb, path)...)
	}
	return out
}

func readCases(tb testing.TB, path string) []eval.Case {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	cases, err := eval.ReadCases(bytes.NewReader(data))
	if err != nil {
		tb.Fatalf("%s: %v", path, err)
	}
	return cases
}

// answers matches every case on all processors and returns the answers in their order.
func answers(tb testing.TB, m *Matcher, cases []eval.Case, limit int) []kb.Answer {
	tb.Helper()
	out := make([]kb.Answer, len(cases))
	eachParallel(tb, len(cases), func(i int) (err error) {
		if out[i], err = m.Match(tb.Context(), cases[i].Input, "", limit); err != nil {
			err = fmt.Errorf("case %s: %w", cases[i].ID, err)
		}
		return err
	})
	return out
}

// eachParallel calls do with 0 to n-1 on all processors and ends the test on errors.
func eachParallel(tb testing.TB, n int, do func(i int) error) {
	tb.Helper()
	var group errgroup.Group
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		group.Go(func() error {
			for i := w; i < n; i += workers {
				if err := do(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		tb.Fatal(err)
	}
}

// golden compares a text with a golden file, or writes it with -update.
func golden(tb testing.TB, name, got string) {
	tb.Helper()
	path := filepath.Join("testdata", name)
	if scantest.Updating() {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if got != string(want) {
		tb.Errorf("%s is out of date: look at the difference, then run with -update\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}
