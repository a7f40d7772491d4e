package generic

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
	list  = Formats()[0]
	table = Formats()[1]
)

// file returns a report of testdata.
func file(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestRead(t *testing.T) {
	found, err := scantest.Read(file(t, "findings.json"), list)
	scantest.Golden(t, "findings.json", found, err)
	found, err = scantest.Read(file(t, "findings.csv"), table)
	scantest.Golden(t, "findings.csv", found, err)
}

func TestReadCut(t *testing.T) {
	data := file(t, "findings.json")
	found, err := scantest.Read(data[:strings.Index(string(data), `{"title": ["two"`)+9], list)
	var at *stream.Error
	if len(found) != 1 || !errors.As(err, &at) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%d findings, then %v", len(found), err)
	}
	data = file(t, "findings.csv")
	found, err = scantest.Read([]byte(strings.Replace(string(data), `lines"`, "lines", 1)), table)
	if len(found) != 0 || !errors.As(err, &at) || at.At != "line 2" {
		t.Errorf("%d findings, then %v", len(found), err)
	}
}

func TestIs(t *testing.T) {
	tests := []struct {
		in          string
		list, table bool
	}{
		{`{"findings":[]}`, true, false}, {`{"name":"x","findings":[{}]}`, true, false}, {`[{"findings":[]}]`, false, false}, {`{"a":1}`, false, false},
		{"Title,Severity,Description\n", false, true}, {"Description;severity;title;x\n", false, true}, {"QID,Title,Severity,Description\n", false, false}, {"Title,Severity\n", false, false},
	}
	for _, test := range tests {
		h := scantest.Head(t, []byte(test.in))
		if list.Is(h) != test.list || table.Is(h) != test.table {
			t.Errorf("%q: JSON %v, CSV %v", test.in, list.Is(h), table.Is(h))
		}
	}
}

func TestCut(t *testing.T) { scantest.Cut(t, file(t, "findings.json"), list) }

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "generic-json", "generic-csv") {
		format := list
		if s.Format == "generic-csv" {
			format = table
		}
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.Name == "" && s.Path != "generic-json/DefectDojo__generic_empty.json" || len(f.Warnings) > 0 {
				t.Errorf("%s: finding %d lacks something: %v", s.Path, i, f)
			}
		}
		if os.Getenv("DUMP") != "" {
			t.Log(s.Path, scantest.Dump(found, err))
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	scantest.Fuzz(f, list, string(file(f, "findings.json")), `{"findings":null}`, `{"findings":[1]}`)
}

func FuzzReadCSV(f *testing.F) {
	scantest.Fuzz(f, table, string(file(f, "findings.csv")), "Title,Severity,Description,Url\n\"a\",,,[::1\n")
}
