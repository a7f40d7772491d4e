package scan_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kbadvisor/kb/scan"
	"kbadvisor/kb/scan/scantest"
)

// deviation is a real report of which INDEX.tsv does not say how many findings it
// has.
type deviation struct {
	findings int    // as they are
	fails    bool   // reading ends with an error
	reason   string // why
}

// deviations reads testdata/deviations.tsv.
func deviations(t *testing.T) map[string]deviation {
	t.Helper()
	text, err := os.ReadFile("testdata/deviations.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]deviation{}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] == '#' || len(f) != 4 {
			continue
		}
		n, err := strconv.Atoi(f[1])
		if err != nil {
			t.Fatal(err)
		}
		out[f[0]] = deviation{n, f[2] == "fails", f[3]}
	}
	return out
}

// TestSamplesCount holds every real report to the number of findings that INDEX.tsv
// counts, or to the deviation that is written down with its reason.
func TestSamplesCount(t *testing.T) {
	known := deviations(t)
	for _, s := range scantest.Samples(t) {
		n, err := countSample(s)
		want, listed := known[s.Path]
		if !listed {
			want = deviation{findings: s.Findings}
		}
		if n != want.findings || (err != nil) != want.fails {
			t.Errorf("%s: %d findings, want %d (INDEX.tsv: %d), error: %v", s.Path, n, want.findings, s.Findings, err)
		}
		if listed && n == s.Findings && err == nil {
			t.Errorf("%s is no deviation", s.Path)
		}
		delete(known, s.Path)
	}
	for path := range known {
		t.Errorf("%s is no sample", path)
	}
}

func countSample(s scantest.Sample) (n int, err error) {
	reports, err := scan.Open(s.Path, bytes.NewReader(s.Data), int64(len(s.Data)), scan.Options{})
	for _, r := range reports {
		for _, findErr := range r.Findings(context.Background()) {
			if findErr != nil {
				return n, findErr
			}
			n++
		}
	}
	return n, err
}

// TestSamplesAreOfOneFormat checks that the order of the formats does not decide
// what a real report is, but for formats that are made to be asked last.
func TestSamplesAreOfOneFormat(t *testing.T) {
	for _, s := range scantest.Samples(t) {
		head := scantest.Head(t, s.Data)
		var names []string
		for _, f := range scan.Formats() {
			if f.Is(head) && !strings.HasPrefix(f.Name, "generic-") {
				names = append(names, f.Name)
			}
		}
		if len(names) > 1 {
			t.Errorf("%s is %v", s.Path, names)
		}
	}
}

// TestFormatsAreNamed checks what users see of the formats.
func TestFormatsAreNamed(t *testing.T) {
	var names []string
	for _, f := range scan.Formats() {
		if f.Name == "" || f.Title == "" || f.Reads == "" || slices.Contains(names, f.Name) {
			t.Errorf("%+v", f)
		}
		names = append(names, f.Name)
	}
}
