package osv

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

var format = Formats()[0]

// results returns the results of testdata.
func results(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/results.json")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

// records returns the records in the results.
func records(tb testing.TB) []string {
	tb.Helper()
	var all struct {
		Results []struct {
			Packages []struct{ Vulnerabilities []json.RawMessage }
		}
	}
	if err := json.Unmarshal([]byte(results(tb)), &all); err != nil {
		tb.Fatal(err)
	}
	var out []string
	for _, v := range all.Results[0].Packages[0].Vulnerabilities {
		out = append(out, string(v))
	}
	return out
}

func TestRead(t *testing.T) {
	found, err := scantest.Read([]byte(results(t)), format)
	scantest.Golden(t, "results", found, err)
	found, err = scantest.Read([]byte(records(t)[0]), format)
	scantest.Golden(t, "record", found, err)
}

// TestReadForms says that records are read in whatever has them.
func TestReadForms(t *testing.T) {
	one := records(t)[0]
	tests := []struct {
		name, in string
		want     int
	}{
		{"record", one, 1}, {"list", "[" + one + "," + one + "]", 2}, {"lines", one + "\n" + one, 2},
		{"sorted", `{"affected":[{"package":{"ecosystem":"npm","name":"x"}}],"database_specific":{},"details":"` + strings.Repeat("x", 70_000) + `","id":"A-1"}`, 1},
		{"answer", `{"vulns":[` + one + `],"next_page_token":"x"}`, 1}, {"answers", `{"results":[{"vulns":[` + one + `]},{},{"vulns":[{"id":"a"}]}]}`, 2},
		{"no findings", `{"results":[]}`, 0}, {"no results", `{"results": null, "experimental_config":{}}`, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found, err := scantest.Read([]byte(test.in), format)
			if len(found) != test.want || err != nil || !format.Is(scantest.Head(t, []byte(test.in))) {
				t.Errorf("%d findings, want %d: %v", len(found), test.want, err)
			}
		})
	}
}

func TestIs(t *testing.T) {
	for _, in := range []string{`{"results":[{"path":"x"}],"errors":[]}`, `{"results":[{"id":1}]}`, `{"id":"x"}`, `{"id":"x","modified":"y"}`, `{"affected":[]}`, `[]`, ``} {
		if format.Is(scantest.Head(t, []byte(in))) {
			t.Errorf("%s: recognised", in)
		}
	}
}

func TestReadCut(t *testing.T) {
	in := results(t)
	found, err := scantest.Read([]byte(in[:strings.Index(in, "OSV-2026-1")]), format)
	var at *stream.Error
	if len(found) != 2 || !errors.As(err, &at) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%d findings, then %v", len(found), err)
	}
}

func TestCut(t *testing.T) { scantest.Cut(t, []byte(results(t)), format) }

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "osv") {
		if len(s.Data) == 0 {
			continue // nobody can tell what it is; read as empty when its format is named
		}
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || f.Product == "" || f.Location == "" || len(f.Warnings) > 0 {
				t.Errorf("%s: finding %d lacks something: %v", s.Path, i, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, results(f), records(f)[0], `{"vulns":[{}]}`, `{"results":{"packages":[{"groups":[{"ids":"x"}],"vulnerabilities":[{"id":"x"}]}]}}`)
}
