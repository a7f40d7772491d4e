package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
)

// sarifSchema is the schema of SARIF 2.1.0, errata 01, without its descriptions.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sarif writes findings and validates what is written.
func sarif(t *testing.T, schema *jsonschema.Schema, d report.Document, o report.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := report.SARIF(&b, d, o); err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchema(t)
	sarif(t, schema, document(t, nil), report.Options{})
	sarif(t, schema, document(t, findings()), report.Options{Version: "1.2.3", Time: made()})
	broken := document(t, findings())
	broken.Summary.Reports[0].Error = "line 7: the report {0} ends early [x](http://evil.example)"
	sarif(t, schema, broken, report.Options{})
	odd := findings()[5]
	for _, f := range []v1.Finding{
		{}, {Host: "fe80::1%eth0"}, {Host: "fe80::1%eth0", Port: 21, Protocol: "TCP"}, {Host: "a b/c?d#e", Port: 1, Protocol: "über tcp"}, {Location: "C:\\a b\\%zz:12"},
		{Location: "https://a.example/%zz\x00"}, {Location: "https://a.example/a b?c=<d>"}, {Location: "https://[::1/x"}, {Host: "host", Location: "/etc/passwd"}, {Location: ":12"}, {Location: "a:999999999999"}, {Location: "x:0"},
	} {
		odd.Host, odd.Location, odd.Port, odd.Protocol = f.Host, f.Location, f.Port, f.Protocol
		sarif(t, schema, document(t, []v1.Finding{odd}), report.Options{})
	}
}

// TestSARIFTells says what becomes of each verdict.
func TestSARIFTells(t *testing.T) {
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID, Kind, Level string
				RuleIndex           int
				Locations           []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
				}
				PartialFingerprints map[string]string
			}
		}
	}
	if err := json.Unmarshal(sarif(t, sarifSchema(t), document(t, findings()), report.Options{}), &log); err != nil {
		t.Fatal(err)
	}
	type result struct {
		Rule, Kind, Level, URI string
		Line                   int
	}
	var got []result
	prints := map[string]int{}
	for _, r := range log.Runs[0].Results {
		if id := log.Runs[0].Tool.Driver.Rules[r.RuleIndex].ID; id != r.RuleID {
			t.Errorf("rule %d is %s, want %s", r.RuleIndex, id, r.RuleID)
		}
		at := r.Locations[0].PhysicalLocation
		got = append(got, result{r.RuleID, r.Kind, r.Level, at.ArtifactLocation.URI, at.Region.StartLine})
		prints[r.PartialFingerprints["kbadvisorFinding/v1"]]++
	}
	got[4].URI = "" // the hostile one's name
	want := []result{
		{"Q187498", "fail", "warning", "tcp://ws1.example:443", 0}, {"Q100001", "fail", "error", "tcp://ws2.example:21", 0},
		{"kbadvisor/cited_absent", "review", "none", "tcp://192.0.2.3:443", 0}, {"Q187498", "fail", "warning", "tcp://ws2.example:443", 0},
		{"house-article", "fail", "note", "", 0}, {"kbadvisor/unexplained", "open", "none", "tcp://ws3.example:21", 0},
		{"kbadvisor/unexplained", "open", "none", "src/a%20b.go", 12}, {"kbadvisor/healthy", "pass", "none", "tcp://ws3.example:21", 0},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("results (-want +got):\n%s", d)
	}
	if len(prints) != len(want) {
		t.Errorf("%d fingerprints for %d findings", len(prints), len(want))
	}
}
