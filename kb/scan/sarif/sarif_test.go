package sarif

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"
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
	text := strings.Repeat("x", 1<<10)
	in := `{"runs":[{"tool":{"driver":{"rules":[{"id":"r"}`
	for i := range 70 {
		in += fmt.Sprintf(`,{"id":"r%d","fullDescription":{"text":"%s"}}`, i, text)
	}
	in += `]}},"results":[{"ruleId":"r1"},{"ruleId":"r69"}]}]}`
	var found []kb.Finding
	err := readKeeping(50<<10, scantest.Bytes([]byte(in), stream.Limits{}), func(f kb.Finding) error { found = append(found, f); return nil })
	if err != nil || len(found) != 2 {
		t.Fatal(len(found), err)
	}
	if len(found[0].Description) != 1<<10 || len(found[1].Description) != 0 || len(found[1].Warnings) != 1 {
		t.Errorf("descriptions of %d and %d bytes, warnings %q", len(found[0].Description), len(found[1].Description), found[1].Warnings)
	}
}

// TestMessagesAreBounded says that few bytes that refer to a long text many times do
// not fill the memory.
func TestMessagesAreBounded(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	in := `{"runs":[{"tool":{"driver":{"rules":[{"id":"r","messageStrings":{"m":{"text":"` + long + `"}}}]}},"artifacts":[{"location":{"uri":"` + long + `"}}],"logicalLocations":[{"name":"` + long + `"}],` +
		`"results":[{"ruleId":"r","message":{"text":"` + strings.Repeat("{0}", 10_000) + `","arguments":["` + long + `"]},` +
		`"relatedLocations":[{}` + strings.Repeat(`,{"physicalLocation":{"artifactLocation":{"index":0}},"logicalLocations":[{"index":0}],"message":{"id":"m"}}`, 10_000) + `]}]}]}`
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

// TestRuleOverTheLimit says that a rule that is too large to be read keeps nobody from
// the results, but is told.
func TestRuleOverTheLimit(t *testing.T) {
	in := `{"runs":[{"tool":{"driver":{"rules":[{"id":"r","x":["` + strings.Repeat(`x","`, 50_000) + `"]}]}},"results":[{"ruleId":"r"}]}]}`
	n := 0
	err := scantest.Bytes([]byte(in), stream.Limits{Value: 100_000}).Run("sarif", read, func(kb.Finding) error { n++; return nil })
	if n != 1 || !errors.Is(err, stream.ErrLimit) {
		t.Errorf("%d results, then %v", n, err)
	}
}

// TestRulesAreBounded says that what all results have from their rule is bounded.
func TestRulesAreBounded(t *testing.T) {
	in := `{"runs":[{"tool":{"driver":{"rules":[{"id":"r","properties":{"tags":["a"` + strings.Repeat(`,"CWE-1"`, 2000) + `]}}]}},"results":[{"ruleId":"r"}]}]}`
	found, err := scantest.Read([]byte(in), format)
	if err != nil || len(found) != 1 || len(found[0].Warnings) != 1 || len(found[0].Citations) != maxShared {
		t.Error(len(found), err)
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

func TestCut(t *testing.T) {
	scantest.Cut(t, []byte(`{"version":"2.1.0","runs":[{"results":[{"ruleId":"a","message":{"text":"\u00e9"}},{"ruleIndex":0,"locations":[{}]}],"tool":{"driver":{"rules":[{"id":"a","name":"n"}]}}},{"results":[{}]}]}`), format)
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
