package masscan

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

const (
	grepReport = "# Masscan 1.3.2 scan initiated Tue Sep 24 04:18:39 2024\n# Ports scanned: TCP(1;21-21)\n" +
		"Timestamp: 1727151519\tHost: 192.0.2.7 ()\tPorts: 21/open/tcp//ftp//\n" +
		"Host: 192.0.2.7 ()\tPort: 21\tService: ftp\tBanner: 220 ready\\x0d\\x0a530 \\x3cno\\x3e\n# Masscan done\n"
	listReport = "#masscan\nopen tcp 21 192.0.2.7 1593540039\nbanner tcp 21 2001:db8::7 1593540040 ftp 220 ready  \\x41\nclosed udp 53 192.0.2.7 1593540041\n# end\n"
	xmlReport  = `<?xml version="1.0"?>
<!-- masscan v1.0 scan -->
<nmaprun scanner="masscan" start="1524396448" version="1.3.2" xmloutputversion="1.03">
<scaninfo type="syn" protocol="tcp" />
<host endtime="1"><address addr="192.0.2.7" addrtype="ipv4"/><ports><port protocol="tcp" portid="21"><state state="open" reason="syn-ack" reason_ttl="64"/></port></ports></host>
<host endtime="2"><address addr="192.0.2.7" addrtype="ipv4"/><ports><port protocol="tcp" portid="21"><state state="open" reason="response"/><service name="ftp" banner="220 Microsoft FTP Service\x0d\x0a534 Local policy \x3cno\x3e"></service></port></ports></host>
<host endtime="3"><address addr="2001:db8::7" addrtype="ipv6"/><ports><port protocol="tcp" portid="102"><state state="open"/><service name="s7comm" banner="\x03\x00\x22SIMATIC\xff"/></port><port protocol="udp" portid="53"><state state="closed"/></port></ports></host>
<host endtime="4"><address addr="192.0.2.8"/><ports><port protocol="tcp" portid="21"><service name="ftp" banner="220 Gr\xc3\xbc\xc3\x9fe"/></port></ports></host>
<runstats><finished time="5"/></runstats>
</nmaprun>
`
	jsonReport = `[
{   "ip": "192.0.2.7",   "timestamp": "1785522037", "ports": [ {"port": 21, "proto": "tcp", "status": "open", "reason": "syn-ack", "ttl": 64} ] }
,
{   "ip": "192.0.2.7",   "timestamp": "1785522038", "ports": [ {"port": 21, "proto": "tcp", "service": {"name": "ftp", "banner": "220 \"FTP\", {a]\u000d\u000a530 Gr\u00c3\u00bc\u00c3\u009fe\\x0aend"}} ] },
{   "ip": "2001:db8::7", "timestamp": "1785522039", "ports": [ {"port": "102", "proto": "tcp", "status": "open", "service": {"name": "s7comm", "banner": "\u0003\u0000SIMATIC\u00ff"}}, {"port": 9, "proto": "udp", "status": "closed"} ] },
{finished: 1}
]
`
	linesReport = `{"ip":"192.0.2.7","timestamp":"1","port":21,"proto":"tcp","rec_type":"status","data":{"status":"open","reason":"syn-ack","ttl":64}}
{"ip":"192.0.2.7","timestamp":"2","port":21,"proto":"tcp","rec_type":"banner","data":{"service_name":"ftp","banner":"220 ready"}}
`
)

func TestReports(t *testing.T) {
	for _, c := range []struct{ name, format, text string }{
		{"xml", "masscan-xml", xmlReport},
		{"xml-truncated", "masscan-xml", xmlReport[:len(xmlReport)-200]},
		{"json", "masscan-json", jsonReport},
		{"json-truncated", "masscan-json", jsonReport[:len(jsonReport)-20]},
		{"json-killed", "masscan-json", jsonReport[:len(jsonReport)-70]},
		{"lines", "masscan-json", linesReport},
		{"old", "masscan-json", `{ "ip": "192.0.2.7", "ports": [ {"port": 80, "proto": "tcp", "status": "open"} ] },` + "\n{finished: 1}\n"},
		{"nothing", "masscan-json", "[\n{finished: 1}\n]"},
		{"grep", "masscan-text", grepReport},
		{"list", "masscan-text", listReport},
		{"not-a-record", "masscan-json", `[{"ip":"192.0.2.7","ports":[{"port":21,"proto":"tcp","service":"ftp"}]}, 5]`},
	} {
		format := scantest.Of(t, Formats(), c.format)
		found, err := scantest.Read([]byte(c.text), format)
		scantest.Golden(t, c.name, found, err)
		if !format.Is(scantest.Head(t, []byte(c.text))) {
			t.Errorf("%s: not recognised", c.name)
		}
	}
}

func TestFormatsLeaveOthers(t *testing.T) {
	for _, text := range []string{
		`<nmaprun scanner="nmap" version="7.95"><host/></nmaprun>`,
		`{"ip":"192.0.2.7","timestamp":"1","port":21,"protocol":"tcp","tls":false}`,
		`{"ip":"192.0.2.7","data":{"ftp":{"status":"success","protocol":"ftp"}}}`,
		`{"ip":"192.0.2.7","ports":[21,22]}`,
		"# Nmap 7.95 scan initiated x as: nmap\nHost: 192.0.2.7 ()\tPorts: 21/open/tcp////\n",
		`{finished: 1} is what it says`[1:],
	} {
		for _, f := range Formats() {
			if f.Is(scantest.Head(t, []byte(text))) {
				t.Errorf("%s took %s", f.Name, text)
			}
		}
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "masscan") {
		if len(s.Data) == 0 {
			continue // told by its name only
		}
		read := false
		for _, f := range Formats() {
			if !f.Is(scantest.Head(t, s.Data)) {
				continue
			}
			read = true
			if found, err := scantest.Read(s.Data, f); len(found) != s.Findings || err != nil {
				t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
			}
		}
		if !read {
			t.Errorf("%s: not recognised", s.Path)
		}
	}
}

func FuzzXML(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "masscan-xml"), xmlReport)
}

func FuzzJSON(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "masscan-json"), jsonReport, linesReport, `{"a":"\\"},]`, `[{"ip":"\`)
}

func FuzzLines(f *testing.F) {
	scantest.Fuzz(f, scantest.Of(f, Formats(), "masscan-text"), grepReport, listReport)
}
