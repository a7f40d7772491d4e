package main

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// table reads rows under the usual header.
func table(t *testing.T, rows string) aliasTable {
	t.Helper()
	got, err := readAliases(strings.NewReader("cve,bulletin,articles\n" + rows))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestAliasTableTake(t *testing.T) {
	kept := table(t, "CVE-2031-0002,,house-rule\ncan-2031-0001,MS31-001,Q100002 100001\n")
	got := kept.take(table(t, "CVE-2031-0001,ms31-001,Q100003;Q100001\nCVE-2031-0002,,house-rule\n,MS31-001,Q100009\nCVE-2031-0002,,\n"))
	if diff := cmp.Diff(aliasCounts{Added: 1, Updated: 1, Unchanged: 1}, got); diff != "" {
		t.Errorf("counts: -want +got:\n%s", diff)
	}
	text, err := kept.text()
	if err != nil {
		t.Fatal(err)
	}
	const want = "cve,bulletin,articles\n,MS31-001,Q100009\nCVE-2031-0001,MS31-001,Q100001 Q100002 Q100003\nCVE-2031-0002,,house-rule\n"
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	again, err := readAliases(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(kept, again); diff != "" {
		t.Errorf("read again: -want +got:\n%s", diff)
	}
}

func TestReadAliasesBounds(t *testing.T) {
	line := strings.NewReader("cve,bulletin,articles\n")
	if _, err := readAliases(io.MultiReader(line, endless('\n'))); !errors.Is(err, kb.ErrTooLarge) {
		t.Errorf("an endless table: %v, want %v", err, kb.ErrTooLarge)
	}
	if _, err := readAliases(iotest.ErrReader(io.ErrUnexpectedEOF)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v, want %v", err, io.ErrUnexpectedEOF)
	}
}

// endless is a line that repeats without end.
type endless byte

func (e endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(e)
	}
	return len(b), nil
}
