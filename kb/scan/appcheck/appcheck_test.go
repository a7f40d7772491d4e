package appcheck

import (
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

const report = `{"items":[
 {"_id":"c5","title":"FTP in the clear","status":"unfixed","priority":"3.0-medium","impact":"3.0-medium","category":"infra","type":"INFRA","host":"192.0.2.7","ipv4_address":"192.0.2.7","port":21,"cves":[],"cpe":[],
  "meta":{"raw_data":"<result><port>21/tcp</port><description>331 Password required.</description></result>","scanning_engine":{"type":"unknown","name":"OpenVASScanner","_meta":{"ordered_keys":["type","name"]}}},
  "details":{"Impact":"[[markup]]Passwords are heard.","Technical Details":"The service accepts logins.\n\n331 Password required.","_meta":{"ordered_keys":["Technical Details","Impact"]}},
  "description":"Logins go in the clear.","synopsis":"Logins go in the clear.","solution":"[[markup]]Use TLS, see [[https://b.example/tls]].","notes":"","cvss_base_score":4.8,"cvss_vector":"AV:A","OWASP":[],"tags":["vuln"],"trashed":false},
 {"_id":"a2","title":"Old Tomcat","status":"false_positive","priority":"2.0-low","category":"web_app","plugin":"TomcatScanner","host":"a.example","ipv4_address":"192.0.2.8","port":443,"url":"https://a.example/x","cves":["CVE-2016-6796"],
  "cpe":["cpe:2.3:a:apache:tomcat:8.0.32:*:*:*:*:*:*:*"],"meta":{"scanning_engine":{"name":"NewAppCheckScannerMultiple"}},
  "details":{"Messages":"--->\n\nGET / HTTP/1.1\n\n<---\n\nHTTP/1.1 200 OK\n\n--->\n\nGET /2 HTTP/1.1","References":"* [[https://b.example/1]]\n\n* [[https://b.example/2]]\n* CVE-2016-6797","New Thing":{"a":["b","c"]}},
  "OWASP":{"2021":{"name":"A01","description":"Access."}}},
 {"title":"Port scan","host":"192.0.2.9","port":0,"details":"Host is up.\n21/tcp open ftp","meta":{"port_table":[[21,"tcp","open","ftp","Microsoft ftpd"],[45000,"tcp","open","ssl/asmp?",""]]}},
 7,
 {"title":"Nothing else","meta":[],"details":[]}
],"hosts":["192.0.2.7"]}`

var format = Formats()[0]

func TestRead(t *testing.T) {
	deep := `{"items":[{"title":"deep","meta":{"scanning_engine":{}},"x":` + strings.Repeat(`{"a":[`, 20) + "1" + strings.Repeat("]}", 20) + `}]}`
	for name, text := range map[string]string{"all": report, "short": report[:1500], "none": "{\n \"items\": [],\n \"hosts\": []\n}", "deep": deep} {
		t.Run(name, func(t *testing.T) {
			found, err := scantest.Read([]byte(text), format)
			scantest.Golden(t, name, found, err)
			if !format.Is(scantest.Head(t, []byte(text))) {
				t.Error("not recognised")
			}
		})
	}
}

func TestOthersAreNotClaimed(t *testing.T) {
	for _, text := range []string{`{"items":[]}`, `{"items":[{"id":1}],"kind":"List","hosts":[]}`, `{"hosts":[]}`, ""} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("claims %s", text)
		}
	}
}

// TestSamples: the sample has no item; INDEX.tsv counts its document.
func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "appcheck-json") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != 0 || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want none: %v", s.Path, len(found), err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, report, `{"items":[{"details":{"a":[[1]]}}]}`) }
