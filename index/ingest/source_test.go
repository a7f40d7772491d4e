package ingest

import (
	"archive/tar"
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

// three are two articles in KB text, one of them in a subfolder, and one in
// Markdown.
var three = []member{
	{"a/Q100001.TXT", text(100001, "the first")},
	{"a/b/Q100002.TXT", text(100002, "the second")},
	{"disk-full.md", markdown("disk-full", "The disk is full")},
}

var threeStored = []string{"Q100001 a/Q100001.TXT", "Q100002 a/b/Q100002.TXT", "disk-full disk-full.md"}

func TestSources(t *testing.T) {
	one, many := three[0].body, three[0].body+three[1].body
	folder := writeFolder(t, three...)
	tests := []struct {
		name  string
		run   Run
		want  []string
		stdin string
	}{
		{name: "folder", run: from(folder), want: threeStored},
		{name: "folder with a slash", run: from(folder + "/"), want: threeStored},
		{name: "file", run: from(filepath.Join(folder, "a", "Q100001.TXT")), want: []string{"Q100001 Q100001.TXT"}},
		{name: "two sources", run: from(filepath.Join(folder, "disk-full.md"), filepath.Join(folder, "a", "b")),
			want: []string{"Q100002 Q100002.TXT", "disk-full disk-full.md"}},
		{name: "pattern", run: from(filepath.Join(folder, "a", "*.TXT")), want: []string{"Q100001 Q100001.TXT"}},
		{name: "pattern over folders", run: from(filepath.Join(folder, "[ad]*")), want: threeStored},
		{name: "zip", run: from(writeTemp(t, "kb.zip", zipOf(t, three...))), want: threeStored},
		{name: "tar", run: from(writeTemp(t, "kb.tar", tarOf(t, three...))), want: threeStored},
		{name: "tars put together", run: from(writeTemp(t, "kb.tar", tarOf(t, three[1:]...)+tarOf(t, three[0]))), want: threeStored},
		{name: "tar.gz", run: from(writeTemp(t, "kb.tgz", gz(t, tarOf(t, three...)))), want: threeStored},
		{name: "tar.zst", run: from(writeTemp(t, "kb.tar.zst", zst(t, tarOf(t, three...)))), want: threeStored},
		{name: "archive with a foreign name", run: from(writeTemp(t, "kb.txt", zst(t, tarOf(t, three...)))), want: threeStored},
		{name: "gz of one file", run: from(writeTemp(t, "Q100001.TXT.gz", gz(t, one))), want: []string{"Q100001 Q100001.TXT"}},
		{name: "zst of one file", run: from(writeTemp(t, "Q100001.TXT.zst", zst(t, one))), want: []string{"Q100001 Q100001.TXT"}},
		{name: "several articles in a file", run: from(writeTemp(t, "all.txt", many)),
			want: []string{"Q100001 all.txt#Q100001", "Q100002 all.txt#Q100002"}},
		{name: "archives in a folder", run: from(writeFolder(t, member{"x/kb.zip", zipOf(t, three[0])}, member{"x/kb.tar", tarOf(t, three[1])}, three[2])),
			want: []string{"Q100001 x/kb.zip/Q100001.TXT", "Q100002 x/kb.tar/b/Q100002.TXT", "disk-full disk-full.md"}},
		{name: "stdin, one article", run: from("-"), stdin: one, want: []string{"Q100001 -"}},
		{name: "stdin, several articles", run: from("-"), stdin: many, want: []string{"Q100001 -#Q100001", "Q100002 -#Q100002"}},
		{name: "stdin, tar", run: from("-"), stdin: tarOf(t, three...), want: threeStored},
		{name: "stdin, tar.zst", run: from("-"), stdin: zst(t, tarOf(t, three...)), want: threeStored},
		{name: "stdin, zip", run: from("-"), stdin: zipOf(t, three...), want: threeStored},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			im, engine := newImporter(t)
			test.run.Stdin = strings.NewReader(test.stdin)
			sum, report := imports(t, im, test.run)
			wantCounts(t, sum, Summary{Added: len(test.want)})
			if diff := cmp.Diff(test.want, contents(t, engine)); diff != "" {
				t.Errorf("stored (-want +got):\n%s", diff)
			}
			if len(report) > 0 {
				t.Errorf("report has %v, want nothing", report)
			}
			test.run.Stdin = strings.NewReader(test.stdin)
			sum, _ = imports(t, im, test.run)
			wantCounts(t, sum, Summary{Unchanged: len(test.want)})
		})
	}
}

func TestOrigins(t *testing.T) {
	folder := writeFolder(t, append(three, member{"kb.zip", zipOf(t, after)}, member{"one.gz", gz(t, after.body)})...)
	base := filepath.Base(folder)
	t.Chdir(filepath.Dir(folder))
	for _, test := range []struct {
		id   kb.ID
		want string
		run  Run
	}{
		{"Q100001", folder, from("./" + base + "/")},
		{"disk-full", folder, from("./" + base + "/disk-full.md")},
		{"Q100001", folder + "/a", from(base+"/disk-full.md", base+"/a/Q100001.TXT")},
		{"Q100001", folder + "/a/*.TXT", from(base + "/a/*.TXT")},
		{"Q100002", folder + "/kb.zip", from(base + "/kb.zip")},
		{"Q100002", folder + "/one.gz", from(base + "/one.gz")},
		{"Q100001", "stdin", Run{Sources: []string{"-"}, Stdin: strings.NewReader(before.body)}},
		{"Q100001", "wiki", Run{Sources: []string{base + "/a/Q100001.TXT"}, Origin: "wiki"}},
	} {
		im, engine := newImporter(t)
		imports(t, im, test.run)
		doc, err := engine.Get(t.Context(), test.id)
		check(t, err)
		if doc.Origin != test.want {
			t.Errorf("%v: origin = %q, want %q", test.run.Sources, doc.Origin, test.want)
		}
	}
}

func TestFilesOfAFolderAreOneOrigin(t *testing.T) {
	dir := writeFolder(t, numbered(50)...)
	paths, err := filepath.Glob(filepath.Join(dir, "000", "*.TXT"))
	check(t, err)
	im, engine := newImporter(t)
	sum, _ := imports(t, im, from(paths...))
	wantCounts(t, sum, Summary{Added: 50})
	stats, err := engine.Stats(t.Context())
	check(t, err)
	if diff := cmp.Diff(map[string]int{filepath.Join(dir, "000"): 50}, stats.Origins); diff != "" {
		t.Errorf("origins (-want +got):\n%s", diff)
	}
	sum, _ = imports(t, im, from(filepath.Join(dir, "000")))
	wantCounts(t, sum, Summary{Unchanged: 50})
}

func TestLargeFileHoldsManyArticles(t *testing.T) {
	var all bytes.Buffer
	for _, f := range numbered(50) {
		all.WriteString(f.body)
	}
	limits := func(c *Config) { c.Limits.MaxArticle = 2048 }
	for name, path := range map[string]string{
		"file":   writeTemp(t, "all.txt", all.String()),
		"gz":     writeTemp(t, "all.txt.gz", gz(t, all.String())),
		"tar":    writeTemp(t, "all.tar", tarOf(t, member{"all.txt", all.String()})),
		"zip":    writeTemp(t, "all.zip", zipOf(t, member{"all.txt", all.String()})),
		"folder": writeFolder(t, member{"all.txt", all.String()}),
	} {
		t.Run(name, func(t *testing.T) {
			im, engine := newImporter(t, limits)
			sum, _ := imports(t, im, from(path))
			wantCounts(t, sum, Summary{Added: 50})
			if got := contents(t, engine)[7]; got != "Q100007 all.txt#Q100007" {
				t.Errorf("name = %q", got)
			}
		})
	}
}

func TestMarkdownWithoutAnIDNeedsAName(t *testing.T) {
	im, engine := newImporter(t)
	run := from("-")
	run.Stdin = strings.NewReader("# Disk full\n\n## Symptoms\n\nNothing can be saved.\n")
	sum, report := imports(t, im, run)
	wantCounts(t, sum, Summary{Failed: 1})
	if !strings.Contains(report[0].Reason, "has no id") || len(contents(t, engine)) > 0 {
		t.Errorf("report = %v, stored %v", report, contents(t, engine))
	}
	run.Stdin, run.KeepDuplicates = strings.NewReader("# Disk full\n\n## Symptoms\n\nNothing can be saved.\n"), true
	sum, _ = imports(t, im, run)
	wantCounts(t, sum, Summary{Added: 1})
}

func TestIDsAreTheSameFromAFolderAndItsArchive(t *testing.T) {
	words := "# Disk full\n\n## Symptoms\n\nNothing can be saved.\n"
	inside := []member{{"a/disk.md", words}, {"b/disk.md", words}}
	outside := []member{{"team/a/disk.md", words}, {"team/b/disk.md", words}}
	im, engine := newImporter(t)
	imports(t, im, from(writeFolder(t, inside...)))
	for name, path := range map[string]string{
		"tar":     writeTemp(t, "kb.tar", tarOf(t, outside...)),
		"tar.gz":  writeTemp(t, "kb.tgz", gz(t, tarOf(t, outside...))),
		"tar.zst": writeTemp(t, "kb.tzst", zst(t, tarOf(t, outside...))),
		"zip":     writeTemp(t, "kb.zip", zipOf(t, outside...)),
		"bare":    writeTemp(t, "kb.zip", zipOf(t, inside...)),
	} {
		t.Run(name, func(t *testing.T) {
			sum, _ := imports(t, im, from(path))
			wantCounts(t, sum, Summary{Unchanged: 2})
			im, other := newImporter(t)
			imports(t, im, from(path))
			if diff := cmp.Diff(contents(t, engine), contents(t, other)); diff != "" {
				t.Errorf("ids and names from the archive alone (-folder +archive):\n%s", diff)
			}
		})
	}
	if got := contents(t, engine); len(got) != 2 {
		t.Errorf("stored %v, want two articles", got)
	}
}

func TestArchiveThatSaysSoHasWholePaths(t *testing.T) {
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	check(t, w.WriteHeader(&tar.Header{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": WholePaths}}), w.Close())
	files := []member{{"team/a/disk.md", "# Disk full\n\n## Symptoms\n\nNothing can be saved.\n"}}
	im, engine := newImporter(t)
	imports(t, im, from(writeFolder(t, files...)))
	marked := strings.TrimRight(buf.String(), "\x00")
	marked += strings.Repeat("\x00", (blockLen-len(marked)%blockLen)%blockLen) + tarOf(t, files...)
	for name, run := range map[string]Run{
		"file":   from(writeTemp(t, "kb.tar.zst", zst(t, marked))),
		"stream": {Sources: []string{"-"}, Stdin: strings.NewReader(marked)},
	} {
		im, other := newImporter(t)
		sum, _ := imports(t, im, run)
		wantCounts(t, sum, Summary{Added: 1})
		if diff := cmp.Diff(contents(t, engine), contents(t, other)); diff != "" {
			t.Errorf("%s: (-folder +archive):\n%s", name, diff)
		}
	}
}
