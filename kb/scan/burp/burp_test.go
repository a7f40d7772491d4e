package burp

import (
	"encoding/base64"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

// packed returns a text as it is in reports.
func packed(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

var inXML = `<?xml version="1.0"?>
<!DOCTYPE issues [
<!ELEMENT issues (issue*)>
<!ATTLIST issues burpVersion CDATA "">
<!ELEMENT request (#PCDATA)>
<!ATTLIST request base64 (true|false) "false">
]>
<issues burpVersion="2024.1" exportTime="now">
 <issue>
  <serialNumber>1</serialNumber><type>1048832</type><name>SQL injection</name>
  <host ip="192.0.2.7">https://a.example:8443</host><path><![CDATA[/x]]></path><location><![CDATA[/x [id parameter]]]></location>
  <severity>High</severity><confidence>Firm</confidence>
  <issueBackground><![CDATA[<p>Bad &lt;input&gt;.</p><p>See <a href="https://b.example/1">this</a>.</p>]]></issueBackground>
  <remediationBackground><![CDATA[<p>Use parameters.</p>]]></remediationBackground><remediationDetail><![CDATA[In <b>x</b>.]]></remediationDetail>
  <references><![CDATA[<ul><li><a href="https://b.example/2">Two</a></li></ul>]]></references>
  <vulnerabilityClassifications><![CDATA[<ul><li><a href="https://cwe.example/89">CWE-89: Injection</a></li><li><a href="https://capec.example/66">CAPEC-66: SQL</a></li></ul>]]></vulnerabilityClassifications>
  <issueDetail><![CDATA[The <b>id</b> parameter.<br><br>Twice.]]></issueDetail>
  <issueDetailItems><issueDetailItem><![CDATA[one]]></issueDetailItem><issueDetailItem><![CDATA[two]]></issueDetailItem></issueDetailItems>
  <requestresponse><request method="GET" base64="true"><![CDATA[` + packed("GET /x?id=%27 HTTP/1.1\r\nHost: a.example\r\n\r\n") + `]]></request>
   <response base64="true"><![CDATA[` + packed("HTTP/1.1 200 OK\r\nServer: test\r\n\r\n"+strings.Repeat("\x00\xff\xfe", 40)) + `]]></response><responseRedirected>false</responseRedirected></requestresponse>
  <requestresponse><request method="GET" base64="false">GET /plain HTTP/1.1</request><response base64="true"></response></requestresponse>
  <collaboratorEvent><interactionType>HTTP</interactionType><originIp>192.0.2.9</originIp><time>now</time><lookupType/>
   <requestresponse><request method="GET" base64="true">` + packed("GET / HTTP/1.0\r\n\r\n") + `</request></requestresponse></collaboratorEvent>
  <staticAnalysis><source>location.hash</source><sink>eval</sink><codeSnippets><codeSnippet>eval(location.hash)</codeSnippet></codeSnippets></staticAnalysis>
 </issue>
 <issue><serialNumber>2</serialNumber><type>2</type><name>Bare</name><host ip="">http://[2001:db8::7]/</host><path>/p</path><severity>Information</severity></issue>
</issues>`

var inREST = `{"task_id":"3","issue_events":[
 {"id":"0","type":"issue_found","issue":{"name":"Robots file","type_index":6292992,"serial_number":"3","origin":"https://a.example","path":"/robots.txt","severity":"info","confidence":"certain",
  "description":"It has <b>one</b>.","issue_background":"<p>Known.</p>","remediation_background":"<p>Mind.</p>","caption":"/robots.txt [q]",
  "evidence":[{"type":"FirstOrderEvidence","detail":{"payload":{"bytes":"` + packed("' or 1=1") + `","flags":1},"band_flags":["in_band"]},
   "request_response":{"url":"https://a.example/robots.txt","request":[{"type":"DataSegment","data":"` + packed("GET ") + `","length":4},{"type":"HighlightSegment","data":"` + packed("/robots.txt\r\n\r\n") + `","length":15}],
    "response":[{"type":"DataSegment","data":"` + packed("HTTP/1.1 200 OK\r\n\r\nUser") + `","length":24},{"type":"SnipSegment","length":577}],"was_redirect_followed":false}}],
  "internal_data":"e30="}},
 {"id":"1","type":"scan_paused"},
 {"id":"2","type":"issue_found","issue":{"name":"No evidence","origin":"http://b.example:81","path":"/","severity":"low","evidence":null}}
],"scan_status":"succeeded"}`

const inGraphQL = `{"data":{"scan":{"id":"4","issues":[
 {"issue_type":{"name":"Script","type_index":"2097920","description_html":"<p>Bad.</p>","remediation_html":"<p>Escape.</p>","vulnerability_classifications_html":"CWE-79","references_html":"<a href=\"https://b.example/3\">Three</a>"},
  "description_html":"In <b>q</b>.","remediation_html":null,"severity":"high","confidence":"tentative","path":"/path","origin":"https://a.example","serial_number":"9",
  "evidence":[{"request_index":0,"request_count":1,"request_segments":[{"data_html":"GET /?q="},{"highlight_html":"&lt;script&gt;"},{"snip_length":12}]},
   {"response_index":0,"response_segments":[{"data_html":"&lt;html&gt;"},{}]},{"request_index":1,"request_segments":null}]},
 {"issue_type":{"name":"Empty"},"origin":"https://a.example","path":"/","severity":"low","evidence":null}]}}}`

func TestRead(t *testing.T) {
	for name, tt := range map[string]struct{ format, text string }{
		"xml": {"burp-xml", inXML}, "short xml": {"burp-xml", inXML[:len(inXML)-60]},
		"one":  {"burp-xml", `<issue><serialNumber>1</serialNumber><name>alone</name><host>http://a.example</host><path>/p</path></issue>`},
		"rest": {"burp-json", inREST}, "graphql": {"burp-json", inGraphQL}, "short graphql": {"burp-json", inGraphQL[:len(inGraphQL)-60]},
		"issues": {"burp-json", `{"Issues":[{"issue_type":{"name":"one"},"origin":"https://a.example","path":"/"}]}`},
		"none":   {"burp-json", `{"Issues":[]}`},
		"list":   {"burp-json", `[{"issue_type":{"name":"one"},"origin":"https://a.example","path":"/"},{"issue_type":{"name":"two"},"origin":"https://a.example","path":"/"}]`},
		"wrong":  {"burp-json", `{"issue_events":[{"issue":{"name":"one","issue_type":7}},{"issue":{"name":"two"}},7]}`},
		"deep":   {"burp-json", `{"issue_events":[{"issue":{"name":"deep","evidence":[` + strings.Repeat(`{"a":`, 30) + "1" + strings.Repeat("}", 30) + `]}}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			format := scantest.Of(t, Formats(), tt.format)
			found, err := scantest.Read([]byte(tt.text), format)
			scantest.Golden(t, name, found, err)
			if !format.Is(scantest.Head(t, []byte(tt.text))) {
				t.Error("not recognised")
			}
		})
	}
}

func TestOthersAreNotClaimed(t *testing.T) {
	for _, text := range []string{
		`<issues format="6"><issue id="NewApi" severity="Error"><location file="a"/></issue></issues>`, `{"Issues":[{"severity":"HIGH","cwe":{"id":"1"}}],"Stats":{}}`,
		`{"data":{"ftp":{}},"ip":"192.0.2.7"}`, `{"issues":[{"key":"1"}],"total":1}`, "",
	} {
		for _, f := range Formats() {
			if f.Is(scantest.Head(t, []byte(text))) {
				t.Errorf("%s claims %s", f.Name, text)
			}
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "burp-xml", "burp-json") {
		found, err := scantest.Read(s.Data, scantest.Of(t, Formats(), s.Format))
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || f.Plugin.Name == "" || f.Severity == "" || f.Status == "" || f.Port == 0 || len(f.Names)+len(f.Addresses) == 0 || !strings.HasPrefix(f.Location, "http") {
				t.Errorf("%s: finding %d lacks something: %+v", s.Path, i, f)
			}
			for _, o := range f.Outputs {
				if o.ID == "request" && !strings.Contains(o.Text, " ") {
					t.Errorf("%s: finding %d: a request that is no text: %.80q", s.Path, i, o.Text)
				}
			}
		}
	}
}

func FuzzXML(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "burp-xml"), inXML, `<issues burpVersion="1"><issue/></issues>`)
}

func FuzzJSON(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "burp-json"), inREST, inGraphQL, `{"issue_events":[{}]}`)
}
