package nmap

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/scantest"
	"kbadvisor/kb/scan/stream"
)

// reports are the files of this package's tests, by format.
var reports = map[string]string{"scan.xml": "nmap-xml", "scan.nmap": "nmap-text", "old.nmap": "nmap-text", "scan.gnmap": "nmap-grep"}

func report(tb testing.TB, name string) string {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func TestReports(t *testing.T) {
	for name, format := range reports {
		data := []byte(report(t, name))
		found, err := scantest.Read(data, scantest.Of(t, Formats(), format))
		scantest.Golden(t, name, found, err)
	}
}

func TestFormatsTellTheirReports(t *testing.T) {
	texts := map[string]string{
		"a masscan report":       `<?xml version="1.0"?><nmaprun scanner="masscan" version="1.0">`,
		"masscan's lines":        "# Masscan 1.3.2 scan initiated x\nHost: 192.0.2.7 ()\tPorts: 21/open/tcp////\n",
		"other XML":              `<issues><host><nmaprun/></host></issues>`,
		"JSON that quotes nmap":  `{"output":"` + "\nNmap scan report for a" + `"}`,
		"a far away line":        strings.Repeat("a\n", 60) + "Nmap scan report for a.example\n",
		"text that names nmap":   "I ran nmap.\nThe Nmap scan report for you\n",
		"nmap text in UTF-16":    "\xff\xfeN\x00m\x00a\x00p\x00 \x00s\x00c\x00a\x00n\x00 \x00r\x00e\x00p\x00o\x00r\x00t\x00 \x00f\x00o\x00r\x00 \x00a\x00\n\x00",
		"an unfinished XML head": `<nmaprun scanner="nmap" args="`,
	}
	want := map[string]string{"nmap text in UTF-16": "nmap-text"}
	for name, format := range reports {
		texts[name], want[name] = report(t, name), format
	}
	for name, text := range texts {
		var got []string
		for _, f := range Formats() {
			if f.Is(scantest.Head(t, []byte(text))) {
				got = append(got, f.Name)
			}
		}
		if strings.Join(got, " ") != want[name] {
			t.Errorf("%s: taken for %q, want %q", name, got, want[name])
		}
	}
}

// counted tells how many findings this package reads where INDEX.tsv has another
// number: it counts no scripts before and after the scan, and no scripts of texts.
var counted = map[string]int{
	"nmap-xml/python-libnmap__dionaea_scan.xml": 78,
	"nmap-xml/python-libnmap__extra_ports.xml":  78,
	"nmap-xml/Nmap-Parser__nmap_results.xml":    19,
	"nmap-text/lab__nmap-3.nmap":                4,
	"nmap-text/lab__nmap-4.nmap":                4,
	"nmap-text/lab__nmap-5.nmap":                3,
	"nmap-text/lab__nmap-6.nmap":                3,
}

// ends are the samples that end with an error.
var ends = map[string]string{
	"nmap-xml/Ullaakut-nmap__scan_error_other.xml":          "runstats: nmap did not finish: Unsupported error",
	"nmap-xml/Ullaakut-nmap__scan_error_resolving_name.xml": "runstats: nmap did not finish: Error resolving name localhost",
	"nmap-xml/lab__nmap-7.xml":                              "line 7, in nmaprun: the report ends early",
}

// foreign are the samples that are no reports of nmap.
var foreign = map[string]bool{
	"nmap-xml/python-libnmap__defused_et_included.xml": true, // some other XML
	"nmap-text/lab__nmap-7.nmap":                       true, // empty
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "nmap-xml", "nmap-text", "nmap-grep") {
		format := scantest.Of(t, Formats(), s.Format)
		if is := format.Is(scantest.Head(t, s.Data)); is == foreign[s.Path] {
			t.Errorf("%s: recognised: %v", s.Path, is)
			continue
		}
		found, err := scantest.Read(s.Data, format)
		want, ok := counted[s.Path]
		if !ok {
			want = s.Findings
		}
		if message := fmt.Sprint(err); len(found) != want || err != nil && message != ends[s.Path] || err == nil && ends[s.Path] != "" {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), want, err)
		}
	}
}

// The two ways in which nmap wrote the same scan tell the same.
func TestTextAndXMLOfOneScanAgree(t *testing.T) {
	samples := map[string][]kb.Finding{}
	for _, s := range scantest.Samples(t, "nmap-xml", "nmap-text") {
		found, _ := scantest.Read(s.Data, scantest.Of(t, Formats(), s.Format))
		for i := range found {
			found[i].Format, found[i].CPE = "", nil // texts have the CPE of systems only
		}
		samples[s.Path] = found
	}
	for _, n := range []string{"3", "4", "5", "6"} {
		if d := cmp.Diff(samples["nmap-xml/lab__nmap-"+n+".xml"], samples["nmap-text/lab__nmap-"+n+".nmap"]); d != "" {
			t.Errorf("scan %s: %s", n, d)
		}
	}
}

func TestHazards(t *testing.T) {
	begin, end := `<nmaprun scanner="nmap" version="7.95">`, `</nmaprun>`
	one := `<host><address addr="192.0.2.7"/><ports><port protocol="tcp" portid="21"><state state="open"/><script id="banner" output="%s"/></port></ports></host>`
	for _, c := range []struct {
		name, text string
		found      int
		output     string // of the script
		err        string
	}{
		{"ISO-8859-1", `<?xml version="1.0" encoding="ISO-8859-1"?>` + begin + fmt.Sprintf(one, "Gr\xfc\xdfe") + end, 2, "Grüße", ""},
		{"a control character", begin + fmt.Sprintf(one, "a\x05b&#x0;") + end, 2, `a\x05b\x00`, ""},
		{"bytes that are not UTF-8", begin + fmt.Sprintf(one, "a\xff") + end, 2, `a\xff`, ""},
		{"an entity of its own", `<!DOCTYPE nmaprun [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + begin + fmt.Sprintf(one, "ok") +
			fmt.Sprintf(one, "&x;") + end, 3, "ok", "line 1, in nmaprun/host/ports/port: invalid character entity &x;"},
		{"a scan that was killed", begin + fmt.Sprintf(one, "ok") + `<host><addr`, 2, "ok", "line 1, in nmaprun/host: the report ends early"},
		{"killed in a table", begin + strings.TrimSuffix(fmt.Sprintf(one, "ok"), "/></port></ports></host>") + `><table><elem key="a">two`, 2, "ok",
			"line 1, in nmaprun/host/ports/port: the report ends early"},
		{"nmap gave up", begin + fmt.Sprintf(one, "ok") + `<runstats><finished exit="error" errormsg="out of buffers"/></runstats>` + end, 2, "ok",
			"runstats: nmap did not finish: out of buffers"},
		{"nmap gave up silently", begin + fmt.Sprintf(one, "ok") + `<runstats><finished exit="error"/></runstats>` + end, 2, "ok",
			"runstats: nmap did not finish and does not say why; scan again"},
		{"a namespace", strings.Replace(begin, ">", ` xmlns="urn:x">`, 1) + fmt.Sprintf(one, "ok") + end, 2, "ok", ""},
		{"two reports after each other", begin + fmt.Sprintf(one, "ok") + end + "\n" + begin + fmt.Sprintf(one, "ok") + end, 4, "ok", ""},
	} {
		found, err := scantest.Read([]byte(c.text), scantest.Of(t, Formats(), "nmap-xml"))
		if len(found) != c.found || len(found) < 2 {
			t.Errorf("%s: %d findings, want %d: %v", c.name, len(found), c.found, err)
			continue
		}
		if got := found[1].Outputs[0].Text; got != c.output {
			t.Errorf("%s: output %q, want %q", c.name, got, c.output)
		}
		if got := errorText(err); got != c.err {
			t.Errorf("%s: error %q, want %q", c.name, got, c.err)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestTextsThatEndEarlySaySo(t *testing.T) {
	for _, c := range []struct{ name, format, text, err string }{
		{"the file of a scan that was killed", "nmap-text", "# Nmap 7.95 scan initiated x as: nmap\nNmap scan report for 192.0.2.7\n21/tcp open ftp\n| banner: 220\n", "line 4: the report ends early"},
		{"a piece of a terminal", "nmap-text", "Nmap scan report for 192.0.2.7\n21/tcp open ftp\n|_banner: 220", ""},
		{"nmap gave up", "nmap-text", "Nmap scan report for 192.0.2.7\n21/tcp open ftp\n|_banner: 220\nFailed to open device\nQUITTING!\n",
			"line 5: nmap did not finish: QUITTING!"},
		{"lines for grep", "nmap-grep", "# Nmap 7.95 scan initiated x as: nmap\nHost: 192.0.2.7 ()\tPorts: 21/open/tcp////, 22/open/tcp////\n", "line 2: the report ends early"},
	} {
		found, err := scantest.Read([]byte(c.text), scantest.Of(t, Formats(), c.format))
		if len(found) != 2 || errorText(err) != c.err {
			t.Errorf("%s: %d findings, error %q, want %q", c.name, len(found), errorText(err), c.err)
		}
	}
}

func TestServiceTexts(t *testing.T) {
	for text, want := range map[string][3]string{
		"OpenSSH 6.6.1p1 Ubuntu 2ubuntu2.13 (Ubuntu Linux; protocol 2.0)": {"OpenSSH", "6.6.1p1 Ubuntu 2ubuntu2.13", "Ubuntu Linux; protocol 2.0"},
		"Samba smbd 3.X - 4.X (workgroup: WORKGROUP)":                     {"Samba smbd", "3.X - 4.X", "workgroup: WORKGROUP"},
		"Samba smbd 4": {"Samba smbd", "4", ""},
		"Microsoft Windows 2003 or 2008 microsoft-ds":   {"Microsoft Windows 2003 or 2008 microsoft-ds", "", ""},
		"Microsoft SQL Server 2000 8.00.528.00; SP1+":   {"Microsoft SQL Server 2000", "8.00.528.00; SP1+", ""},
		"Microsoft Windows 2000":                        {"Microsoft Windows 2000", "", ""},
		"2-4 (RPC #100000)":                             {"", "2-4", "RPC #100000"},
		"Apache httpd 1.3.26 ((Unix) Debian GNU/Linux)": {"Apache httpd", "1.3.26", "(Unix) Debian GNU/Linux"},
		"(generic dns response: NOTIMP)":                {"", "", "generic dns response: NOTIMP"},
		"Microsoft Windows RPC":                         {"Microsoft Windows RPC", "", ""},
		"broken) text":                                  {"broken) text", "", ""},
		"":                                              {"", "", ""},
	} {
		var s service
		s.told(text)
		if got := [3]string{s.Product, s.Version, s.Extra}; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestRepliesInFingerprints(t *testing.T) {
	print := `SF-Port21-TCP:V=7.95%I=7%r(NULL,17,"220\x20ready\.\r\n")%r(Help,2A,"220\x20\"a\"\\b\r\n\0\xff\x07\t5%r\(x")%r(SSLv23,17,"220\x20ready\.\r\n")%r(odd,1,"\`
	want := []kb.Output{
		{ID: "reply to NULL, SSLv23", Text: "220 ready.\r\n"},
		{ID: "reply to Help", Text: "220 \"a\"\\b\r\n\\x00\\xff\\x07\t5%r(x"},
	}
	if d := cmp.Diff(want, replies(print)); d != "" {
		t.Error(d)
	}
}

func TestWhatScriptsSay(t *testing.T) {
	for _, c := range []struct {
		id, output, status, severity, name string
		cites                              string
	}{
		{"smb-vuln-ms10-054", "false", "false", "", "", "ms MS10-054 (id)"},
		{"samba-vuln-cve-2012-1182", "ERROR: Script execution failed (use -d to debug)", "ERROR", "", "", "cve CVE-2012-1182 (id)"},
		{"http-vuln-cve2011-3192", "\n  NOT VULNERABLE:\n  A\n    State: NOT VULNERABLE\n  VULNERABLE:\n  B\n    State: VULNERABLE (DoS)\n    IDs:  BID:49303  NMAP:x\n    Risk factor: Low",
			"NOT VULNERABLE, VULNERABLE (DoS)", "Low", "A; B", "cve CVE-2011-3192 (id), bid 49303 (ids), nmap x (ids)"},
		{"smb-check-vulns", "\n  MS08-067: LIKELY VULNERABLE (host stopped responding)\n  MS06-025: NO SERVICE", "LIKELY VULNERABLE", "", "", "ms MS08-067 (output), ms MS06-025 (output)"},
		{"vulners", "\n  cpe:/a:x:y: \n    \tCVE-2016-8705\t7.5\thttps://vulners.com/cve/CVE-2016-8705\n    \tMSF:EXPLOIT-WINDOWS-SMB-MS08_067_NETAPI-\t10", "", "", "",
			"cve CVE-2016-8705 (output), ms MS08-067 (output), url https://vulners.com/cve/CVE-2016-8705 (output)"},
		{"vulscan", "VulDB - https://vuldb.example:\n[1] a\n\nMITRE CVE - https://cve.example:\n[CVE-2013-0941] b\n\nSecurityFocus - x:\n[58162] c\n[no] d\nOSVDB - x:\n[93282] e", "", "", "",
			"cve CVE-2013-0941 (output), url https://vuldb.example (output), url https://cve.example (output), bid 58162 (output), osvdb 93282 (output)"},
		{"http-title", "Did not follow redirect to https://ftp.example/x and http://192.0.2.7/. See (https://a.example/b).", "", "", "", "url https://a.example/b (output)"},
		{"banner", "220 ms01-01, KB 100, KBs, Q12345", "", "", "", ""},
	} {
		h := host{names: []string{"ftp.example"}, addresses: []string{"192.0.2.7"}, out: &output{}}
		var f kb.Finding
		h.out.emit = func(got kb.Finding) error { f = got; return nil }
		h.give(script{id: c.id, output: c.output}.finding(portRule, kb.Finding{}))
		var cites []string
		for _, c := range f.Citations {
			cites = append(cites, fmt.Sprintf("%s %s (%s)", c.Kind, c.Value, c.Where))
		}
		got := []string{f.Status, f.Severity, f.Plugin.Name, strings.Join(cites, ", ")}
		if d := cmp.Diff([]string{c.status, c.severity, c.name, c.cites}, got); d != "" {
			t.Errorf("%s: %s", c.id, d)
		}
	}
}

func TestListsOfAPortAreBounded(t *testing.T) {
	text := `<nmaprun><host><ports><port portid="x"><state state="open"/><service>` + cpes(150) + `</service><script id="a" output="1"/><script id="b"><table>`
	found, err := scantest.Read([]byte(text), scantest.Of(t, Formats(), "nmap-xml"))
	if len(found) != 3 || err == nil {
		t.Fatalf("%d findings: %v", len(found), err)
	}
	common := []string{"cpe cut: 100 of 150 kept", `port "x" is no number of a port`}
	want := [][]string{common, common, append(common[:2:2], "output not whole: the report could not be read to its end")}
	for i, f := range found {
		if d := cmp.Diff(want[i], f.Warnings); d != "" || len(f.CPE) != 100 {
			t.Errorf("finding %d has %d CPE\n%s", i, len(f.CPE), d)
		}
	}
}

// cpes are different names of products.
func cpes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<cpe>cpe:/a:example:p%d</cpe>", i)
	}
	return b.String()
}

func TestReadingStopsWithItsCaller(t *testing.T) {
	enough := errors.New("enough")
	for name, format := range reports {
		n := 0
		read := scantest.Of(t, Formats(), format).Reader
		err := read(scantest.Bytes([]byte(report(t, name)), stream.Limits{}), func(kb.Finding) error {
			n++
			return enough
		})
		if n != 1 || !errors.Is(err, enough) {
			t.Errorf("%s: handed over %d, %v", name, n, err)
		}
	}
}

func FuzzXML(f *testing.F) {
	fuzz(f, "nmap-xml", `<nmaprun scanner="nmap"><host><address addr="192.0.2.7"/><ports><port protocol="tcp" portid="21"><state state="open"/><script id="a" output=""><table key="b"><elem key="c">d</elem></table></script></port></ports><os><osmatch name="x" accuracy="1"/></os></host></nmaprun>`)
}

func FuzzText(f *testing.F) {
	fuzz(f, "nmap-text", "Nmap scan report for a (192.0.2.7)\nPORT STATE SERVICE VERSION\n21/tcp open ftp a 1.0 (b)\n| x: y\n|_z\nSF-Port21-TCP:V\nSF:a\nService Info: OS: b; CPE: c\n")
}

func FuzzGrep(f *testing.F) {
	fuzz(f, "nmap-grep", "Host: 192.0.2.7 (a)\tPorts: 21/open/tcp//ssl|ftp//a 1.0 (b)/, 22/closed/tcp////\tOS: c|d\n")
}

func fuzz(f *testing.F, format, seed string) {
	seeds := []string{seed}
	for name, of := range reports {
		if of == format {
			seeds = append(seeds, report(f, name))
		}
	}
	scantest.Fuzz(f, scantest.Of(f, Formats(), format), seeds...)
}
