package appscan

import (
	"strings"
	"testing"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
)

// standard is as AppScan Standard writes it, but for the issues, which come first.
const standard = `<?xml version="1.0" encoding="utf-8"?>
<xml-report name="AppScan Report" technology="DAST" xmlExportVersion="2.7">
 <content><issues>1</issues></content>
 <dictionary><item id="Scheme">Scheme</item></dictionary>
 <issue-group total="9">
  <item id="1" id-v2="2">
   <severity>low</severity><severity-id>1</severity-id><cvss-score>3.7</cvss-score><cvss-vector><vector>AV:N</vector></cvss-vector><cwe>327</cwe>
   <issue-type><ref>OldTLS</ref></issue-type><remediation><ref>fix_1</ref></remediation><advisory><ref>OldTLS</ref></advisory><threat-class><ref>catMis</ref></threat-class>
   <entity><ref>70</ref></entity><url original_request_method="GET"><ref>-29</ref></url><security-risks><ref>steal</ref></security-risks><cause-id><ref>insecure</ref></cause-id>
   <user-image-group/>
   <variant-group>
    <item id="1"><issue-information><template>RawTestResp_Template</template><variant-id>1</variant-id><issue-tip>Look.</issue-tip><issue-tips><issue-tip>Look.</issue-tip></issue-tips>
      <testResponseChunk>HTTP/1.1 200 OK
--begin_highlight_tag--Server--end_highlight_tag--: test</testResponseChunk><Suites><Suite><Id>51</Id><Name>TLS_X</Name></Suite><Suite><Id>52</Id><Name>TLS_Y</Name></Suite></Suites></issue-information>
     <comments/><reasoning id="3447">TLS 1.0 is offered.</reasoning><additional-data/><cwe/><differences><item altered="80" original="443"><kind>port</kind></item></differences>
     <test-http-traffic>GET / HTTP/1.1
Host: --begin_mark_tag--a.example--end_mark_tag--

HTTP/1.1 200 OK</test-http-traffic></item>
    <item id="2"><reasoning id="1">Again.</reasoning></item>
   </variant-group>
  </item>
  <item id="3"><severity>high</severity><issue-type><ref>unknown</ref></issue-type><url><ref>missing</ref></url></item>
 </issue-group>
 <scan-information><product-name>HCL AppScan Standard</product-name><product-version>10.4.0</product-version></scan-information>
 <issue-type-group>
  <item id="OldTLS" count="3" maxIssueSeverity="2"><name>Old TLS</name><cve>CVE-2011-3389</cve><cwe>327</cwe><xfid>0</xfid><remediation><ref>fix_1</ref></remediation>
   <advisory><ref>OldTLS</ref></advisory><threat-class><ref>catMis</ref></threat-class><fix-recommendation><ref>fixOldTLS</ref></fix-recommendation>
   <causes><ref>Cause_0</ref></causes><security-risks><ref>steal</ref></security-risks><affected-products><ref>0</ref></affected-products></item>
  <item id="Leak" count="4" maxIssueSeverity="3"><name>Error page</name><cve/><cwe>209</cwe><xfid>77</xfid><fix-recommendation><ref>Leak</ref></fix-recommendation></item>
  <item id="None" count="0" maxIssueSeverity="0"><name>Not found</name></item>
 </issue-type-group>
 <fix-recommendation-group>
  <item id="fixOldTLS"><general><fixRecommendation type="General"><text>Turn it off:</text><text>http://support.microsoft.com/kb/245030</text><text/><text>  code
   more</text></fixRecommendation></general></item>
  <item id="Leak"><general><fixRecommendation type="General"><text>See:</text><link target="http://support.microsoft.com/default.aspx?scid=kb;en-us;815157">HOW TO</link></fixRecommendation></general>
   <dotnet><fixRecommendation type="Asp.Net"><text>In web.config.</text></fixRecommendation></dotnet></item>
 </fix-recommendation-group>
 <threat-class-group><item id="catMis" href="http://wasc.example/mis">Misconfiguration</item></threat-class-group>
 <url-group><item id="-29"><name>https://a.example:8443/login</name><issue-type>OldTLS</issue-type></item><item id="-30"><name>http://a.example/error</name><issue-type>Leak</issue-type></item></url-group>
 <entity-group><item id="70"><name>login</name><url-name>https://a.example:8443/login</url-name><entity-type>Page</entity-type></item></entity-group>
 <cause-group><item id="Cause_0">It was never changed.</item><item id="insecure">The server is old.</item></cause-group>
 <security-risk-group maxIssuesByRisk="3"><item id="steal">Sessions can be stolen.</item></security-risk-group>
 <advisory-group><item id="OldTLS"><advisory><id>Old.TLS</id><name>Old TLS is on</name><testDescription>Infrastructure</testDescription>
  <threatClassification><name>Mis</name><reference>http://wasc.example/mis</reference></threatClassification><testTechnicalDescription><text>It is weak.</text></testTechnicalDescription>
  <exploitExample><text>Ask:</text><br/><code>openssl</code></exploitExample><causes><cause>Cause_0</cause></causes><securityRisks><text>One.</text><text/><text>Two.</text></securityRisks>
  <affectedProducts><text>All.</text></affectedProducts><cwe><link target="http://cwe.example/327" id="CWE-327">327</link></cwe><xfid/>
  <references><link target="https://b.example/tls">About TLS</link></references><fixRecommendations><fixRecommendation type="General">fixOldTLS</fixRecommendation></fixRecommendations></advisory></item></advisory-group>
 <affected-product-group><item id="0">Servers.</item></affected-product-group>
 <remediation-group><item id="fix_1"><name>Disable it</name><priority>High</priority></item></remediation-group>
 <cookie-group><total>1</total><item><name>sid</name></item></cookie-group>
</xml-report>`

// cloud is as AppScan on Cloud writes it.
const cloud = "\ufeff" + `<xml-report AsocXmlExportVersion="1.7" name="AppScan Report" technology="Mixed">
 <layout><title>t</title><deployment>ASoC</deployment></layout>
 <issue-type-group total="2"><item id="attLogin" maxIssueSeverity="3" technology="DAST" count="1" critical="0" high="1" medium="0"><name>Plain login</name></item>
  <item id="attOptions" maxIssueSeverity="2" technology="DAST" count="2" critical="0" high="0" medium="2"><name>OPTIONS</name></item></issue-type-group>
 <issue-group total="2">
  <item id="1"><severity>High</severity><cwe>523</cwe><issue-type><ref>attLogin</ref></issue-type><url><ref>99</ref></url><variant-group><item id="4"><reasoning>Seen.</reasoning></item></variant-group>
   <technology>DAST</technology><status>Open</status><issue-type-name>Plain login</issue-type-name><location>http://192.0.2.7:9000/login?x=%zz</location><domain>192.0.2.7</domain>
   <element>password</element><element-type>Parameter</element-type><path>/login</path><scheme>http</scheme><host>192.0.2.7</host><port>9000</port><asoc-issue-id>b04</asoc-issue-id>
   <changes-group><item><date-created>now</date-created><details><item>Severity: High</item></details></item></changes-group></item>
  <item id="2"><severity>Medium</severity><issue-type><ref>Inject</ref></issue-type><issue-type-name>Injection</issue-type-name><technology>SAST</technology><status>New</status>
   <location>a/b/C.java:41</location><source-file>a/b/C.java</source-file><line>41</line><context>exec(x)</context></item>
 </issue-group>
 <article-group><item id="attLogin" api="" language="" severity-id="3"><appscanId type="string">Auth</appscanId><displayName type="string">Login</displayName><cwe type="number">522</cwe>
  <cause type="array"><item type="string">It goes in the clear.</item></cause><risk type="array"><item type="string">Heard.</item></risk>
  <recommendations type="array"><item type="string">Use TLS.</item><item type="object"><title type="string">RFC</title><url type="string">http://rfc.example/1</url><linkType type="string">external</linkType></item></recommendations>
  <externalReferences type="array"><item type="object"><title type="string">More</title><url type="string">http://rfc.example/2</url></item></externalReferences></item></article-group>
</xml-report>`

var format = Formats()[0]

func TestRead(t *testing.T) {
	for name, text := range map[string]string{
		"standard": standard, "cloud": cloud, "short": standard[:strings.Index(standard, "<advisory-group>")], "empty": `<xml-report name="AppScan Report"/>`,
	} {
		t.Run(name, func(t *testing.T) {
			found, err := scantest.Read([]byte(text), format)
			scantest.Golden(t, name, found, err)
			if !format.Is(scantest.Head(t, []byte(text))) {
				t.Error("not recognised")
			}
		})
	}
}

// TestSamples has counts of its own: INDEX.tsv counts every element called item.
// issue_9279 lists 18 issues, and has 21 more types whose 77 issues were cut out of
// it; no_findings has 6 types without any issue.
func TestSamples(t *testing.T) {
	want := map[string]int{"issue_9279": 18 + 21, "many_findings": 60, "no_findings": 6}
	for _, s := range scantest.Samples(t, "appscan-xml") {
		found, err := scantest.Read(s.Data, format)
		name := strings.TrimSuffix(s.Path[strings.Index(s.Path, "__")+2:], ".xml")
		if err != nil || len(found) != want[name] {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), want[name], err)
		}
		for i, f := range found {
			listed := len(f.Warnings) == 0 || !strings.HasSuffix(f.Warnings[0], "lists none")
			if f.Plugin.ID == "" || f.Plugin.Name == "" || f.Severity == "" || listed && (f.Port == 0 || len(f.Names) == 0 || f.Location == "" || f.Description == "" || f.Solution == "") {
				t.Errorf("%s: finding %d lacks something: %+v", s.Path, i, f)
			}
		}
	}
}

// TestCitedNumbers looks for the numbers of articles that the sample has.
func TestCitedNumbers(t *testing.T) {
	want := map[string]string{"OldTLS": "245030", "attUndefinedState": "815157"}
	for _, s := range scantest.Samples(t, "appscan-xml") {
		if !strings.Contains(s.Path, "issue_9279") {
			continue
		}
		found, _ := scantest.Read(s.Data, format)
		for _, f := range found {
			if n := want[f.Plugin.ID]; n != "" && strings.Contains(f.Solution, n) && cites(f, n) {
				delete(want, f.Plugin.ID)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("numbers that no finding has: %v", want)
	}
}

// cites reports whether a number stands in what a finding refers to.
func cites(f kb.Finding, number string) bool {
	for _, c := range f.Citations {
		if strings.Contains(c.Value, number) {
			return true
		}
	}
	return false
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, standard, cloud, `<xml-report><issue-group><item/></issue-group></xml-report>`)
}
