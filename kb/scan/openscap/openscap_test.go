package openscap

import (
	"encoding/xml"
	"os"
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

func load(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	for _, name := range []string{"benchmark", "arf"} {
		t.Run(name, func(t *testing.T) {
			data := []byte(load(t, name+".xml"))
			found, err := scantest.Read(data, format)
			scantest.Golden(t, name, found, err)
			if !format.Is(scantest.Head(t, data)) {
				t.Error("not recognised")
			}
		})
	}
}

func TestOtherReportsAreNotRecognised(t *testing.T) {
	for _, other := range []string{"<Benchmark/>", `<TestResult xmlns="http://other.example/"/>`, "<report/>"} {
		if format.Is(scantest.Head(t, []byte(other))) {
			t.Error(other)
		}
	}
}

func TestBenchmarkWithoutResultsFails(t *testing.T) {
	data := load(t, "benchmark.xml")
	start, end := strings.Index(data, "<cdf:TestResult"), strings.Index(data, "</cdf:Benchmark>")
	found, err := scantest.Read([]byte(data[:start]+data[end:]), format)
	if len(found) != 0 || err == nil || !strings.Contains(err.Error(), "oscap --results") {
		t.Errorf("%d findings: %v", len(found), err)
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	data := load(t, "benchmark.xml")
	found, err := scantest.Read([]byte(data[:strings.Index(data, `idref="r-last"><cdf:result>`)]), format)
	scantest.Golden(t, "truncated", found, err)
}

func TestCode(t *testing.T) {
	for in, want := range map[string]string{
		"\n    a\n      b\n\n    c\n": "a\n  b\n\nc", "\ta\n    b": "\ta\n    b", "a\n  b": "a\n  b", "": "", "  \n ": "",
	} {
		var c code
		if err := xml.Unmarshal([]byte("<fix>"+in+"</fix>"), &c); err != nil || string(c) != want {
			t.Errorf("%q: got %q, want %q: %v", in, c, want, err)
		}
	}
}

func TestLongTextsAreNotRepeated(t *testing.T) {
	base := rule{ID: "base", Description: words{text: []string{strings.Repeat("a", inheritable+1)}}}
	f := rule{ID: "r"}.finding(base.finding(kb.Finding{}, ""), "")
	if f.Description != "" || len(f.Warnings) != 1 {
		t.Errorf("%d bytes, warnings %q", len(f.Description), f.Warnings)
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "openscap-xml") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, load(f, "benchmark.xml"), load(f, "arf.xml"), "<TestResult/>")
}

func TestWhatIsKeptOfAHostIsBounded(t *testing.T) {
	var list []string
	for i := range most + 5 {
		list = some(list, strings.Repeat("n", i+1))
	}
	if list = some(some(list, "n"), strings.Repeat("n", longest+1)); len(list) != most {
		t.Errorf("%d names", len(list))
	}
	if got := short(strings.Repeat("é", maxTitle)); len(got) > maxTitle+3 || !strings.HasSuffix(got, "é...") {
		t.Errorf("a title of %d bytes", len(got))
	}
}
