package csaf

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

var format = Formats()[0]

// advisoryFile returns the document of testdata.
func advisoryFile(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/advisory.json")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	found, err := scantest.Read([]byte(advisoryFile(t)), format)
	scantest.Golden(t, "advisory", found, err)
}

func TestReadDamaged(t *testing.T) {
	in := advisoryFile(t)
	var at *stream.Error
	found, err := scantest.Read([]byte(in[:strings.Index(in, `"GHSA-`)]), format)
	if len(found) != 1 || !errors.As(err, &at) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%d vulnerabilities, then %v", len(found), err)
	}
	found, err = scantest.Read([]byte(in+"garbage"), format)
	if len(found) != 3 || !errors.As(err, &at) {
		t.Errorf("%d vulnerabilities, then %v", len(found), err)
	}
}

// TestProductsAreBounded says that few bytes that name a long product many times do
// not fill the memory.
func TestProductsAreBounded(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	flags := strings.Repeat(`{"label":"a","group_ids":["G"]},`, 10_000)
	in := `{"document":{"csaf_version":"2.0"},"product_tree":{"full_product_names":[{"product_id":"P","name":"` + long + `"}],"product_groups":[{"group_id":"G","product_ids":["P"]}]},` +
		`"vulnerabilities":[{"product_status":{"fixed":["P"` + strings.Repeat(`,"P"`, 10_000) + `]},"flags":[` + flags + `{}]}]}`
	found, err := scantest.Read([]byte(in), format)
	if err != nil || len(found) != 1 || len(found[0].Warnings) == 0 {
		t.Fatal(len(found), err)
	}
	size := 0
	for _, o := range found[0].Outputs {
		size += len(o.Text)
	}
	if size > 20<<20 {
		t.Errorf("outputs of %d bytes", size)
	}
}

// TestPartOfAProduct says that a product that is put together from others has their
// CPE and version, and that each remediation tells its products.
func TestPartOfAProduct(t *testing.T) {
	found, err := scantest.Read([]byte(`{"document":{"csaf_version":"2.0"},"product_tree":{"full_product_names":[
		{"product_id":"S","name":"System","product_identification_helper":{"cpe":"cpe:/o:v:system:8"}},
		{"product_id":"P","name":"app","product_identification_helper":{"purl":"pkg:rpm/v/app@1.2-3"}},{"product_id":"Q","name":"other"}],
		"relationships":[{"product_reference":"P","relates_to_product_reference":"S","full_product_name":{"product_id":"S:P","name":"app on System"}}]},
		"vulnerabilities":[{"product_status":{"fixed":["S:P"]},"remediations":[
		{"category":"vendor_fix","details":"Update","url":"https://a.example/1","product_ids":["S:P"],"restart_required":{"category":"system"}},
		{"category":"no_fix_planned","details":"Will not fix","product_ids":["Q"]},{"category":"workaround","details":"Turn it off"}]}]}`), format)
	if err != nil || len(found) != 1 {
		t.Fatal(len(found), err)
	}
	f := found[0]
	want := []kb.Output{{ID: "fixed", Text: "app on System"}, {ID: "remediation vendor_fix", Text: "Update https://a.example/1\napp on System"}, {ID: "remediation no_fix_planned", Text: "Will not fix\nother"}}
	if diff := cmp.Diff(want, f.Outputs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"cpe:/o:v:system:8", "1.2-3", "vendor_fix: Update\nrestart required: system\n\nno_fix_planned: Will not fix\n\nworkaround: Turn it off"}, append(f.CPE, f.Version, f.Solution)); diff != "" {
		t.Error(diff)
	}
}

// TestDocumentIsBounded says that what all vulnerabilities have from their document
// is kept within a bound, and that it is told.
func TestDocumentIsBounded(t *testing.T) {
	in := `{"document":{"csaf_version":"2.0","notes":[{"text":"` + strings.Repeat("é", maxSharedNotes) + `"}],"references":[{}` + strings.Repeat(`,{"url":"https://a.example/"}`, 2000) + `]},"vulnerabilities":[{}]}`
	found, err := scantest.Read([]byte(in), format)
	if err != nil || len(found) != 1 || len(found[0].Warnings) != 1 || len(found[0].Description) != maxSharedNotes || len(found[0].Citations) != maxSharedReferences-1 {
		t.Error(len(found), err)
	}
}

// samples are the real files that INDEX.tsv counts otherwise. Its script counted
// objects.
var samples = map[string]struct {
	findings int
	document bool
	damaged  bool
}{
	"csaf/DefectDojo__csaf_no_vuln.json":                       {0, true, false}, // it has no vulnerabilities
	"csaf/csaf__avendor-advisory-0004.json":                    {2, true, true},  // garbage follows the document
	"csaf/csaf__provider-metadata.json":                        {0, false, false},
	"csaf/csaf__simple-rolie-provider__provider-metadata.json": {0, false, false},
	"csaf/csaf__service.json":                                  {0, false, false},
	"csaf/csaf__white-feed.json":                               {0, false, false},
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "csaf") {
		want, ok := samples[s.Path]
		if !ok {
			want.findings, want.document = s.Findings, true
		}
		if is := format.Is(scantest.Head(t, s.Data)); is != want.document {
			t.Errorf("%s: recognised: %v", s.Path, is)
		}
		if !want.document {
			continue
		}
		found, err := scantest.Read(s.Data, format)
		if len(found) != want.findings || (err != nil) != want.damaged {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), want.findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || len(f.Outputs) == 0 || len(f.Warnings) > 0 {
				t.Errorf("%s: vulnerability %d lacks something: %v", s.Path, i, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, advisoryFile(f), `{"product_tree":{"branches":[{"branches":[{"branches":null}]}]},"vulnerabilities":[{"product_status":{"x":1}}]}`)
}

func TestCut(t *testing.T) { scantest.Cut(t, []byte(advisoryFile(t)), format) }
