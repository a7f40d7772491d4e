package report_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/scan"
)

// TestFile says that all reports of a file are linked in their order, and that what
// is none is in the summary beside them.
func TestFile(t *testing.T) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for _, m := range []struct{ name, text string }{{"a.json", ftpLine}, {"b.txt", "no report"}, {"c.json", sshLine + "\n" + torn}, {"d.json", sshLine}} {
		w, err := z.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	var fetched int
	c := &report.Collector{Linker: linker{}, Get: gotten(&fetched)}
	var names []string
	for f, err := range c.File(t.Context(), "scans.zip", bytes.NewReader(file.Bytes()), int64(file.Len()), scan.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Report)
	}
	if d := cmp.Diff([]string{"scans.zip/a.json", "scans.zip/c.json", "scans.zip/d.json"}, names); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
	sum, err := c.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct{ name, format, says string }{
		{"b.txt", "", "no known report"}, {"a.json", "naabu-json", ""}, {"c.json", "naabu-json", "ends early"}, {"d.json", "naabu-json", ""},
	} {
		if r := sum.Reports[i]; r.Name != "scans.zip/"+want.name || r.Format != want.format || !strings.Contains(r.Error, want.says) || (r.Error == "") != (want.says == "") {
			t.Errorf("report %d: %+v", i, r)
		}
	}
}

// TestFileFails says that what is not the fault of a report ends the work.
func TestFileFails(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	broken := errors.New("broken")
	for name, tt := range map[string]struct {
		ctx  context.Context
		l    linker
		want error
	}{
		"the linker":  {t.Context(), linker{fails: broken}, broken},
		"the context": {ended, linker{}, context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			c := &report.Collector{Linker: tt.l, Get: gotten(new(int))}
			var last error
			for _, err := range c.File(tt.ctx, "a.json", strings.NewReader(ftpLine), int64(len(ftpLine)), scan.Options{}) {
				last = err
			}
			if !errors.Is(last, tt.want) {
				t.Errorf("ended with %v, want %v", last, tt.want)
			}
		})
	}
}

// TestSealedSpool says that many can read a spool when it is sealed.
func TestSealedSpool(t *testing.T) {
	s := newSpool(t, t.TempDir())
	for _, f := range findings() {
		if err := s.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	before := s.Size()
	if err := s.Seal(); err != nil || before == 0 || s.Size() != before {
		t.Errorf("size %d, then %d, %v", before, s.Size(), err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			n := 0
			for _, err := range s.Findings() {
				if err != nil {
					t.Error(err)
				}
				n++
			}
			if n != s.Len() {
				t.Errorf("%d findings of %d", n, s.Len())
			}
		})
	}
	wg.Wait()
	var none []v1.Finding
	if d := cmp.Diff(none, all(t, newSpool(t, t.TempDir()))); d != "" {
		t.Errorf("an empty spool:\n%s", d)
	}
}
