package openvas

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

// file returns a report of testdata.
func file(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

// recognised returns the names of the formats that claim a report.
func recognised(tb testing.TB, data string) string {
	var names []string
	for _, f := range Formats() {
		if f.Is(scantest.Head(tb, []byte(data))) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, " ")
}

func TestRead(t *testing.T) {
	for name, format := range map[string]string{
		"response.xml": "openvas-xml", "old.xml": "openvas-xml", "result.xml": "openvas-xml", "report.csv": "openvas-csv",
	} {
		t.Run(name, func(t *testing.T) {
			data := file(t, name)
			if got := recognised(t, data); got != format {
				t.Errorf("recognised as %q", got)
			}
			found, err := scantest.Read([]byte(data), scantest.Of(t, Formats(), format))
			scantest.Golden(t, name, found, err)
		})
	}
}

func TestIs(t *testing.T) {
	for data, want := range map[string]string{
		`<get_results_response status="200"><result id="1">`:                  "openvas-xml",
		`<report id="1" format_id="x"/>`:                                      "openvas-xml",
		`<report id="1"><omp><version>6.0</version></omp>`:                    "openvas-xml",
		`<report id="1"><owner/><results>`:                                    "openvas-xml",
		`<report><results/></report>`:                                         "openvas-xml",
		`<result id="1"><host>a</host><nvt oid="1">`:                          "openvas-xml",
		`<report name="junit"><testsuite/>`:                                   "",
		`<report><version>1.5.1</version><issues/>`:                           "",
		`<result><host>a</host></result>`:                                     "",
		`<Report name="x"><ReportHost name="y">`:                              "",
		"IP,Hostname,Port,NVT Name,Specific Result,NVT OID\n":                 "openvas-csv",
		"Host,Port,Name\n":                                                    "",
		`<NessusClientData_v2><Report><ReportHost><ReportItem><nvt oid="1"/>`: "",
	} {
		if got := recognised(t, data); got != want {
			t.Errorf("%s: recognised as %q, want %q", data, got, want)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "openvas-xml", "openvas-csv") {
		if got := recognised(t, string(s.Data)); got != s.Format {
			t.Errorf("%s: recognised as %q", s.Path, got)
		}
		found, err := scantest.Read(s.Data, scantest.Of(t, Formats(), s.Format))
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		all := words(scantest.Dump(found, nil))
		for i, f := range found {
			if len(f.Warnings) > 0 || f.Plugin.ID == "" || f.Plugin.Name == "" || len(f.Names)+len(f.Addresses) == 0 || f.Description == "" {
				t.Errorf("%s: finding %d: %+v", s.Path, i+1, f)
			}
		}
		for w := range words(results(string(s.Data))) {
			if !all[w] {
				t.Errorf("%s: %q is lost", s.Path, w)
			}
		}
	}
}

// results returns the part of a report in which every word has to be kept.
func results(data string) string {
	from := max(strings.Index(data, "<results"), 0)
	to := strings.LastIndex(data, "</results>")
	if from == 0 || to < from {
		return ""
	}
	return data[from:to]
}

// words returns the longer words of a text.
func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '.') }) {
		if w = strings.Trim(w, "."); len(w) > 3 && !markup[w] {
			out[w] = true
		}
	}
	return out
}

// markup are words of elements that findings do not have.
var markup = map[string]bool{"results": true, "host": true, "hostname": true, "refs": true, "xref": true, "detection": true, "details": true,
	"detail": true, "value": true, "tags": true, "threat": true, "asset": true, "description": true, "family": true, "owner": true, "notes": true,
	"overrides": true, "modification": true, "start": true, "time": true, "cert": true, "quot": true, "apos": true, "port": true, "name": true, "summary": true,
	"insight": true, "affected": true, "vuldetect": true, "solution": true, "impact": true, "amp": true, "count": true, "scan": true, "NOBID": true, "NOCVE": true, "NOXREF": true, "product": true, "type": true}

// TestCutAnywhere says that a report that ends early gives the findings before that
// place, then an error.
func TestCutAnywhere(t *testing.T) {
	data := strings.TrimSpace(file(t, "old.xml"))
	whole, err := scantest.Read([]byte(data), Formats()[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(data) {
		found, err := scantest.Read([]byte(data[:i]), Formats()[0])
		if err == nil || !strings.HasSuffix(err.Error(), "the report ends early") {
			t.Fatalf("cut at %d: %v", i, err)
		}
		if got, want := scantest.Dump(found, nil), scantest.Dump(whole[:len(found)], nil); got != want {
			t.Fatalf("cut at %d:\n%s", i, got)
		}
		if i == len(data)-1 && len(found) != len(whole) {
			t.Errorf("without its last byte: %d findings, want %d", len(found), len(whole))
		}
	}
}

func TestTags(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"NOTAG":                             "",
		"words":                             "tags[words]",
		"aaa=1|bbb=2":                       "aaa[1]bbb[2]",
		"words|aaa=1\n2|3|b=4|bbb=x=y|ccc=": "tags[words]aaa[1\n2|3|b=4]bbb[x=y]ccc[]",
		" summary = no |aaa= 1 ":            "tags[summary = no]aaa[1]",
	} {
		got := ""
		for _, tag := range newTags(in) {
			got += tag.name + "[" + strings.TrimSpace(tag.value) + "]"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestManyReferences(t *testing.T) {
	in := `<result><host>a.example</host><nvt oid="1"><xref>` + strings.Repeat("URL:http://a.example/b, ", 20_000) + `</xref><cve>` + strings.Repeat("CVE-1999-0001 ", 20_000) + `</cve></nvt></result>`
	found, err := scantest.Read([]byte(in), Formats()[0])
	if err != nil || len(found) != 1 || len(found[0].Citations) != 2 {
		t.Fatalf("%d findings, %v", len(found), err)
	}
	if got := strings.Join(found[0].Warnings, "; "); got != "cve cut: 262135 of 280000 bytes kept; xref cut: 262127 of 479999 bytes kept" {
		t.Errorf("warnings %q", got)
	}
}

func FuzzXML(f *testing.F) {
	scantest.Fuzz(f, Formats()[0], file(f, "response.xml"), file(f, "old.xml"), file(f, "result.xml"))
}

func FuzzCSV(f *testing.F) { scantest.Fuzz(f, Formats()[1], file(f, "report.csv")) }
