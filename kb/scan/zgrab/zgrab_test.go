package zgrab

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

const report = `{"ip":"192.0.2.7","domain":"ftp.example","data":{"ftp":{"status":"success","protocol":"ftp","port":21,"result":{"banner":"220-Welcome\r\n220 ready\u0007\r\n","auth_tls":"500 no\r\n","empty":"","none":null},"timestamp":"2026-11-22T09:42:07Z"},"banner":{"status":"unknown-error","protocol":"banner","error":"EOF"}}}
{"ip":"2001:db8::7","data":{"tls990":{"status":"success","protocol":"tls","result":{"handshake_log":{"server_hello":{"version":{"name":"TLSv1.2","value":771},"ocsp":false},"list":["a","b",[1],{"c":"d\ne"}],"deep":{"er":{}}}}}}}
{"domain":"down.example","data":{"ntp":{"status":"connection-timeout","protocol":"ntp","error":"i/o timeout"},"odd":"text","list":[1,2],"half":{"status":{"a":1},"result":"220 text"}}}
{"ip":"192.0.2.8","data":{}}
{"statuses":{"ftp":{"successes":1}}}
`

func TestRead(t *testing.T) {
	for name, text := range map[string]string{"grabs": report, "truncated": report[:400], "other": `{"ip":"192.0.2.7","data":[1]}`} {
		found, err := scantest.Read([]byte(text), format)
		scantest.Golden(t, name, found, err)
	}
	if !format.Is(scantest.Head(t, []byte(report))) {
		t.Error("not recognised")
	}
}

func TestFormatLeavesOthers(t *testing.T) {
	for _, text := range []string{
		`{"ip":"192.0.2.7","port":21,"proto":"tcp","rec_type":"status","data":{"status":"open"}}`,
		`{"ip":"192.0.2.7","data":"220 ready","status":"x"}`,
		`{"status":"success","data":{"ip":"192.0.2.7"}}`,
	} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("took %s", text)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "zgrab2-jsonl") {
		found, err := scantest.Read(s.Data, format)
		if len(found) != s.Findings || err != nil || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, report, `{"data":{"a":{"result":{"b":[{}]}}}}`) }
