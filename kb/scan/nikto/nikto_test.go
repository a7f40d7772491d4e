package nikto

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"kbadvisor/kb/scan/scantest"
)

const inXML = `<?xml version="1.0" ?>
<!DOCTYPE niktoscan SYSTEM "docs/nikto.dtd">
<niktoscan>
<niktoscan hoststest="0" options="-h a.example" version="2.1.6" scanstart="now" nxmlversion="1.2">
<scandetails targetip="192.0.2.7" targethostname="a.example" targetport="8443" targetbanner="Apache/2.4.29 (Ubuntu)" starttime="now" sitename="https://a.example:8443/" siteip="https://192.0.2.7:8443/" hostheader="www.a.example" errors="0" checks="2">
<ssl ciphers="X" issuers="/CN=ca.example" info="/CN=a.example" altnames="a.example" />
<item id="999976" osvdbid="0" osvdblink="http://osvdb.org/0" method="GET"><description><![CDATA[The X-Frame-Options header is not present.]]></description><uri><![CDATA[/]]></uri>
<namelink><![CDATA[https://a.example:8443/]]></namelink><iplink><![CDATA[https://192.0.2.7:8443/]]></iplink></item>
<item id="500008" osvdbid="39272" osvdblink="http://osvdb.org/39272" method="OPTIONS"><description><![CDATA[favicon.ico is Tomcat's & <old>]]></description><uri><![CDATA[/favicon.ico]]></uri>
<namelink><![CDATA[]]></namelink><iplink><![CDATA[http://:/favicon.ico]]></iplink></item>
<statistics elapsed="1" itemsfound="2" itemstested="2" endtime="now" />
</scandetails>
</niktoscan>
<niktoscan hoststest="1" version="2.5.0">
<scandetails targetip="192.0.2.8" targethostname="192.0.2.8" targetport="80" targetbanner="nginx" sitename="http://192.0.2.8:80/" siteip="http://192.0.2.8:80/" hostheader="192.0.2.8">
<item id="000100" method="GET"><description><![CDATA[Known hole.]]></description><uri><![CDATA[/cgi-bin/x]]></uri><namelink><![CDATA[http://192.0.2.8:80/cgi-bin/x]]></namelink><iplink/>
<references><![CDATA[CVE-2021-1234,https://b.example/1 CWE-552]]></references></item>
</scandetails>
</niktoscan>
</niktoscan>`

const inJSON = `[{"host":"a.example","ip":"192.0.2.7","port":"443","banner":"Microsoft-IIS/8.5","vulnerabilities":[
 {"id":"999100","OSVDB":"0","method":"GET","url":"/x","msg":"Uncommon header 'x' found, with contents: \\\"y\\\""},
 {"id":"001885","OSVDB":"3092","references":"https://b.example/1","method":"GET","url":"https://a.example:443/old","msg":"This might be interesting."}]},
 {"vulnerabilities":[{"id":6737,"OSVDB":3093,"method":"POST","url":"/y","msg":"m"}],"banner":"","port":8080,"ip":"192.0.2.8","host":"192.0.2.8"}]`

// inOldJSON is as versions before 2.5 write it.
const inOldJSON = `{"host":"a.example","ip":"192.0.2.7","port":"80","banner":"x","vulnerabilities":[{"id":1,"OSVDB":0,"method":"GET","url":"/","msg":"C:\winnt, {,}"},{"id":2,"url":"/","msg":"second"},],` +
	`{"host":"b.example","ip":"192.0.2.8","port":"80","banner":"","vulnerabilities":[{"id":3,"url":"/","msg":"third"},],}
{"host":"c.example","ip":"192.0.2.9","port":"80","banner":"","vulnerabilities":[],}
`

func TestRead(t *testing.T) {
	for name, tt := range map[string]struct{ format, text string }{
		"xml": {"nikto-xml", inXML}, "short xml": {"nikto-xml", inXML[:len(inXML)-120]},
		"host": {"nikto-xml", `<scandetails targetip="192.0.2.7" targetport="81"><item id="1"><description>alone</description><uri>/p</uri></item></scandetails>`},
		"two roots": {"nikto-xml", `<niktoscan version="2.1.5"><scandetails targetip="192.0.2.7" targetport="80"><item id="1"/></scandetails></niktoscan>
<niktoscan version="2.1.5"><scandetails targetip="192.0.2.8" targetport="80"><item id="2"/></scandetails></niktoscan>`},
		"json": {"nikto-json", inJSON}, "old json": {"nikto-json", inOldJSON}, "wrong": {"nikto-json", `{"host":"a.example","banner":"","vulnerabilities":[7,{"id":"1","msg":"m"}]}`}, "short json": {"nikto-json", inJSON[:300]},
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

func TestStrict(t *testing.T) {
	for in, want := range map[string]string{
		`{"a":[1, 2, ],}`:                 `{"a":[1 ,2 ]}`,
		`{"a":",]","b":"\",}"}`:           `{"a":",]","b":"\",}"}`,
		`{"a":[1],{"b":2},}`:              `{"a":[1]}{"b":2}}`,
		`[{"a":1},{"a":2}]`:               `[{"a":1},{"a":2}]`,
		`{"a":"C:\windows \\ \u0041 \'"}`: `{"a":"C:\\windows \\ \u0041 \\'"}`,
		`{"a":"\`:                         `{"a":"\\`,
		`[1,,]`:                           `[1,,]`,
	} {
		for _, r := range []io.Reader{strings.NewReader(in), iotest.OneByteReader(strings.NewReader(in))} {
			if got, err := io.ReadAll(iotest.OneByteReader(strict(r))); string(got) != want || err != nil {
				t.Errorf("%s: got %s, want %s (%v)", in, got, want, err)
			}
		}
	}
}

func TestOthersAreNotClaimed(t *testing.T) {
	for _, text := range []string{`<scandetails/>`, `<scan/>`, `{"vulnerabilities":[]}`, `{"ip":"192.0.2.7","port":80,"host":"a"}`, ""} {
		for _, f := range Formats() {
			if f.Is(scantest.Head(t, []byte(text))) {
				t.Errorf("%s claims %s", f.Name, text)
			}
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "nikto-xml", "nikto-json") {
		found, err := scantest.Read(s.Data, scantest.Of(t, Formats(), s.Format))
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || f.Plugin.Name == "" || f.Port == 0 || f.Protocol != "tcp" || len(f.Addresses) == 0 || !strings.Contains(f.Location, "/") {
				t.Errorf("%s: finding %d lacks something: %+v", s.Path, i, f)
			}
		}
	}
}

func FuzzXML(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "nikto-xml"), inXML, `<niktoscan version="1"><item/></niktoscan>`)
}

func FuzzJSON(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "nikto-json"), inJSON, inOldJSON)
}
