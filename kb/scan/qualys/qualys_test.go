package qualys

import (
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

// reports are the test reports, by the format they have.
var reports = []struct{ format, name string }{
	{"qualys-asset-xml", "asset.xml"}, {"qualys-detection-xml", "detection.xml"}, {"qualys-scan-xml", "scan.xml"}, {"qualys-was-xml", "web.xml"},
	{"qualys-csv", "vm.csv"}, {"qualys-csv", "vmdr.csv"}, {"qualys-csv", "pci.csv"},
}

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
		})
	}
}

func TestEachReportIsOfOneFormat(t *testing.T) {
	for _, r := range reports {
		head := scantest.Head(t, []byte(load(t, r.name)))
		for _, f := range Formats() {
			if is := f.Is(head); is != (f.Name == r.format) {
				t.Errorf("%s is %s: %v", r.name, f.Name, is)
			}
		}
	}
	for _, other := range []string{"<SCAN><RESULT/></SCAN>", "<SCANS/>", "QID,Summary\n", "IP,Title\n"} {
		for _, f := range Formats() {
			if f.Is(scantest.Head(t, []byte(other))) {
				t.Errorf("%q is %s", other, f.Name)
			}
		}
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	data := load(t, "asset.xml")
	found, err := scantest.Read([]byte(data[:strings.Index(data, "<HOST><IP>192.0.2.8")]), scantest.Of(t, Formats(), "qualys-asset-xml"))
	scantest.Golden(t, "truncated", found, err)
}

func TestScanThatFailedSaysSo(t *testing.T) {
	found, err := scantest.Read([]byte(`<SCAN value="x"><ERROR number="3012">No host is alive</ERROR></SCAN>`), scantest.Of(t, Formats(), "qualys-scan-xml"))
	if len(found) != 0 || err == nil || !strings.Contains(err.Error(), "No host is alive") {
		t.Errorf("%d findings: %v", len(found), err)
	}
}

// deviations are the reports of which INDEX.tsv counts fewer findings: it leaves
// out what was gathered about web applications, and the report that breaks after
// its finding.
var deviations = map[string]int{
	"qualys-xml/DefectDojo__qualys_webapp_many_vuln.xml": 22,
	"qualys-xml/DefectDojo__qualys_webapp_no_vuln.xml":   17,
	"qualys-xml/DefectDojo__qualys_webapp_one_vuln.xml":  14,
	"qualys-xml/dradis-qualys__simple_was_updated.xml":   1,
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "qualys-xml", "qualys-csv") {
		head := scantest.Head(t, s.Data)
		read := false
		for _, format := range Formats() {
			if !format.Is(head) {
				continue
			}
			read = true
			want := s.Findings
			if n, ok := deviations[s.Path]; ok {
				want = n
			}
			found, err := scantest.Read(s.Data, format)
			broken := strings.HasSuffix(s.Path, "simple_was_updated.xml")
			if len(found) != want || (err != nil) != broken {
				t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), want, err)
			}
			for _, truth := range scantest.Truths(t, "qualys-csv") {
				if missing := truth.Missing(found); truth.Sample == s.Path && len(missing) > 0 {
					t.Errorf("%s: %s: no %v", s.Path, truth.ID, missing)
				}
			}
		}
		if !read {
			t.Errorf("%s: not recognised", s.Path)
		}
	}
}

func FuzzAssets(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "qualys-asset-xml"), load(f, "asset.xml"), load(f, "detection.xml"), "<HOST><IP/></HOST>", "<IP/>")
}

func FuzzScan(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "qualys-scan-xml"), load(f, "scan.xml"))
}

func FuzzWeb(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "qualys-was-xml"), load(f, "web.xml"))
}

func FuzzTable(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "qualys-csv"), load(f, "vm.csv"), load(f, "vmdr.csv"), load(f, "pci.csv"))
}
