package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

// member is one file of a source that a test makes.
type member struct{ name, body string }

// text returns a small article in the KB text format.
func text(number int, words string) string {
	return fmt.Sprintf("DOCUMENT:Q%d  01-MAY-2001  [iis]\r\nTITLE   :%s\r\nPRODUCT :Internet Information Server\r\n"+
		"PROD/VER:4.0\r\nOPER/SYS:\r\nKEYWORDS:kbtest\r\n\r\n%s\r\n\r\nSYMPTOMS\r\n========\r\n\r\n%s\r\n",
		number, words, strings.Repeat("=", 70), words)
}

// markdown returns a small article in the house format.
func markdown(id, words string) string {
	return fmt.Sprintf("---\nid: %s\ntitle: %s\n---\n\n# %s\n\n## Symptoms\n\n%s\n\n## Cause\n\nNobody looked.\n", id, words, words, words)
}

// numbered returns n articles, each in a file of its own.
func numbered(n int) []member {
	out := make([]member, n)
	for i := range out {
		out[i] = member{fmt.Sprintf("%03d/Q%d.TXT", i/100, 100000+i), text(100000+i, fmt.Sprintf("problem %d", i))}
	}
	return out
}

// writeFolder writes the files below a new folder and returns its path.
func writeFolder(t testing.TB, files ...member) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		writeFile(t, filepath.Join(dir, f.name), f.body)
	}
	return dir
}

func writeFile(t testing.TB, path, body string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// writeTemp writes one file into a new folder and returns its path.
func writeTemp(t testing.TB, name, body string) string {
	t.Helper()
	return writeFile(t, filepath.Join(t.TempDir(), name), body)
}

// check fails the test when one of the errors of building test data is not nil.
func check(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func tarOf(t testing.TB, files ...member) string {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, f := range files {
		err := w.WriteHeader(&tar.Header{Name: f.name, Typeflag: tar.TypeReg, Size: int64(len(f.body)), Mode: 0o644})
		check(t, err)
		_, err = w.Write([]byte(f.body))
		check(t, err)
	}
	check(t, w.Close())
	return buf.String()
}

func zipOf(t testing.TB, files ...member) string {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, f := range files {
		e, err := w.Create(f.name)
		check(t, err)
		_, err = e.Write([]byte(f.body))
		check(t, err)
	}
	check(t, w.Close())
	return buf.String()
}

func gz(t testing.TB, body string) string {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := w.Write([]byte(body))
	check(t, err, w.Close())
	return buf.String()
}

func zst(t testing.TB, body string, opts ...zstd.EOption) string {
	t.Helper()
	var buf bytes.Buffer
	w, err := zstd.NewWriter(&buf, opts...)
	check(t, err)
	_, err = w.Write([]byte(body))
	check(t, err, w.Close())
	return buf.String()
}

// newImporter returns an importer into a new engine.
func newImporter(t testing.TB, change ...func(*Config)) (*Importer, index.Engine) {
	t.Helper()
	cfg := Config{Engine: indextest.NewReference()}
	for _, f := range change {
		f(&cfg)
	}
	im, err := New(cfg)
	check(t, err)
	return im, cfg.Engine
}

// imports runs an import that must succeed and returns the summary and the
// lines of the report.
func imports(t testing.TB, im *Importer, run Run) (Summary, []Failure) {
	t.Helper()
	sum, report, err := importsErr(t, im, run)
	if err != nil {
		t.Fatalf("Import(%v): %v", run.Sources, err)
	}
	return sum, report
}

// importsErr runs an import that may fail.
func importsErr(t testing.TB, im *Importer, run Run) (Summary, []Failure, error) {
	t.Helper()
	var buf bytes.Buffer
	run.Report = &buf
	sum, err := im.Import(t.Context(), run)
	return sum, readReport(t, buf.String()), err
}

func readReport(t testing.TB, lines string) []Failure {
	t.Helper()
	var report []Failure
	for line := range strings.Lines(lines) {
		var f Failure
		check(t, json.Unmarshal([]byte(line), &f))
		report = append(report, f)
	}
	return report
}

// from is a run with only sources.
func from(sources ...string) Run { return Run{Sources: sources} }

// wantCounts compares a summary without its time and its list of failures.
func wantCounts(t testing.TB, got, want Summary) {
	t.Helper()
	opt := cmpopts.IgnoreFields(Summary{}, "Seconds", "Failures")
	if diff := cmp.Diff(want, got, opt); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}

// contents returns what the engine holds: "ID NAME" in the order of the ids.
func contents(t testing.TB, e index.Engine) []string {
	t.Helper()
	var out []string
	for entry, err := range e.All(t.Context()) {
		check(t, err)
		out = append(out, fmt.Sprintf("%s %s", entry.ID, entry.Name))
	}
	return out
}

// sourceOf returns the bytes that are stored under an id.
func sourceOf(t testing.TB, e index.Engine, id kb.ID) string {
	t.Helper()
	doc, err := e.Get(t.Context(), id)
	check(t, err)
	return string(doc.Article.Source)
}

// articleID returns the id that a path of the archive names.
func articleID(t testing.TB, name string) kb.ID {
	t.Helper()
	id, err := kb.ParseID(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	check(t, err)
	return id
}
