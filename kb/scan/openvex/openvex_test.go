package openvex

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

var format = Formats()[0]

// file returns a report of testdata.
func file(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	for _, name := range []string{"new", "old"} {
		found, err := scantest.Read([]byte(file(t, name+".json")), format)
		scantest.Golden(t, name, found, err)
	}
}

func TestReadAttestation(t *testing.T) {
	in := `{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://openvex.dev/ns/v0.2.0","subject":[],"predicate":` + file(t, "new.json") + `}`
	found, err := scantest.Read([]byte(in), format)
	if len(found) != 4 || err != nil || !format.Is(scantest.Head(t, []byte(in))) {
		t.Errorf("%d statements, %v", len(found), err)
	}
}

func TestReadCut(t *testing.T) {
	in := file(t, "new.json")
	found, err := scantest.Read([]byte(in[:strings.Index(in, `"status": "affected"`)]), format)
	var at *stream.Error
	if len(found) != 1 || !errors.As(err, &at) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%d statements, then %v", len(found), err)
	}
}

func TestCut(t *testing.T) { scantest.Cut(t, []byte(file(t, "new.json")), format) }

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "openvex") {
		is := format.Is(scantest.Head(t, s.Data))
		if strings.Contains(s.Path, "not_a_document") {
			if is {
				t.Errorf("%s: recognised", s.Path)
			}
			continue
		}
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !is {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if !strings.HasPrefix(f.Plugin.ID, "CVE-") || f.Status == "" || f.Product == "" && !strings.Contains(s.Path, "v0.2.0") || len(f.Outputs) == 0 || len(f.Warnings) > 0 {
				t.Errorf("%s: statement %d lacks something: %v", s.Path, i, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, file(f, "new.json"), file(f, "old.json"), `{"statements":[{"products":{"subcomponents":{"subcomponents":[1]}}}]}`, `{"predicate":null}`)
}
