package bleve_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kbadvisor/index"
	"kbadvisor/index/bleve"
	"kbadvisor/index/ingest"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/kbtest"
)

// rounds is how often both sides of a comparison are measured, in turn.
const rounds = 3

// side is what one import of the archive took.
type side struct {
	Docs      int
	Seconds   float64
	CPU       float64 // seconds
	PeakMB    float64 // resident memory
	DiskMB    float64
	SourcesMB float64
}

// TestSide is one side of BenchmarkImport in a process of its own, so that its
// memory can be told. It runs only when the benchmark asks for it.
func TestSide(t *testing.T) {
	name, dir := os.Getenv("KBADVISOR_BENCH_SIDE"), os.Getenv("KBADVISOR_BENCH_DIR")
	if name == "" {
		t.Skip("one side of BenchmarkImport")
	}
	start := time.Now()
	var docs int
	switch name {
	case "ours":
		docs = importAll(t, openDir(t, dir))
	case "fed": // plain Bleve behind our importer, which reads and parses on all cores
		docs = importAll(t, newPlain(t, dir))
	case "plain": // plain Bleve as one loop, which is what its documentation shows
		docs = loopAll(t, newPlain(t, dir))
	}
	s := side{Docs: docs, Seconds: time.Since(start).Seconds(), DiskMB: folderMB(t, dir), SourcesMB: 184.8}
	var use syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &use)
	s.CPU = time.Duration(use.Utime.Nano() + use.Stime.Nano()).Seconds()
	s.PeakMB = float64(use.Maxrss) / 1024
	out, _ := json.Marshal(s)
	fmt.Printf("side %s\n", out)
}

// importAll imports the archive and closes the engine.
func importAll(t *testing.T, e index.Engine) int {
	im, err := ingest.New(ingest.Config{Engine: e})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := im.Import(t.Context(), ingest.Run{Sources: []string{archive(t)}})
	if err = errors.Join(err, e.Close()); err != nil {
		t.Fatal(err)
	}
	return sum.Added
}

// loopAll reads, parses and indexes the archive in batches of 1,000, one step
// after the other, and closes the engine.
func loopAll(t *testing.T, e index.Engine) (n int) {
	var batch []index.Document
	put := func() {
		if _, err := e.Put(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		n += len(batch)
		batch = batch[:0]
	}
	for name, src := range kbtest.Archive(t) {
		a, err := kbfile.Parse(src, name, kbfile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if batch = append(batch, index.Document{Article: a, Name: name}); len(batch) == 1000 {
			put()
		}
	}
	put()
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return n
}

// BenchmarkImport imports the archive with this engine, with plain Bleve in a loop
// and with plain Bleve fed by our importer, and reports medians: documents per
// second, peak memory, size on disk.
func BenchmarkImport(b *testing.B) {
	kbtest.Shared(b)
	for b.Loop() {
		var ours, plain, fed []side
		for range rounds {
			ours = append(ours, runSide(b, "ours", filepath.Join(b.TempDir(), "ours")))
			plain = append(plain, runSide(b, "plain", filepath.Join(b.TempDir(), "plain")))
			fed = append(fed, runSide(b, "fed", filepath.Join(b.TempDir(), "fed")))
		}
		o, p, f := median(ours), median(plain), median(fed)
		b.ReportMetric(float64(o.Docs)/o.Seconds, "docs/s")
		b.ReportMetric(float64(p.Docs)/p.Seconds, "plain-docs/s")
		b.ReportMetric(p.Seconds/o.Seconds, "times-faster")
		b.ReportMetric(float64(f.Docs)/f.Seconds, "fed-docs/s")
		b.ReportMetric(f.Seconds/o.Seconds, "times-faster-than-fed")
		b.ReportMetric(p.CPU/o.CPU, "times-less-CPU")
		b.ReportMetric(o.PeakMB, "peak-MB")
		b.ReportMetric(p.PeakMB, "plain-peak-MB")
		b.ReportMetric(o.DiskMB/o.SourcesMB, "disk/text")
		b.ReportMetric(p.DiskMB/p.SourcesMB, "plain-disk/text")
	}
}

// runSide measures one side in a process of its own and leaves its index in dir.
func runSide(b *testing.B, name, dir string) (s side) {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestSide$", "-test.v")
	cmd.Env = append(os.Environ(), "KBADVISOR_BENCH_SIDE="+name, "KBADVISOR_BENCH_DIR="+dir)
	if name != "ours" { // without the memory limit of our imports, as a user of Bleve has it
		cmd.Env = append(cmd.Env, "GOMEMLIMIT=1TiB")
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("%s: %v\n%s", name, err, out)
	}
	_, rest, ok := bytes.Cut(out, []byte("side "))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	if err := json.Unmarshal(line, &s); !ok || err != nil {
		b.Fatalf("%s: %v\n%s", name, err, out)
	}
	b.Logf("%s: %+v", name, s)
	return s
}

// median returns the side with the median time.
func median(sides []side) side {
	slices.SortFunc(sides, func(x, y side) int { return int((x.Seconds - y.Seconds) * 1e6) })
	return sides[len(sides)/2]
}

// BenchmarkSearch asks both engines the labelled searches, one after the other
// and in turn, and reports the median and the 99th percentile of each kind.
func BenchmarkSearch(b *testing.B) {
	searches := readSearches(b)
	dir := b.TempDir()
	runSide(b, "ours", filepath.Join(dir, "ours"))
	runSide(b, "plain", filepath.Join(dir, "plain"))
	e, err := bleve.Open(context.Background(), bleve.Config{Dir: filepath.Join(dir, "ours")})
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close()
	p, err := openPlain(filepath.Join(dir, "plain"))
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	for b.Loop() {
		ours, plain := map[string][]time.Duration{}, map[string][]time.Duration{}
		for round := range rounds + 1 {
			for _, s := range searches {
				o, pl := time.Duration(0), time.Duration(0)
				o = timed(b, func() error {
					_, err := e.Search(context.Background(), index.Query{Words: []index.Word{{Text: s.Query}}, Limit: 10})
					return err
				})
				pl = timed(b, func() error { _, err := p.search(s.Query); return err })
				if round > 0 { // the first round warms up
					ours[s.Kind], plain[s.Kind] = append(ours[s.Kind], o), append(plain[s.Kind], pl)
				}
			}
		}
		for _, kind := range []string{"title", "phrase", "symptom"} {
			for _, at := range []int{50, 99} {
				o, pl := percentile(ours[kind], at), percentile(plain[kind], at)
				b.ReportMetric(o.Seconds()*1e3, fmt.Sprintf("%s-p%d-ms", kind, at))
				b.ReportMetric(pl.Seconds()*1e3, fmt.Sprintf("%s-p%d-plain-ms", kind, at))
				b.ReportMetric(o.Seconds()/pl.Seconds(), fmt.Sprintf("%s-p%d-ratio", kind, at))
			}
		}
	}
}

// BenchmarkOpen opens a folder with the whole archive.
func BenchmarkOpen(b *testing.B) {
	kbtest.Shared(b)
	dir := filepath.Join(b.TempDir(), "ours")
	runSide(b, "ours", dir)
	for b.Loop() {
		e, err := bleve.Open(context.Background(), bleve.Config{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// search is one labelled search.
type search struct {
	ID, Kind, Query string
	Relevant        []string
}

// readSearches reads the labelled searches.
func readSearches(tb testing.TB) []search {
	tb.Helper()
	f, err := os.Open(filepath.Join(kbtest.Shared(tb), "eval", "searches-dev.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []search
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var s search
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			tb.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func archive(tb testing.TB) string {
	return filepath.Join(kbtest.Shared(tb), "data", "archive", "kb-archive.tar.zst")
}

func timed(tb testing.TB, fn func() error) time.Duration {
	start := time.Now()
	if err := fn(); err != nil {
		tb.Fatal(err)
	}
	return time.Since(start)
}

func percentile(d []time.Duration, p int) time.Duration {
	slices.Sort(d)
	return d[min(len(d)-1, len(d)*p/100)]
}

func folderMB(tb testing.TB, dir string) float64 {
	var sum int64
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "LOCK") {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return float64(sum) / 1e6
}
