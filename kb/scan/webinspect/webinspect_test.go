package webinspect

import (
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

func load(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/sessions.xml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	data := []byte(load(t))
	found, err := scantest.Read(data, format)
	scantest.Golden(t, "sessions", found, err)
	if !format.Is(scantest.Head(t, data)) {
		t.Error("not recognised")
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	data := load(t)
	found, err := scantest.Read([]byte(data[:strings.Index(data, "<RawResponse>")]), format)
	scantest.Golden(t, "truncated", found, err)
}

func TestOtherReportsAreNotRecognised(t *testing.T) {
	for _, other := range []string{"<Session/>", "<Sessions><Scan/></Sessions>"} {
		if format.Is(scantest.Head(t, []byte(other))) {
			t.Error(other)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "webinspect-xml") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for _, truth := range scantest.Truths(t, "webinspect-xml") {
			if missing := truth.Missing(found); truth.Sample == s.Path && len(missing) > 0 {
				t.Errorf("%s: %s: no %v", s.Path, truth.ID, missing)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, load(f), "<Sessions/>", "<Session><Issues><Issue>")
}
