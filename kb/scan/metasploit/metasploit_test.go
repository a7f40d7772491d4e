package metasploit

import (
	"os"
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

func report(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/export.xml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	whole := report(t)
	for name, text := range map[string]string{
		"export":    whole,
		"truncated": whole[:strings.Index(whole, "<host><address>2001")+20],
		"web4":      `<MetasploitV4><web_vulns><web_vuln><name>XSS</name><path>/b</path><host>2001:db8::7</host><port>80</port></web_vuln></web_vulns></MetasploitV4>`,
	} {
		found, err := scantest.Read([]byte(text), format)
		scantest.Golden(t, name, found, err)
		if !format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("%s: not recognised", name)
		}
	}
}

func TestFormatLeavesOthers(t *testing.T) {
	for _, text := range []string{`<report><MetasploitV4/></report>`, `<Metasploit/>`, `{"MetasploitV4":1}`} {
		if format.Is(scantest.Head(t, []byte(text))) {
			t.Errorf("took %s", text)
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "metasploit-xml") {
		found, err := scantest.Read(s.Data, format)
		if len(found) != s.Findings || err != nil || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	scantest.Fuzz(f, format, report(f), `<MetasploitV4><hosts><host><vulns><vuln><name>ms08_067</name><refs><ref>MSB-MS08-067</ref></refs></vuln></vulns></host></hosts></MetasploitV4>`)
}
