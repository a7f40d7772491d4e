package arachni

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

const report = `{"version":"1.5.1","seed":"b6","options":{"http":{"user_agent":"Arachni/v1.5.1"},"url":"http://a.example/"},"sitemap":{"http://a.example/":200},"issues":[
 {"name":"Cross-Site Scripting (XSS)","description":"\nScripts run\nin the page.\n\nTwo:\n* a\n* b\n","references":{"WASC":"http://wasc.example/xss","OWASP":"https://owasp.example/xss"},"tags":["xss","script"],"cwe":79,"severity":"high",
  "remedy_guidance":"\nEscape\nit.\n","check":{"name":"XSS","description":"Puts in a tag.","shortname":"xss","version":"0.4.9"},
  "vector":{"class":"Form","type":"form","url":"http://a.example/","source":"<form>","inputs":{"q":"x"},"action":"http://a.example:8080/search","method":"get","affected_input_name":"q","affected_input_value":"<xss/>","seed":"<xss/>"},
  "proof":"<xss/>","referring_page":{"body":"<html>from</html>"},"page":{"body":"<html><xss/></html>"},"remarks":{"auditor":["look"]},"trusted":false,"cwe_url":"http://cwe.example/79","digest":11,
  "response":{"headers":{"Server":["a","b"]},"url":"http://a.example:8080/search","code":200,"ip_address":"192.0.2.7","headers_string":"HTTP/1.1 200 OK\r\nServer: a\r\n\r\n","body":"<html><xss/></html>","time":0.2},
  "request":{"url":"http://a.example:8080/search","parameters":{"q":"x"},"headers_string":"GET /search?q=%3Cxss HTTP/1.1\r\nHost: a.example\r\n\r\n","body":null,"method":"get"}},
 {"name":"Server","check":{"shortname":"hsts"},"vector":{"type":"server","url":"https://[2001:db8::7]/","affected_input_name":null},"severity":"low","cwe":null,"trusted":true},
 7,
 {"name":"Old form","severity":"Medium","internal_modname":"sqli","url":"http://192.0.2.8/a?id=1","elem":"link","var":"id","method":"GET","injected":"'","regexp_match":"SQL error","response":"<b>SQL error</b>","cwe":"89"},
 {"name":"Grouped","severity":"low","check":{"shortname":"g"},"variations":[{"vector":{"url":"http://a.example/1"},"proof":"one","response":{"ip_address":"192.0.2.9"}},{"vector":{"url":"http://a.example/2"},"proof":"two"}]}
]}`

var format = Formats()[0]

func TestRead(t *testing.T) {
	for name, text := range map[string]string{"all": report, "short": report[:len(report)-150], "none": `{"version":"1.5.1","options":{"http":{"user_agent":"Arachni/v1.5.1"}},"sitemap":{},"issues":[]}`} {
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
	for _, text := range []string{`{"version":"2.1.0","runs":[]}`, `{"version":"1","options":{},"issues":[]}`, ""} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("claims %s", text)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "arachni-json") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || f.Plugin.Name == "" || f.Severity == "" || f.Port == 0 || f.Location == "" || len(f.Outputs) == 0 || len(f.Citations) == 0 {
				t.Errorf("%s: finding %d lacks something: %+v", s.Path, i, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, report, `{"issues":[{}]}`) }
