package saint

import (
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

const rows = "IP Address,Hostname,System Type,Severity Level,Severity,Vulnerability,Class,CVE,CVSS Score,Port,Description,Impact,Resolution,Confirmed,References\n" +
	"192.0.2.7,ftp.corp.example,Windows 2000,2,Critical Problem,FTP server allows anonymous access,FTP,\"CVE-1999-0497,CVE-1999-0527\",5.0,21/tcp,Anyone may log in.,Files leak.,Disable it.,yes,\"http://www.example/a\nKB143474\"\n" +
	"192.0.2.8,,Linux,,,,,,,,,,,,\n" +
	"192.0.2.9,a.example,,3,,,,,,general/tcp,,,,,\n"

func TestRead(t *testing.T) {
	found, err := scantest.Read([]byte(rows), format)
	scantest.Golden(t, "rows", found, err)
}

func TestIs(t *testing.T) {
	for data, want := range map[string]bool{
		rows: true, "\"Hostname\";\"IP Address\";\"Severity Level\";\"System Type\"\n": true,
		"IP Address,Hostname,MAC Address,Severity,Issue\n": false, "IP,Hostname,Port\n": false, "": false,
	} {
		if got := format.Is(scantest.Head(t, []byte(data))); got != want {
			t.Errorf("%.40q: %v", data, got)
		}
	}
}

func TestOpenQuotationMark(t *testing.T) {
	found, err := scantest.Read([]byte(rows+"192.0.2.9,\"a.exam"), format)
	if len(found) != 2 || err == nil {
		t.Errorf("%d findings, %v", len(found), err)
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "saint-csv") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, rows) }
