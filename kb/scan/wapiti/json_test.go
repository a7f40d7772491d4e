package wapiti

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

const inJSON = `{
 "classifications": {
  "SQL Injection": {"desc": "Queries are put together from input.", "sol": "Bind parameters.", "ref": {"CWE-89: Injection": "https://cwe.example/89", "Notes": "https://b.example/"}, "wstg": ["WSTG-INPV-05"]},
  "Backup file": {"desc": "None found.", "sol": "", "ref": {}}
 },
 "vulnerabilities": {
  "SQL Injection": [
   {"method": "GET", "path": "/item", "info": "SQL Injection via injection in the parameter id", "level": 4, "parameter": "id", "referer": "", "module": "sql",
    "http_request": "GET /item?id=%27 HTTP/1.1\nhost: a.example:8443", "curl_command": "curl https://a.example:8443/item", "wstg": ["WSTG-INPV-05"],
    "detail": {"response": {"status_code": 500, "body": "syntax error near '", "headers": [["server", "test"], ["x", "1"]]}}},
   {"path": "/other", "level": "3", "info": 7, "parameter": null}
  ],
  "Backup file": []
 },
 "anomalies": {"Internal Server Error": [{"path": "https://c.example/err", "level": 2, "info": "timeout"}]},
 "additionals": {"Fingerprint web technology": [{"path": "/", "level": 1, "info": "{\"name\": \"nginx\"}"}]},
 "infos": {"target": "https://a.example:8443/app/", "date": "today", "version": "Wapiti 3.2.0", "scope": "folder"}
}`

func TestReadJSON(t *testing.T) {
	format := scantest.Of(t, Formats(), "wapiti-json")
	for name, text := range map[string]string{"json": inJSON, "json short": inJSON[:len(inJSON)-300], "json none": `{"vulnerabilities": {}, "anomalies": {}, "additionals": {}, "infos": {}}`} {
		t.Run(name, func(t *testing.T) {
			found, err := scantest.Read([]byte(text), format)
			scantest.Golden(t, name, found, err)
			if !format.Is(scantest.Head(t, []byte(text))) {
				t.Error("not recognised")
			}
		})
	}
	for _, text := range []string{`{"vulnerabilities": [], "components": []}`, `{"version": "15", "vulnerabilities": [], "scan": {}}`, `{"findings": []}`} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("claims %s", text)
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "wapiti-json"), inJSON, "{}", `{"vulnerabilities":{"a":[{}]},"anomalies":{}}`)
}
