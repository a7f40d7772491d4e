package kbtest

import (
	"archive/tar"
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWalkYieldsRegularFilesUntilStopped(t *testing.T) {
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	add := func(name string, kind byte, body string) {
		t.Helper()
		if err := w.WriteHeader(&tar.Header{Name: name, Typeflag: kind, Size: int64(len(body)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	add("a/", tar.TypeDir, "")
	add("a/1.TXT", tar.TypeReg, "one")
	add("a/2.TXT", tar.TypeReg, "two")
	add("a/3.TXT", tar.TypeReg, "three")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	err := walk(tar.NewReader(&buf), func(name string, b []byte) bool {
		got = append(got, name+"="+string(b))
		return len(got) < 2
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/1.TXT=one", "a/2.TXT=two"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestArchiveCounts(t *testing.T) {
	n := 0
	for range Archive(t) {
		n++
	}
	if n < 40_000 {
		t.Errorf("the archive has %d articles, want all of it", n)
	}
}
