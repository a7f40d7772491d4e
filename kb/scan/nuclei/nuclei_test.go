package nuclei

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

const lines = `{"template":"cves/x.yaml","template-url":"https://t.example/x","template-id":"CVE-2018-15473","template-path":"/t/x.yaml","template-encoded":"aWQ6","info":{"name":"User names","author":["a"],"tags":["network","cve"],"description":"Names can be told.\n","impact":"Some.","remediation":"Update.","reference":["https://b.example/1","https://b.example/2"],"severity":"medium","metadata":{"vendor":"openbsd","product":"openssh","max-request":2},"classification":{"cve-id":["CVE-2018-15473"],"cwe-id":["cwe-362"],"cvss-metrics":"CVSS:3.0/AV:N","cvss-score":5.3,"cvss-vector-4":"CVSS:4.0/AV:N","cpe":"cpe:2.3:a:openbsd:openssh:*:*:*:*:*:*:*:*"}},"matcher-name":"old","type":"tcp","host":"https://a.example","port":"443","matched-at":"a.example:22","extracted-results":["SSH-2.0-OpenSSH_7.4\n","two"],"request":"x","response":"SSH-2.0-OpenSSH_7.4\r\n","ip":"192.0.2.7","matcher-status":true,"matched-line":null,"is_fuzzing_result":true,"issue_trackers":{"github":{"issue_url":"https://tracker.example/5"}},"meta":{"username":"root","password":"x"},"interaction":{"protocol":"dns","unique-id":"1","raw-request":"q"}}
{"templateID":"old-form","info":{"name":"Old","author":"b","severity":"low","tags":"network,ssh","reference":"- http://b.example/3\n- CVE-2016-6210\n","classification":{"cve-id":"CVE-2016-6210,CVE-2016-6211","cwe-id":null}},"matcher_name":"m","type":"http","host":"http://192.0.2.8:8080/x","matched":"http://192.0.2.8:8080/x/y","extracted_results":["nginx/1.14.2"],"ip":"192.0.2.8."}
`

const list = `[{"template-id":"dns","info":{"name":"CNAME","severity":"info"},"type":"dns","host":"a.example","matched-at":"a.example","matcher-status":true},
 {"template-id":"js","info":{"name":"Cookies"},"type":"javascript","port":"80","url":"/http://a.example/","request":"x"},
 {"template-id":"file","info":{"name":"Key"},"type":"file","host":"C:\\x\\key.pem","matched-at":"C:\\x\\key.pem","matched-line":[3,4]},
 {"template-id":"failed","info":{"name":"Failed"},"type":"http","host":"a.example","port":"8443","scheme":"https","url":"https://a.example:8443","matcher-status":false,"error":"no answer"},
 {"template-id":"ssl","info":{"name":"Issuer"},"type":"ssl","host":"2001:db8::7","matched-at":"[2001:db8::7]:443","ip":"2001:db8::7"}]`

func TestRead(t *testing.T) {
	for name, text := range map[string]string{
		"lines": lines, "list": list, "short": lines[:len(lines)-9],
		"together": `{"template-id":"a","info":{"name":"one"}}{"template-id":"b","info":{"name":"two"}}`,
		"flat":     `{"template":"tech-detect","type":"http","matched":"http://a.example/","name":"Technology","severity":"info","author":"a","description":"What runs.","matcher_name":"nginx"}`,
		"wrong":    `{"template-id":"a","info":{"name":"one"}}` + "\n[]\n" + `{"template-id":"b","info":{}}`,
	} {
		t.Run(name, func(t *testing.T) {
			format := Formats()[0]
			found, err := scantest.Read([]byte(text), format)
			scantest.Golden(t, name, found, err)
			if !format.Is(scantest.Head(t, []byte(text))) {
				t.Error("not recognised")
			}
		})
	}
}

func TestOthersAreNotClaimed(t *testing.T) {
	for _, text := range []string{`{"info":{}}`, `{"host":"a","template-id":"x"}`, `[]`, ""} {
		if Formats()[0].Is(scantest.Head(t, []byte(text))) {
			t.Errorf("claims %s", text)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "nuclei-json") {
		found, err := scantest.Read(s.Data, Formats()[0])
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || f.Plugin.Name == "" || f.Severity == "" || f.Location == "" && f.Plugin.Family != "dns" || f.Location != "" && len(f.Names)+len(f.Addresses) == 0 {
				t.Errorf("%s: finding %d lacks something: %+v", s.Path, i, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, Formats()[0], lines, list) }
