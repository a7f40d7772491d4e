package alertlogic

import (
	"strings"
	"testing"

	"kbadvisor/kb/scan/scantest"
)

var format = Formats()[0]

const rows = "\ufeffVulnerability,CVSS Score,Severity,Deployment Name,Asset Name,IP Address,Protocol/Port,First Seen,CVE,Service,Category,Description,Evidence,Operating System,Resolution,Vulnerability ID,CISA Known Exploited\n" +
	"CVE-1999-0497 - Anonymous FTP,5.0,Medium,corp,ftp.corp.example,\"192.0.2.7, 2001:db8::7\",TCP/21,1/2/26,CVE-1999-0497,ftp,agent,Anyone may log in.,\"230 Anonymous user logged in.\n\nRefs: KB143474.\",cpe:2.3:o:microsoft:windows_2000:*:*:*:*:*:*:*:*,Disable it.,0123abcd,No\n" +
	"Old kernel,9.8,High,corp,db.corp.example,192.0.2.8,-,,,,agent,,,Linux 2.2,,,\n"

func TestRead(t *testing.T) {
	found, err := scantest.Read([]byte(rows), format)
	scantest.Golden(t, "rows", found, err)
}

func TestIs(t *testing.T) {
	head, _, _ := strings.Cut(rows, "\n")
	for data, want := range map[string]bool{
		rows: true, head: true, "Vulnerability,Severity,Asset Name\n": false, "Plugin ID,Host,Name\n": false, "": false,
	} {
		if got := format.Is(scantest.Head(t, []byte(data))); got != want {
			t.Errorf("%.40q: %v", data, got)
		}
	}
}

func TestOpenQuotationMark(t *testing.T) {
	found, err := scantest.Read([]byte(rows+"Old,\"9"), format)
	if len(found) != 2 || err == nil {
		t.Errorf("%d findings, %v", len(found), err)
	}
}

func TestSamples(t *testing.T) {
	for _, s := range scantest.Samples(t, "alertlogic-csv") {
		found, err := scantest.Read(s.Data, format)
		if err != nil || len(found) != s.Findings || !format.Is(scantest.Head(t, s.Data)) {
			t.Errorf("%s: %d findings, want %d: %v", s.Path, len(found), s.Findings, err)
		}
		for _, f := range found {
			if f.Plugin.Name == "" || f.Port == 0 || f.Protocol == "" || len(f.Names) == 0 || len(f.Addresses) == 0 || len(f.Outputs) == 0 || len(f.Citations) == 0 {
				t.Errorf("%s: %+v", s.Path, f)
			}
		}
	}
}

func FuzzRead(f *testing.F) { scantest.Fuzz(f, format, rows) }
