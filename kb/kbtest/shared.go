// Package kbtest gives tests the real knowledge base, where it is present. It
// is imported by tests only.
package kbtest

import (
	"archive/tar"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// Env is the environment variable that names the folder with the shared data.
const Env = "KBADVISOR_SHARED"

// Shared returns the folder with the shared data. It skips the test when the
// environment does not name one.
func Shared(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv(Env)
	if dir == "" {
		tb.Skipf("needs the shared data: set %s to its folder", Env)
	}
	return dir
}

// Archive yields the path and the bytes of every article of the KB text
// archive, in the order of the archive. The bytes belong to the caller.
func Archive(tb testing.TB) iter.Seq2[string, []byte] {
	tb.Helper()
	return files(tb, filepath.Join(Shared(tb), "data", "archive", "kb-archive.tar.zst"))
}

// Markdown yields the path and the bytes of every file of the Markdown
// knowledge bases, in the order of the archive. The bytes belong to the caller.
func Markdown(tb testing.TB) iter.Seq2[string, []byte] {
	tb.Helper()
	return files(tb, filepath.Join(Shared(tb), "data", "markdown", "kb-markdown.tar.zst"))
}

// files yields the regular files of a compressed archive. Any failure to read it
// ends the test.
func files(tb testing.TB, path string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		tb.Helper()
		f, err := os.Open(path)
		if err != nil {
			tb.Fatalf("open the shared archive: %v", err)
		}
		defer f.Close()
		z, err := zstd.NewReader(f)
		if err != nil {
			tb.Fatalf("read %s: %v", path, err)
		}
		defer z.Close()
		if err := walk(tar.NewReader(z), yield); err != nil {
			tb.Fatalf("read %s: %v", path, err)
		}
	}
}

// walk yields the regular files of r until it ends or yield says stop.
func walk(r *tar.Reader, yield func(string, []byte) bool) error {
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if !yield(h.Name, b) {
			return nil
		}
	}
}
