package acunetix

import (
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var reports = []struct{ format, name string }{{"acunetix-xml", "group.xml"}, {"acunetix360-json", "360.json"}}

func load(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	for _, r := range reports {
		t.Run(r.name, func(t *testing.T) {
			data := []byte(load(t, r.name))
			found, err := scantest.Read(data, scantest.Of(t, Formats(), r.format))
			scantest.Golden(t, r.name, found, err)
			for _, f := range Formats() {
				if is := f.Is(scantest.Head(t, data)); is != (f.Name == r.format) {
					t.Errorf("is %s: %v", f.Name, is)
				}
			}
		})
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	for i, end := range []string{"<Name>Whole server", `{"Name": "Odd"`} {
		data := load(t, reports[i].name)
		found, err := scantest.Read([]byte(data[:strings.Index(data, end)+10]), scantest.Of(t, Formats(), reports[i].format))
		if err == nil || len(found) != 1 || !strings.Contains(err.Error(), "ends early") {
			t.Errorf("%s: %d findings: %v", reports[i].name, len(found), err)
		}
	}
}

func TestOrigin(t *testing.T) {
	for url, want := range map[string]string{
		"http://a.example/x?y": "http://a.example", "https://a.example:8443": "https://a.example:8443", "a.example/x": "a.example", "": "", "http://a.example?/": "http://a.example",
	} {
		if got := origin(url); got != want {
			t.Errorf("%q: %q, want %q", url, got, want)
		}
	}
}

func TestSamples(t *testing.T) {
	format := scantest.Of(t, Formats(), "acunetix-xml")
	for _, s := range scantest.Samples(t, "acunetix-xml") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzXML(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "acunetix-xml"), load(f, "group.xml"), "<ScanGroup/>", "<ReportItem><Affects>/</Affects></ReportItem>")
}

func FuzzJSON(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "acunetix360-json"), load(f, "360.json"), "{}", `{"Vulnerabilities":[null,1]}`)
}
