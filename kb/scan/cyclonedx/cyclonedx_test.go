package cyclonedx

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

var (
	inJSON = Formats()[0]
	inXML  = Formats()[1]
)

// file returns a report of testdata and its format.
func file(tb testing.TB, name string) (string, stream.Format) {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	if strings.HasSuffix(name, ".xml") {
		return string(data), inXML
	}
	return string(data), inJSON
}

func TestRead(t *testing.T) {
	for _, name := range []string{"bill.json", "bill.xml", "old.xml"} {
		in, format := file(t, name)
		found, err := scantest.Read([]byte(in), format)
		scantest.Golden(t, name, found, err)
		if !format.Is(scantest.Head(t, []byte(in))) {
			t.Errorf("%s: not recognised", name)
		}
	}
}

func TestReadCut(t *testing.T) {
	for name, at := range map[string]string{"bill.json": `"CVE-2020-0002"`, "bill.xml": "</components>", "old.xml": "CVE-2018-0002"} {
		in, format := file(t, name)
		found, err := scantest.Read([]byte(in[:strings.LastIndex(in, at)]), format)
		var where *stream.Error
		if len(found) != 1 || !errors.As(err, &where) || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %d vulnerabilities, then %v", name, len(found), err)
		}
	}
}

func TestIs(t *testing.T) {
	tests := []struct {
		in        string
		json, xml bool
	}{
		{`{"bomFormat":"CycloneDX","specVersion":"1.4"}`, true, false}, {`{"$schema":"http://cyclonedx.org/schema/bom-1.5.schema.json"}`, true, false},
		{`{"spdxVersion":"SPDX-2.3"}`, false, false}, {`<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>`, false, true},
		{`<bom/>`, false, false}, {`<report xmlns="http://cyclonedx.org/schema/bom/1.6"/>`, false, false},
	}
	for _, test := range tests {
		h := scantest.Head(t, []byte(test.in))
		if inJSON.Is(h) != test.json || inXML.Is(h) != test.xml {
			t.Errorf("%s: JSON %v, XML %v", test.in, inJSON.Is(h), inXML.Is(h))
		}
	}
}

// TestComponentsAreBounded says that few bytes that name a long component many times
// do not fill the memory.
func TestComponentsAreBounded(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	in := `{"components":[{"bom-ref":"a","group":"` + long + `"}],"vulnerabilities":[{"affects":[{"ref":"a"}` + strings.Repeat(`,{"ref":"a"}`, 10_000) + `]}]}`
	found, err := scantest.Read([]byte(in), inJSON)
	if err != nil || len(found) != 1 || len(found[0].Warnings) == 0 || len(found[0].Outputs[0].Text) > 20<<20 {
		t.Fatal(len(found), err)
	}
}

// counted are the numbers of vulnerabilities in the bills in XML: INDEX.tsv has 0 for
// all, its script did not look into them.
var counted = map[string]int{
	"cyclonedx/DefectDojo__log4j.xml": 8, "cyclonedx/DefectDojo__multiple_cwes_fabricated.xml": 1,
	"cyclonedx/DefectDojo__valid-vulnerability-1.4.xml": 1, "cyclonedx/cyclonedx-go__valid-vulnerability.xml": 1,
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "cyclonedx") {
		format, want := inJSON, s.Findings
		if strings.HasSuffix(s.Path, ".xml") {
			format, want = inXML, counted[s.Path]
		}
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != want || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d vulnerabilities, want %d: %v", s.Path, len(found), want, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || len(f.Outputs) == 0 || f.Severity == "" || len(f.Warnings) > 0 {
				t.Errorf("%s: vulnerability %d lacks something: %v", s.Path, i, f)
			}
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	in, format := file(f, "bill.json")
	scantest.Fuzz(f, format, in, `{"metadata":{"tools":[{"name":"x"}]},"components":[{"components":[{}]}],"vulnerabilities":[{"affects":[{"ref":"#"}]}]}`)
}

func FuzzReadXML(f *testing.F) {
	in, format := file(f, "bill.xml")
	old, _ := file(f, "old.xml")
	scantest.Fuzz(f, format, in, old, "<bom><component><vulnerabilities><vulnerability/></vulnerabilities></component></bom>")
}

func TestCut(t *testing.T) {
	for _, name := range []string{"bill.json", "bill.xml", "old.xml"} {
		in, format := file(t, name)
		scantest.Cut(t, []byte(in), format)
	}
}
