package nettacker

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

const (
	report = `[{"scan_id": "x", "target": "192.0.2.7", "module_name": "port_scan", "date": "2026-07-31", "port": 21, "event": "host: 192.0.2.7 port: 21 conditions: ftp: 220", "json_event": "{\"method\": \"tcp_connect_send_and_receive\", \"response\": {\"conditions_results\": {\"ftp\": [\"220 ready\"]}, \"ssl_flag\": false}}"},
{"scan_id": "x", "target": "www.example", "module_name": "apache_cve_2021_41773_vuln", "date": "2026-07-31", "port": "443", "event": "conditions: x", "json_event": "{\"method\": \"get\", \"url\": \"https://www.example/cgi-bin/\", \"response\": {\"conditions_results\": {\"status_code\": [\"200\"]}}}"},
{"target": "192.0.2.8", "module_name": "port_scan", "port": null, "event": "", "json_event": "not JSON"}]`
	old = `[{"SCAN_ID": "x", "HOST": "192.0.2.7", "USERNAME": "admin", "PASSWORD": "", "PORT": "21", "TYPE": "ftp_brute", "DESCRIPTION": "LOGGED IN SUCCESSFULLY", "TIME": "2018", "CATEGORY": "brute", "SCAN_CMD": "python nettacker.py"}]`
)

func TestRead(t *testing.T) {
	for name, text := range map[string]string{"events": report, "old": old, "truncated": report[:len(report)-100]} {
		found, err := scantest.Read([]byte(text), format)
		scantest.Golden(t, name, found, err)
		if !format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("%s: not recognised", name)
		}
	}
}

func TestFormatLeavesOthers(t *testing.T) {
	for _, text := range []string{`[{"target":"x","event":"y"}]`, `[{"host":"x","type":"y","description":"z"}]`, `<target/>`} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("took %s", text)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "nettacker-json") {
		found, err := scantest.Read(s.Data, format)
		if len(found) != s.Findings || err != nil || format.Is(scantest.Head(t, s.Data)) != (len(s.Data) > 0) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, report, old, `{"json_event":"{\"method\":1}"}`, "[1]")
}
