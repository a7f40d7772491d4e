package zap

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

const newXML = `<?xml version="1.0"?>
<OWASPZAPReport programName="ZAP" version="2.16.1" generated="Sun, 22 Jun 2025 04:04:14" created="2025-06-22T04:04:14Z">
 <site name="https://a.example:8443" host="a.example" port="8443" ssl="true"><alerts>
  <alertitem>
   <pluginid>10038</pluginid><alertRef>10038-1</alertRef><alert>Policy &amp; header missing</alert><name>Policy &amp; header missing: frame</name>
   <riskcode>2</riskcode><confidence>3</confidence><riskdesc>Medium (High)</riskdesc><confidencedesc>High</confidencedesc>
   <desc>&lt;p&gt;Set it.&lt;/p&gt;&lt;p&gt;No &lt;script&gt; runs then.&lt;/p&gt;</desc>
   <instances>
    <instance><uri>https://a.example:8443/x?a=1&amp;b=2</uri><nodeName>https://a.example:8443/x (a,b)</nodeName><method>GET</method><param>a</param><attack>&lt;script&gt;</attack>
     <evidence>&lt;script&gt;</evidence><otherinfo>seen twice</otherinfo>
     <requestheader>GET https://a.example:8443/x HTTP/1.1
Host: a.example

</requestheader><requestbody/><responseheader>HTTP/1.1 500 Error
Server: test

</responseheader><responsebody>&lt;html&gt;oops&lt;/html&gt;</responsebody></instance>
    <instance><uri>https://a.example:8443/y</uri><method>POST</method><param/><attack/><evidence/></instance>
   </instances>
   <count>5</count><systemic>false</systemic><solution>&lt;p&gt;Set the header.&lt;/p&gt;</solution><otherinfo>&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</otherinfo>
   <reference>&lt;p&gt;https://ref.example/a_(b)&lt;/p&gt;&lt;p&gt;CVE-2021-44228&lt;/p&gt;</reference>
   <cweid>693</cweid><wascid>15</wascid><sourceid>3</sourceid>
   <tags><tag><tag>OWASP_2021_A05</tag><link>https://owasp.example/A05</link></tag><tag><tag>CWE-693</tag><link>https://cwe.example/693</link></tag></tags>
  </alertitem>
 </alerts><statistics><statistic><key>k</key><value>1</value></statistic></statistics></site>
 <site name="http://192.0.2.7" host="192.0.2.7" port="80" ssl="false"><alerts>
  <alertitem><pluginid>1</pluginid><alert>No instance</alert><riskcode>0</riskcode><confidence>0</confidence><cweid>-1</cweid><wascid>0</wascid></alertitem>
 </alerts></site>
</OWASPZAPReport>`

const oldXML = `<report>Report generated at now.
<alertitem><pluginid>40000</pluginid><alert>Cookie set</alert><riskcode>1</riskcode><reliability>2</reliability><riskdesc>Low (Warning)</riskdesc>
<desc>Plain, without tags.</desc>
<uri>http://a.example/1</uri><param>sid</param><attack/><otherinfo>first</otherinfo>
<uri>http://a.example/2</uri><param>lang</param><attack>x'</attack><otherinfo>second</otherinfo>
<solution>Do not.</solution><reference/></alertitem></report>`

const inJSON = `{"@generated":"now","site":[
 {"alerts":[{"pluginid":"10021","alert":"Sniffing","riskcode":"1","confidence":"2","riskdesc":"Low (Medium)","desc":"<p>Bad.</p>",
   "instances":[{"id":"4","uri":"http://[2001:db8::7]:8080/","method":"GET","param":"","attack":"","evidence":"e","request-header":"GET / HTTP/1.1\r\n\r\n","request-body":"","response-header":"HTTP/1.1 200 OK\r\n\r\n","response-body":"hello"}],
   "count":"1","solution":"<p>Good.</p>","otherinfo":"","reference":"<p>http://ref.example/</p>","cweid":693,"wascid":"15","tags":[{"tag":"OWASP_2017_A06","link":"https://owasp.example/A6"}]}],
  "@ssl":"false","@port":"8080","@name":"http://[2001:db8::7]:8080","@host":"2001:db8::7"},
 {"@name":"https://b.example","@host":"b.example","@port":"443","@ssl":"true","alerts":[{"pluginid":"2","name":"Empty"}],"statistics":{"a":1}}
],"@version":"2.9.0"}`

func TestRead(t *testing.T) {
	for name, tt := range map[string]struct{ format, text string }{
		"new": {"zap-xml", newXML}, "old": {"zap-xml", oldXML}, "json": {"zap-json", inJSON},
		"one site": {"zap-json", `{"@version":"2.7.0","site":{"@host":"a.example","@port":"81","@ssl":"false","alerts":[{"alert":"x"}]}}`},
		"wrong":    {"zap-json", `{"@version":"1","site":[{"@host":"a.example","alerts":[7,{"alert":"x","instances":"none"},{"alert":"y"}]}]}`},
		"part":     {"zap-xml", `<alertitem><alert>alone</alert><instances><instance><uri>http://a.example/</uri></instance></instances></alertitem>`},
		"short":    {"zap-xml", newXML[:len(newXML)-100]}, "short json": {"zap-json", inJSON[:len(inJSON)-120]},
		"empty": {"zap-xml", `<OWASPZAPReport version="D-1"></OWASPZAPReport>`},
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
		`<report id="1"><report><results/></report></report>`, `<report type="security"><report_infos/></report>`, `<site name="x"><page/></site>`,
		`{"site":"a.example"}`, `{"@version":"1"}`, `{"version":"2.1.0","runs":[]}`, "",
	} {
		for _, f := range Formats() {
			if f.Is(scantest.Head(t, []byte(text))) {
				t.Errorf("%s claims %s", f.Name, text)
			}
		}
	}
}

func TestSamples(t *testing.T) {
	format := scantest.Of(t, Formats(), "zap-xml")
	for _, s := range scantest.Samples(t, "zap-xml") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.ID == "" || f.Plugin.Name == "" || f.Severity == "" || f.Port == 0 || len(f.Names) == 0 || f.Location == "" || f.Description == "" || len(f.Outputs) == 0 {
				t.Errorf("%s: finding %d lacks something: %+v", s.Path, i, f)
			}
		}
	}
}

func FuzzXML(f *testing.F) { scantest.Fuzz(f, scantest.Of(f, Formats(), "zap-xml"), newXML, oldXML) }

func FuzzJSON(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "zap-json"), inJSON, `{"site":{}}`, `[]`)
}
