package sarif

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

var format = Formats()[0]

//go:embed testdata/log.sarif
var log []byte

func TestRead(t *testing.T) {
	found, err := scantest.Read(log, format)
	scantest.Golden(t, "log", found, err)
}

// TestReadCut says that a log that ends early gives the results before that place.
func TestReadCut(t *testing.T) {
	cut := log[:bytes.Index(log, []byte(`{"ruleIndex"`))+20]
	found, err := scantest.Read(cut, format)
	var at *stream.Error
	if len(found) != 2 || !errors.As(err, &at) || !errors.Is(err, io.ErrUnexpectedEOF) || at.In != "runs.[0].results.[2]" {
		t.Errorf("%d results, then %v", len(found), err)
	}
	if found[0].Plugin.ID != "A1/sub" || found[0].Description != "" {
		t.Errorf("the rule is not there, yet the result has %v", found[0])
	}
}

// TestCatalogIsBounded says that the rules of a log may be larger than what is kept.
func TestCatalogIsBounded(t *testing.T) {
	text := string(bytes.Repeat([]byte("x"), 1<<20))
	in := func() (io.ReadCloser, error) {
		var parts []io.Reader
		add := func(s string) { parts = append(parts, bytes.NewReader([]byte(s))) }
		add(`{"version":"2.1.0","runs":[{"tool":{"driver":{"rules":[{"id":"r"}`)
		for i := range 70 {
			add(fmt.Sprintf(`,{"id":"r%d","fullDescription":{"text":"%s"}}`, i, text))
		}
		add(`]}},"results":[{"ruleId":"r1"},{"ruleId":"r69"}]}]}`)
		return io.NopCloser(io.MultiReader(parts...)), nil
	}
	var found []kb.Finding
	err := stream.NewReport(in, stream.Limits{}).Run("sarif", read, func(f kb.Finding) error { found = append(found, f); return nil })
	if err != nil || len(found) != 2 {
		t.Fatal(len(found), err)
	}
	if len(found[0].Description) != 1<<20 || len(found[1].Description) != 0 || len(found[1].Warnings) != 1 {
		t.Errorf("descriptions of %d and %d bytes, warnings %q", len(found[0].Description), len(found[1].Description), found[1].Warnings)
	}
}

func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		string(log): true, `{"version":"2.1.0","runs":[]}`: true, `{"$schema":"https://x.example/sarif-2.1.0-rtm.5.json","runs":[]}`: true,
		`{"runs":[]}`: false, `{"version":"1.0.0","runs":[]}`: false, `[{"version":"2.1.0","runs":[]}]`: false, `{"version":"2.1.0"}`: false,
	} {
		if got := format.Is(scantest.Head(t, []byte(in))); got != want {
			t.Errorf("%.60q: %v, want %v", in, got, want)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "sarif") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		if !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: not recognised", s.Path)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || f.Severity == "" || len(f.Outputs) == 0 || f.Location == "" && len(s.Data) > 2000 || len(f.Warnings) > 0 {
				t.Errorf("%s: result %d lacks something: %v", s.Path, i, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, string(log), `{"runs":[{"results":[{"ruleIndex":-1,"rule":{"toolComponent":{"index":9}}}],"tool":{"extensions":[{}]}}]}`, `{"runs":{"results":[{}]}}`, `[{"runs":null}]`)
}
