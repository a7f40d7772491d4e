package nexpose

import (
	"os"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
)

var (
	full   = Formats()[0]
	simple = Formats()[1]
)

func load(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	data := []byte(load(t, "report.xml"))
	found, err := scantest.Read(data, full)
	scantest.Golden(t, "report", found, err)
	if h := scantest.Head(t, data); !full.Is(h) || simple.Is(h) {
		t.Error("not recognised")
	}
}

func TestReadSimple(t *testing.T) {
	data := []byte(load(t, "simple.xml"))
	found, err := scantest.Read(data, simple)
	scantest.Golden(t, "simple", found, err)
	if h := scantest.Head(t, data); !simple.Is(h) || full.Is(h) {
		t.Error("not recognised")
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	data := load(t, "report.xml")
	found, err := scantest.Read([]byte(data[:strings.Index(data, "<VulnerabilityDefinitions>")+40]), full)
	scantest.Golden(t, "truncated", found, err)
}

func TestFoundByStatus(t *testing.T) {
	for status, want := range map[string]bool{
		"vulnerable-exploited": true, "vulnerable-version": true, "potential": true, "exception-vulnerable-potential": true, "Vulnerable-Exploited": true, "": true,
		"not-vulnerable": false, "not-vulnerable-version": false, "skipped-version": false, "error": false, "unknown": false, "fail": false,
	} {
		if found(status) != want {
			t.Errorf("%q: %v", status, !want)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "nexpose-xml") {
		format := full
		if simple.Is(scantest.Head(t, s.Data)) {
			format = simple
		}
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for _, truth := range scantest.Truths(t, "nexpose-xml") {
			if missing := truth.Missing(found); truth.Sample == s.Path && missing != nil && len(missing) > 0 {
				t.Errorf("%s: %s: no %v", s.Path, truth.ID, missing)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, full, load(f, "report.xml"), "<NexposeReport/>", "<NexposeReport><VulnerabilityDefinitions><vulnerability>")
}

func FuzzReadSimple(f *testing.F) {
	scantest.Fuzz(f, simple, load(f, "simple.xml"), "<NeXposeSimpleXML/>")
}

func TestWhatIsKeptOfATargetIsBounded(t *testing.T) {
	var at target
	for i := range most + 5 {
		at.configure("setting", "value")
		at.named(strings.Repeat("n", i+1))
	}
	at.named(strings.Repeat("n", longest+1))
	f := at.finding(kb.Finding{})
	if len(f.Outputs) != most || len(f.Names) != most || len(f.Warnings) != 1 {
		t.Errorf("%d outputs, %d names, warnings %q", len(f.Outputs), len(f.Names), f.Warnings)
	}
	at.serve("ftp")
	at.configure("large", strings.Repeat("x", largest))
	at.configure("small", "kept no more")
	if f := at.finding(kb.Finding{}); f.Outputs != nil || !strings.Contains(f.Warnings[0], "2 more settings") {
		t.Errorf("%d outputs, warnings %q", len(f.Outputs), f.Warnings)
	}
}
