package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
	"kbadvisor/index/indextest"
	"kbadvisor/kb"
)

// recorder remembers the names of the documents in the order of Put.
type recorder struct {
	index.Engine
	names   []string
	batches []int
	before  func() // each Put
}

func (r *recorder) Put(ctx context.Context, docs []index.Document) ([]index.Outcome, error) {
	if r.before != nil {
		r.before()
	}
	r.batches = append(r.batches, len(docs))
	for _, d := range docs {
		r.names = append(r.names, d.Name)
	}
	return r.Engine.Put(ctx, docs)
}

func recording(before func()) *recorder {
	return &recorder{Engine: indextest.NewReference(), before: before}
}

func TestOrderIsTheOrderRead(t *testing.T) {
	files := numbered(500)
	slices.Reverse(files)                                   // an archive may have any order
	files[3].body += strings.Repeat("\r\nmore words", 5000) // slow to parse
	var want []string
	for _, f := range files {
		want = append(want, f.name)
	}
	path := writeTemp(t, "kb.tar", tarOf(t, files...))
	for _, workers := range []int{1, 2, 7} {
		engine := recording(nil)
		im, _ := newImporter(t, func(c *Config) { c.Engine, c.Workers, c.Batch = engine, workers, 64 })
		sum, _ := imports(t, im, from(path))
		wantCounts(t, sum, Summary{Added: 500})
		if diff := cmp.Diff(want, engine.names); diff != "" {
			t.Errorf("%d workers: order (-want +got):\n%s", workers, diff)
		}
		if slices.Max(engine.batches) > 64 {
			t.Errorf("batches = %v, want at most 64 documents", engine.batches)
		}
	}
	engine := recording(nil)
	im, _ := newImporter(t, func(c *Config) { c.Engine = engine })
	imports(t, im, from(writeFolder(t, files...)))
	slices.Sort(want)
	if diff := cmp.Diff(want, engine.names); diff != "" {
		t.Errorf("folder: order (-want +got):\n%s", diff)
	}
}

func TestBatchesEndAtEightMebibytes(t *testing.T) {
	files := numbered(30)
	for i := range files {
		files[i].body += strings.Repeat("\r\nword word word", 60_000)
	}
	engine := &recorder{Engine: newHeap()}
	im, _ := newImporter(t, func(c *Config) { c.Engine = engine })
	imports(t, im, from(writeTemp(t, "kb.tar", tarOf(t, files...))))
	if slices.Max(engine.batches) > 11 {
		t.Errorf("batches = %v, want at most 11 articles of 0.8 MiB", engine.batches)
	}
}

func TestReportHasALineForEveryFileLeftOut(t *testing.T) {
	dir := writeFolder(t,
		member{"a.TXT", before.body},
		member{"b.TXT", strings.ReplaceAll(after.body, "DOCUMENT:Q100002", "DOCUMENT:none")},
		member{"c.bin", "\x00\x01\x02"},
		member{"d.TXT", before.body},
		member{".git/config", "[core]"},
	)
	check(t, os.Symlink("a.TXT", filepath.Join(dir, "e.TXT")))
	im, _ := newImporter(t)
	sum, report := imports(t, im, from(dir))
	wantCounts(t, sum, Summary{Added: 1, Skipped: 4, Failed: 1})
	for i, want := range []struct {
		name, kind, reason string
		line               int
	}{
		{".git", KindSkipped, "version control", 0},
		{"b.TXT", KindFailed, "DOCUMENT", 1},
		{"c.bin", KindSkipped, "binary", 0},
		{"d.TXT", KindSkipped, "duplicate of " + filepath.Join(dir, "a.TXT"), 0},
		{"e.TXT", KindSkipped, "symbolic link", 0},
	} {
		got := report[i]
		if got.Name != filepath.Join(dir, want.name) || got.Kind != want.kind || got.Line != want.line || !strings.Contains(got.Reason, want.reason) {
			t.Errorf("line %d = %+v, want %+v", i+1, got, want)
		}
	}
	if diff := cmp.Diff(report[1:2], sum.Failures); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
}

func TestSummaryHoldsTwentyFailures(t *testing.T) {
	var files []member
	for i := range 30 {
		files = append(files, member{fmt.Sprintf("%d.TXT", i), "DOCUMENT:none\nTITLE:x\n"})
	}
	im, _ := newImporter(t)
	sum, report := imports(t, im, from(writeFolder(t, files...)))
	if sum.Failed != 30 || len(sum.Failures) != 20 || len(report) != 30 {
		t.Errorf("failed %d, kept %d, reported %d; want 30, 20, 30", sum.Failed, len(sum.Failures), len(report))
	}
}

func TestReportThatCannotBeWrittenIsAnError(t *testing.T) {
	im, engine := newImporter(t)
	r, w := io.Pipe()
	r.Close()
	run := from(writeFolder(t, before, member{"x.bin", "\x00"}))
	run.Report = w
	if _, err := im.Import(t.Context(), run); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error = %v, want that of the writer", err)
	}
	if len(contents(t, engine)) != 1 {
		t.Error("the article is not stored")
	}
}

func TestSecondRunParsesAndStoresNothing(t *testing.T) {
	files := append(numbered(20), member{"two.txt", text(200001, "one of two") + text(200002, "two of two")})
	engine := recording(nil)
	im, _ := newImporter(t, func(c *Config) { c.Engine = engine })
	dir := writeFolder(t, files...)
	imports(t, im, from(dir))
	engine.names = nil
	sum, _ := imports(t, im, from(dir))
	wantCounts(t, sum, Summary{Unchanged: 22})
	if want := []string{"two.txt#Q200001", "two.txt#Q200002"}; !cmp.Equal(want, engine.names) {
		t.Errorf("stored again: %v, want only %v", engine.names, want)
	}

	writeFile(t, filepath.Join(dir, files[4].name), text(100004, "another problem"))
	writeFile(t, filepath.Join(dir, "two.txt"), text(200001, "one of two"))
	writeFile(t, filepath.Join(dir, "new.TXT"), text(300001, "new"))
	sum, _ = imports(t, im, from(dir))
	wantCounts(t, sum, Summary{Added: 1, Updated: 1, Unchanged: 20})
	if got := sourceOf(t, engine, "Q100004"); !strings.Contains(got, "another problem") {
		t.Error("the changed article is not stored")
	}
}

func TestSecondRunHonoursASmallerLimit(t *testing.T) {
	im, engine := newImporter(t)
	dir := writeFolder(t, before)
	imports(t, im, from(dir))
	im, _ = newImporter(t, func(c *Config) { c.Engine, c.Limits.MaxArticle = engine, 100 })
	sum, _ := imports(t, im, from(dir))
	wantCounts(t, sum, Summary{Failed: 1})
}

func TestFirstOfTwoWithOneIDWins(t *testing.T) {
	first, second := text(100001, "first"), text(100001, "second")
	im, engine := newImporter(t)
	sum, report := imports(t, im, from(writeTemp(t, "kb.tar", tarOf(t, member{"z.TXT", first}, member{"a.TXT", second}))))
	wantCounts(t, sum, Summary{Added: 1, Skipped: 1})
	if !strings.HasSuffix(report[0].Name, ":a.TXT") || !strings.HasSuffix(report[0].Reason, ":z.TXT") {
		t.Errorf("report = %v", report)
	}
	if got := sourceOf(t, engine, "Q100001"); got != first {
		t.Error("the second article is stored")
	}
}

// rendering is a Markdown form of an article of the archive.
func rendering(number int, words string) string { return markdown(fmt.Sprintf("Q%d", number), words) }

func TestKeepDuplicatesTakesEveryArticle(t *testing.T) {
	files := []member{
		{"1/Q100001.TXT", before.body}, {"2/Q100001.TXT", before.body}, {"3/twice.TXT", before.body + after.body + before.body},
		{"4/one.md", markdown("one", "first")}, {"5/two.md", markdown("one", "second")},
	}
	want := []string{"1/Q100001.TXT", "2/Q100001.TXT", "3/twice.TXT#Q100001", "3/twice.TXT#Q100002", "3/twice.TXT#Q100001", "4/one.md", "5/two.md"}
	for _, batch := range []int{1, 2, 100} {
		engine := recording(nil)
		im, _ := newImporter(t, func(c *Config) { c.Engine, c.Batch = engine, batch })
		sum, report := imports(t, im, Run{Sources: []string{writeFolder(t, files...)}, KeepDuplicates: true})
		if diff := cmp.Diff(want, engine.names); diff != "" || len(report) > 0 {
			t.Errorf("batches of %d: taken (-want +got):\n%s\nreport: %v", batch, diff, report)
		}
		if n := sum.Added + sum.Updated + sum.Unchanged; n != len(want) || sum.Skipped+sum.Failed > 0 {
			t.Errorf("summary = %+v, want %d articles and nothing left out", sum, len(want))
		}
	}
}

func TestTextBeatsItsMarkdownRendering(t *testing.T) {
	const n = 25
	var pairs, apart []member
	for i := range n {
		md := member{fmt.Sprintf("%d/A.md", i), rendering(100000+i, "words")}
		txt := member{fmt.Sprintf("%d/S.TXT", i), text(100000+i, "words")}
		pairs = append(pairs, md, txt)
		apart = append(apart, txt)
		apart = slices.Insert(apart, i, md)
	}
	for name, files := range map[string][]member{"side by side": pairs, "text last": apart} {
		for _, batch := range []int{1, 4, 1000} {
			engine := indextest.NewReference()
			im, _ := newImporter(t, func(c *Config) { c.Engine, c.Batch = engine, batch })
			run := from(writeTemp(t, "kb.tar", tarOf(t, files...)))
			sum, report := imports(t, im, run)
			wantCounts(t, sum, Summary{Added: n, Skipped: n})
			if !strings.HasSuffix(report[0].Name, "A.md") || !strings.HasSuffix(report[0].Reason, "S.TXT") {
				t.Errorf("%s: report begins with %+v", name, report[0])
			}
			for e, err := range engine.All(t.Context()) {
				check(t, err)
				if e.Format != kb.FormatText {
					t.Errorf("%s in batches of %d: %s is stored as %s", name, batch, e.ID, e.Format)
				}
			}
			sum, _ = imports(t, im, run)
			wantCounts(t, sum, Summary{Unchanged: n, Skipped: n})
			run.DryRun = true
			im, _ = newImporter(t)
			sum, _ = imports(t, im, run)
			wantCounts(t, sum, Summary{Added: n, Skipped: n})
		}
	}
}

func TestTextReplacesAStoredRendering(t *testing.T) {
	im, _ := newImporter(t)
	dir := writeFolder(t, member{"x.md", rendering(100001, "words")})
	imports(t, im, from(dir))
	writeFile(t, filepath.Join(dir, "y.TXT"), before.body)
	sum, _ := imports(t, im, from(dir))
	wantCounts(t, sum, Summary{Updated: 1, Skipped: 1})
	sum, _ = imports(t, im, from(dir))
	wantCounts(t, sum, Summary{Unchanged: 1, Skipped: 1})
}

func TestCancelKeepsWhatIsParsed(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	puts := 0
	engine := recording(func() {
		if puts++; puts == 3 {
			cancel()
		}
	})
	im, _ := newImporter(t, func(c *Config) { c.Engine, c.Batch = engine, 10 })
	path := writeTemp(t, "kb.tar", tarOf(t, numbered(5000)...))
	sum, err := im.Import(ctx, from(path))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error = %v, want that of the context", err)
	}
	got := len(contents(t, engine))
	if got < 30 || got == 5000 || sum.Added != got {
		t.Errorf("%d articles are stored, summary has %d; want some of them, and the same", got, sum.Added)
	}
	stats, err := engine.Stats(t.Context())
	check(t, err)
	if stats.Searchable != got {
		t.Errorf("%d of %d articles are searchable", stats.Searchable, got)
	}
	sum, _ = imports(t, im, from(path))
	wantCounts(t, sum, Summary{Added: 5000 - got, Unchanged: got})
}

func TestCancelEndsABlockedRead(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	defer w.Close()
	go func() {
		_, _ = io.WriteString(w, tarOf(t, before))
		cancel()
	}()
	im, _ := newImporter(t)
	if _, err := im.Import(ctx, Run{Sources: []string{"-"}, Stdin: r}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want that of the context", err)
	}
}

func TestEngineErrorEndsTheImport(t *testing.T) {
	broken := &full{Engine: indextest.NewReference(), after: 3}
	im, _ := newImporter(t, func(c *Config) { c.Engine, c.Batch = broken, 10 })
	sum, err := im.Import(t.Context(), from(writeTemp(t, "kb.tar", tarOf(t, numbered(500)...))))
	if !errors.Is(err, index.ErrFull) {
		t.Errorf("error = %v, want ErrFull", err)
	}
	wantCounts(t, sum, Summary{Added: 30})
}

// full is an engine whose disk is full after some batches.
type full struct {
	index.Engine
	after int
}

func (f *full) Put(ctx context.Context, docs []index.Document) ([]index.Outcome, error) {
	if f.after--; f.after < 0 {
		return nil, index.ErrFull
	}
	return f.Engine.Put(ctx, docs)
}

func TestPrune(t *testing.T) {
	files := numbered(40)
	im, engine := newImporter(t)
	dir := writeFolder(t, files...)
	other := writeFolder(t, member{"other.md", markdown("other", "Other")})
	imports(t, im, from(dir, other))
	run := Run{Sources: []string{dir}, Prune: true}

	for _, f := range files[:4] {
		check(t, os.Remove(filepath.Join(dir, f.name)))
	}
	dry := run
	dry.DryRun = true
	sum, _ := imports(t, im, dry)
	wantCounts(t, sum, Summary{Unchanged: 36, Removed: 4})
	if n := len(contents(t, engine)); n != 41 {
		t.Fatalf("a dry run leaves %d articles, want 41", n)
	}
	sum, _ = imports(t, im, run)
	wantCounts(t, sum, Summary{Unchanged: 36, Removed: 4})

	for _, f := range files[4:9] {
		check(t, os.Remove(filepath.Join(dir, f.name)))
	}
	sum, _, err := importsErr(t, im, run)
	if !errors.Is(err, ErrPruneTooMuch) || !strings.Contains(err.Error(), "5 of 36") {
		t.Errorf("error = %v, want ErrPruneTooMuch with 5 of 36", err)
	}
	wantCounts(t, sum, Summary{Unchanged: 31})
	run.Force = true
	sum, _ = imports(t, im, run)
	wantCounts(t, sum, Summary{Unchanged: 31, Removed: 5})
	if n := len(contents(t, engine)); n != 32 {
		t.Errorf("%d articles are left, want 31 and the other origin's", n)
	}
}

func TestPruneOfFilesSparesTheirFolder(t *testing.T) {
	dir := writeFolder(t, append(numbered(20), member{"000/two.txt", text(200001, "one of two") + text(200002, "two of two")},
		member{"000/two.txt#odd", markdown("odd", "Odd")})...)
	folder := filepath.Join(dir, "000")
	im, engine := newImporter(t)
	imports(t, im, from(folder))
	check(t, os.Remove(filepath.Join(folder, "Q100007.TXT")))
	writeFile(t, filepath.Join(folder, "two.txt"), text(200001, "one of two"))
	writeFile(t, filepath.Join(folder, "Q100003.TXT"), text(300003, "another id"))

	run := from(filepath.Join(folder, "two.txt"), filepath.Join(folder, "Q100003.TXT"), filepath.Join(folder, "Q100004.TXT"))
	run.Prune, run.Force = true, true
	sum, _ := imports(t, im, run)
	wantCounts(t, sum, Summary{Added: 1, Unchanged: 2, Removed: 2}) // Q200002 and Q100003 left their files
	if n := len(contents(t, engine)); n != 22 {
		t.Errorf("%d articles are left, want 22: %v", n, contents(t, engine))
	}
	run.Sources = append(run.Sources, folder)
	sum, _ = imports(t, im, run)
	wantCounts(t, sum, Summary{Unchanged: 21, Skipped: 3, Removed: 1}) // the folder has no Q100007
	run.Sources, run.Origin = run.Sources[:1], folder
	sum, _ = imports(t, im, run)
	wantCounts(t, sum, Summary{Unchanged: 1, Removed: 20}) // the label says that this is all there is
}

func TestPruneSparesWhatCouldNotBeRead(t *testing.T) {
	im, engine := newImporter(t)
	dir := writeFolder(t, append(numbered(3), member{"two.txt", text(200001, "one of two") + text(200002, "two of two")})...)
	imports(t, im, from(dir))
	writeFile(t, filepath.Join(dir, "000/Q100000.TXT"), "DOCUMENT:none\nTITLE:x\n")
	writeFile(t, filepath.Join(dir, "two.txt"), text(200001, "one of two")+"DOCUMENT:none\nTITLE:x\n")
	check(t, os.Remove(filepath.Join(dir, "000/Q100001.TXT")))
	run := Run{Sources: []string{dir}, Prune: true, Force: true}
	sum, _ := imports(t, im, run)
	wantCounts(t, sum, Summary{Unchanged: 2, Failed: 2, Removed: 1})

	archive := writeTemp(t, "kb.tar", tarOf(t, numbered(200)...))
	imports(t, im, from(archive))
	n := len(contents(t, engine))
	writeFile(t, archive, tarOf(t, numbered(100)...)[:50_000])
	if _, _, err := importsErr(t, im, Run{Sources: []string{archive}, Prune: true, Force: true}); err == nil {
		t.Error("a damaged archive gives no error")
	}
	if got := len(contents(t, engine)); got != n {
		t.Errorf("pruning after a damaged archive leaves %d of %d articles", got, n)
	}
}

func TestPruneIsNotDoneAfterCancel(t *testing.T) {
	engine := recording(nil)
	im, _ := newImporter(t, func(c *Config) { c.Engine, c.Batch = engine, 1 })
	dir := writeFolder(t, numbered(30)...)
	imports(t, im, from(dir))
	writeFile(t, filepath.Join(dir, "000/Q100000.TXT"), text(100000, "changed"))
	check(t, os.Remove(filepath.Join(dir, "000/Q100001.TXT")))
	ctx, cancel := context.WithCancel(t.Context())
	engine.before = cancel
	sum, err := im.Import(ctx, Run{Sources: []string{dir}, Prune: true, Force: true})
	if !errors.Is(err, context.Canceled) || sum.Removed != 0 || len(contents(t, engine)) != 30 {
		t.Errorf("error = %v, removed %d, %d left; want nothing removed", err, sum.Removed, len(contents(t, engine)))
	}
}

func TestDryRunPredicts(t *testing.T) {
	dir := writeFolder(t, append(numbered(10), member{"x.bin", "\x00"}, member{"bad.TXT", "DOCUMENT:none\nTITLE:x\n"})...)
	im, engine := newImporter(t)
	imports(t, im, from(filepath.Join(dir, "000/Q100003.TXT")))
	writeFile(t, filepath.Join(dir, "000/Q100004.TXT"), text(100004, "other words"))
	imports(t, im, from(filepath.Join(dir, "000/Q100004.TXT")))
	writeFile(t, filepath.Join(dir, "000/Q100004.TXT"), text(100004, "new words"))

	stored := contents(t, engine)
	want, wantReport := imports(t, im, Run{Sources: []string{dir}, DryRun: true})
	wantCounts(t, want, Summary{Added: 8, Updated: 1, Unchanged: 1, Skipped: 1, Failed: 1})
	if diff := cmp.Diff(stored, contents(t, engine)); diff != "" {
		t.Errorf("a dry run changed the engine:\n%s", diff)
	}
	got, report := imports(t, im, from(dir))
	wantCounts(t, got, want)
	if diff := cmp.Diff(wantReport, report); diff != "" {
		t.Errorf("report of the dry run (-) and of the run (+):\n%s", diff)
	}
}

func TestUnreadableSources(t *testing.T) {
	good := writeFolder(t, before)
	missing := filepath.Join(t.TempDir(), "missing")
	im, _ := newImporter(t)
	sum, report := imports(t, im, from(missing, good, filepath.Join(good, "*.nothing")))
	wantCounts(t, sum, Summary{Added: 1, Failed: 2})
	if report[0].Name != missing || !strings.Contains(report[1].Reason, "matches nothing") {
		t.Errorf("report = %v", report)
	}
	_, _, err := importsErr(t, im, from(missing))
	if !errors.Is(err, ErrNoSource) || !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), missing) {
		t.Errorf("error = %v, want ErrNoSource and why", err)
	}
	for _, run := range []Run{{}, from("-")} {
		if _, err := im.Import(t.Context(), run); err == nil {
			t.Errorf("Import(%+v) gives no error", run)
		}
	}
}

func TestImportFS(t *testing.T) {
	fsys := func(files ...member) fstest.MapFS {
		m := fstest.MapFS{}
		for _, f := range files {
			m[f.name] = &fstest.MapFile{Data: []byte(f.body)}
		}
		return m
	}
	im, engine := newImporter(t)
	house := member{"disk-full.md", markdown("disk-full", "The disk is full")}
	ship := func(want Summary, files ...member) {
		t.Helper()
		sum, err := im.ImportFS(t.Context(), fsys(files...), index.OriginBundled)
		check(t, err)
		wantCounts(t, sum, want)
	}
	ship(Summary{Added: 3}, before, after, house)
	ship(Summary{Unchanged: 3}, before, after, house)

	mine := text(100001, "as the user has it")
	imports(t, im, from(writeTemp(t, "Q100001.TXT", mine)))
	ship(Summary{Unchanged: 1, Skipped: 1, Removed: 1}, before, house)
	ship(Summary{Updated: 1, Skipped: 1}, member{before.name, text(100001, "new release")}, member{house.name, markdown("disk-full", "The disk is full again")})
	if got := sourceOf(t, engine, "Q100001"); got != mine {
		t.Error("an article that the user imported was overwritten")
	}
	ship(Summary{Removed: 1})
	if diff := cmp.Diff([]string{"Q100001 Q100001.TXT"}, contents(t, engine)); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
}

func TestProgress(t *testing.T) {
	var calls []Progress
	im, _ := newImporter(t, func(c *Config) {
		c.Progress = func(p Progress) { calls = append(calls, p) }
		c.Engine = recording(nil)
	})
	path := writeTemp(t, "kb.tar.gz", gz(t, tarOf(t, numbered(50)...)))
	imports(t, im, from(path))
	info, err := os.Stat(path)
	check(t, err)
	last := calls[len(calls)-1]
	if last.Stage != StageDone || last.Done < 50 || last.Bytes > info.Size() || last.Rate <= 0 {
		t.Errorf("last progress = %+v", last)
	}
}

func TestMeterEstimates(t *testing.T) {
	var m meter
	m.stage(StageImport)
	for range 10 {
		m.file()
	}
	m.totalFiles.Store(40)
	m.totalBytes.Store(1000)
	m.consumed(1)
	got := m.progress()
	if got.Done != 10 || got.Total != 40 || got.Bytes != 1 || got.TotalBytes != 1000 || got.Stage != StageImport {
		t.Errorf("progress = %+v", got)
	}
	m.archive()
	m.consumed(5000)
	if got := m.progress(); got.Total != 0 || got.Bytes != 1000 || got.Left != 0 {
		t.Errorf("progress of an archive = %+v, want no total of files and nothing left", got)
	}
}

func TestCountAhead(t *testing.T) {
	dir := writeFolder(t, append(numbered(7), member{".git/x", "x"})...)
	archive := writeTemp(t, "kb.zip", zipOf(t, before))
	im, _ := newImporter(t)
	sources, err := from(dir, archive, filepath.Join(dir, "000", "*1.TXT")).sources()
	check(t, err)
	p := newPipeline(t.Context(), im.cfg, Run{}, sources)
	p.countAhead(nil)
	size := int64(0)
	for _, f := range numbered(7) {
		size += int64(len(f.body))
	}
	size += int64(len(zipOf(t, before)) + len(numbered(2)[1].body))
	if got := p.meter.progress(); got.Total != 9 || got.TotalBytes != size {
		t.Errorf("progress = %+v, want 9 files of %d bytes", got, size)
	}
}

func TestConfigIsValidated(t *testing.T) {
	engine := indextest.NewReference()
	for _, cfg := range []Config{{}, {Engine: engine, Workers: -1}, {Engine: engine, Batch: -1}, {Engine: engine, Limits: Limits{MaxRatio: -1}}} {
		if _, err := New(cfg); err == nil {
			t.Errorf("New(%+v) gives no error", cfg)
		}
	}
}

func TestPanicOfAParserFailsTheFile(t *testing.T) {
	im, _ := newImporter(t)
	p := newPipeline(t.Context(), im.cfg, Run{}, nil)
	p.known = &known{}
	f := file{src: &source{}, shown: "bad"}
	j := &job{file: f, done: make(chan struct{}), open: func() (fs.File, error) { panic("out of range") }}
	p.parse(j)
	<-j.done
	if len(j.results) != 1 || j.results[0].err == nil || !strings.Contains(j.results[0].err.Error(), "out of range") {
		t.Errorf("results = %+v, want the panic as an error", j.results)
	}
}

// FuzzSource imports any bytes as a stream: nothing panics, every file is
// accounted for, and what is counted is stored.
func FuzzSource(f *testing.F) {
	f.Add([]byte(before.body))
	f.Add([]byte(tarOf(f, three...)))
	f.Add([]byte(zipOf(f, three...)))
	f.Add([]byte(gz(f, tarOf(f, three...))))
	f.Add([]byte(zst(f, tarOf(f, three...))))
	f.Add([]byte(overlapping(f, 3)))
	f.Fuzz(func(t *testing.T, data []byte) {
		im, engine := newImporter(t, func(c *Config) {
			c.Limits = Limits{MaxTotal: 1 << 20, MaxEntries: 50, MaxArticle: 64 << 10}
		})
		var report bytes.Buffer
		sum, err := im.Import(t.Context(), Run{Sources: []string{"-"}, Stdin: bytes.NewReader(data), Report: &report})
		if err != nil && !errors.Is(err, ErrNoSource) {
			t.Errorf("error = %v", err)
		}
		if n := len(readReport(t, report.String())); n != sum.Skipped+sum.Failed {
			t.Errorf("%d lines of report for %+v", n, sum)
		}
		if n := len(contents(t, engine)); n != sum.Added {
			t.Errorf("%d articles are stored, summary = %+v", n, sum)
		}
	})
}
