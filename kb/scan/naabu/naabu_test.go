package naabu

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

const two = `{"host":"a.example","ip":"192.0.2.7","timestamp":"2026-01-02T03:04:05Z","port":21,"protocol":"tcp","tls":false}
{"ip":"2001:db8::7","timestamp":"2026-01-02T03:04:06Z","port":990,"protocol":"tcp","tls":true}
`

func TestReadLinesAndLists(t *testing.T) {
	found, err := scantest.Read([]byte(two), format)
	scantest.Golden(t, "two", found, err)
	if !format.Is(scantest.Head(t, []byte(two))) {
		t.Error("not recognised")
	}
}

func TestVersions(t *testing.T) {
	const text = `{"ip":"192.0.2.7","port":21}
{"host":"a.example","ip":"192.0.2.7","port":{"Port":443,"Protocol":0,"TLS":true},"timestamp":"2022-01-02T03:04:05Z"}
{"host":"a.example","ip":"192.0.2.7","timestamp":"2026-01-02T03:04:05Z","port":"21","protocol":"TCP","tls":false,"mac_address":"00:00:5E:00:53:07","name":"ftp","product":"Microsoft ftpd","version":"5.0","extra_info":"x","os_type":"Windows","service_fp":"SF","cpe":["cpe:/a:microsoft:ftp_service:5.0"]}
{"host":{"a":1},"port":[21]}
{"port":{"Port":{"a":1},"TLS":"yes"}}
`
	found, err := scantest.Read([]byte(text), format)
	scantest.Golden(t, "versions", found, err)
	if !format.Is(scantest.Head(t, []byte(text))) {
		t.Error("not recognised")
	}
}

func TestFormatLeavesOthers(t *testing.T) {
	for _, text := range []string{
		`{"ip":"192.0.2.7","timestamp":"1","port":21,"proto":"tcp","rec_type":"status","data":{}}`,
		`{"ip":"192.0.2.7","ports":[{"port":21,"proto":"tcp"}]}`,
		`{"host":"a.example","port":21,"template-id":"x","info":{}}`,
		`{"host":"a.example","ip":"192.0.2.7","timestamp":"x"}`,
		`[]`,
	} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("took %s", text)
		}
	}
}

func TestTruncatedReportKeepsWhatWasRead(t *testing.T) {
	found, err := scantest.Read([]byte(two[:len(two)-20]), format)
	scantest.Golden(t, "truncated", found, err)
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "naabu-json") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, two, "[]", "{}", "[1]") }
