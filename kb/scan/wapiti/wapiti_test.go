package wapiti

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

const inXML = `<?xml version="1.0" ?>
<report type="security">
 <report_infos><info name="generatorName">wapiti</info><info name="generatorVersion">Wapiti 3.2.0</info><info name="target">https://a.example:8443/app/</info>
  <info name="auth"><url>https://a.example/login</url></info><crawled_pages><entry><response><status_code>200</status_code></response></entry></crawled_pages></report_infos>
 <vulnerabilities>
  <vulnerability name="Backup file"><description><![CDATA[None found.]]></description><solution/><references/><entries/></vulnerability>
  <vulnerability name="Weak credentials" suppressed="1">
   <description><![CDATA[Default passwords
are used.]]></description><solution><![CDATA[Change them.]]></solution>
   <references><reference><title>CWE-798: Hard-coded</title><url>https://cwe.example/798</url><wstg><code>WSTG-ATHN-02</code></wstg></reference><reference><title>OWASP: More</title><url>https://b.example/x</url></reference></references>
   <entries>
    <entry><method>POST</method><path>/login</path><level>1</level><parameter>user=a&amp;password=b</parameter><info>Weak credentials detected</info><referer>https://a.example:8443/</referer><module>brute</module>
     <http_request><![CDATA[POST /login HTTP/1.1
Host: a.example:8443]]></http_request><curl_command><![CDATA[curl "https://a.example:8443/login"]]></curl_command><wstg><code>WSTG-ATHN-02</code></wstg>
     <detail><response><status_code>200</status_code><body><![CDATA[<html>]]></body><headers><header name="Server">test</header></headers></response></detail><new>kept</new></entry>
    <entry><method>GET</method><path>/x</path><level>3</level><info>On another server</info><http_request>GET /x HTTP/1.1
host: b.example</http_request></entry>
   </entries>
  </vulnerability>
 </vulnerabilities>
 <anomalies><anomaly name="Internal Server Error"><entries><entry><path>/err</path><level>2</level></entry></entries><description>Behind.</description></anomaly></anomalies>
 <additionals/>
</report>`

const old = `<report type="security"><generatedBy id="Wapiti 2.2.1"/>
<bugTypeList><bugType name="SQL Injection"><bugList><bug level="1"><timestamp>now</timestamp><url>http://192.0.2.7/a.php?id=%27</url><parameter>id=%27</parameter><info>MySQL Injection</info></bug></bugList>
<description>Queries.</description><solution>Bind.</solution><references><reference><title>More</title><url>http://b.example/</url></reference></references></bugType></bugTypeList>
<vulnerabilityTypeList><vulnerabilityType name="XSS"><vulnerabilityList><vulnerability level="2"><url>http://192.0.2.7/b</url><parameters>q</parameters><info>i</info></vulnerability></vulnerabilityList></vulnerabilityType></vulnerabilityTypeList></report>`

var format = Formats()[0]

func TestRead(t *testing.T) {
	for name, text := range map[string]string{"new": inXML, "old": old, "short": inXML[:len(inXML)-600], "none": `<report type="security"><report_infos/></report>`} {
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
	for _, text := range []string{`<report id="1" format_id="2"><report/></report>`, `<report><alertitem/></report>`, ""} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("claims %s", text)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "wapiti-xml") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for i, f := range found {
			if f.Plugin.Name == "" || f.Severity == "" || f.Port == 0 || f.Service == "" || f.Description == "" || f.Solution == "" || len(f.Outputs) == 0 || len(f.Citations) == 0 {
				t.Errorf("%s: finding %d lacks something: %+v", s.Path, i, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, inXML, old) }
