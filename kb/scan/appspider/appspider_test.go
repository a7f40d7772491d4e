package appspider

import (
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

func load(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/summary.xml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	data := []byte(load(t))
	found, err := scantest.Read(data, format)
	scantest.Golden(t, "summary", found, err)
	if !format.Is(scantest.Head(t, data)) {
		t.Error("not recognised")
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	data := load(t)
	found, err := scantest.Read([]byte(data[:strings.LastIndex(data, "<Vuln>")]), format)
	if err == nil || len(found) != 1 || !strings.Contains(err.Error(), "ends early") {
		t.Errorf("%d findings: %v", len(found), err)
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "appspider-xml") {
		want := strings.Count(string(s.Data), "<Vuln>") // INDEX.tsv counts the list of them as well
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != want || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), want, err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, load(f), "<VulnSummary/>", "<Vuln/>") }
