package defender

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

// answer returns the answer of testdata.
func answer(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/vulnerabilities.json")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

const line = `{"id":"x","cveId":"CVE-2020-0001","deviceId":"d","softwareName":"s"}` + "\n"

func TestRead(t *testing.T) {
	found, err := scantest.Read([]byte(answer(t)), format)
	scantest.Golden(t, "vulnerabilities", found, err)
	if found, err := scantest.Read([]byte(line+line), format); len(found) != 2 || err != nil {
		t.Errorf("%d findings in 2 lines, %v", len(found), err)
	}
}

func TestReadCut(t *testing.T) {
	in := answer(t)
	found, err := scantest.Read([]byte(in[:strings.Index(in, "CVE-2020-0003")]), format)
	var at *stream.Error
	if len(found) != 2 || !errors.As(err, &at) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%d findings, then %v", len(found), err)
	}
}

func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		answer(t): true, line: true, `{"value":[{"CveId":"CVE-2020-0001","DeviceId":"d"}]}`: true,
		`{"@odata.context":"https://api.securitycenter.microsoft.com/api/$metadata#Vulnerabilities","value":[{"id":"CVE-2020-0001","exposedMachines":1}]}`: true,
		`{"@odata.context":"https://api.securitycenter.microsoft.com/api/$metadata#Machines","value":[{"id":"m","computerDnsName":"a"}]}`:                  false,
		`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[]}`:                                                                 false,
		`{"value":[]}`: false, `[]`: false,
	} {
		if got := format.Is(scantest.Head(t, []byte(in))); got != want {
			t.Errorf("%.120s: %v, want %v", in, got, want)
		}
	}
}

func TestCut(t *testing.T) { scantest.Cut(t, []byte(answer(t)), format) }

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "defender-json") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, answer(f), line, `{"value":null}`) }
