package ivil

import (
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

// report returns the report of testdata.
func report(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/report.xml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	found, err := scantest.Read([]byte(report(t)), format)
	scantest.Golden(t, "report", found, err)
}

func TestIs(t *testing.T) {
	for data, want := range map[string]bool{report(t): true, "<IVIL/>": true, "<nmaprun/>": false, "IVIL": false} {
		if got := format.Is(scantest.Head(t, []byte(data))); got != want {
			t.Errorf("%.40q: %v", data, got)
		}
	}
}

func TestCutAnywhere(t *testing.T) {
	data := strings.TrimSpace(report(t))
	for i := range len(data) {
		found, err := scantest.Read([]byte(data[:i]), format)
		if want := strings.Count(data[:i], "</finding>"); err == nil || !strings.HasSuffix(err.Error(), "the report ends early") || len(found) != want {
			t.Fatalf("cut at %d: %d findings, want %d: %v", i, len(found), want, err)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "ivil-xml") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || len(f.Outputs) == 0 || len(f.Names)+len(f.Addresses) == 0 || len(f.Warnings) > 0 {
				t.Errorf("%s: finding %d: %+v", s.Path, i+1, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, report(f)) }
