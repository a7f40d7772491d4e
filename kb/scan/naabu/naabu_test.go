package naabu

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

const two = `{"host":"a.example","ip":"192.0.2.7","timestamp":"2026-01-02T03:04:05Z","port":21,"protocol":"tcp","tls":false}
{"ip":"2001:db8::7","timestamp":"2026-01-02T03:04:06Z","port":990,"protocol":"tcp","tls":true}
`

func TestReadLinesAndLists(t *testing.T) {
	found, err := scantest.Read([]byte(two), format)
	scantest.Golden(t, "two", found, err)
	if !format.Is(scantest.Head(t, []byte(two))) {
		t.Error("not recognised")
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	found, err := scantest.Read([]byte(two[:len(two)-20]), format)
	scantest.Golden(t, "truncated", found, err)
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "naabu-json") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, two, "[]", "{}", "[1]") }
