package ident

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // kind:id, parted by blanks
	}{
		// articles
		{"see Q239041.", "article:Q239041"},
		{"q239041 and KB239041", "article:Q239041 article:Q239041"},
		{"KB 239041, MSKB:143474", "article:Q239041 article:Q143474"},
		{"http://support.microsoft.com/kb/143474", "article:Q143474"},
		{"support.microsoft.com/default.aspx?scid=kb;en-us;Q239114", "article:Q239114"},
		{"http://support.microsoft.com/default.aspx?scid=kb;EN-US;245030", "article:Q245030"},
		{"support.microsoft.com/default.aspx?kbid=241520", "article:Q241520"},
		{"https://support.microsoft.com/en-us/help/2696547", "article:Q2696547"},
		{"http://support.microsoft.com/support/kb/articles/Q143/4/74.ASP", "article:Q143474"},
		{"the Knowledge Base article 143474", "article:Q143474"},
		{"Q300972_W2K_SP3_x86_en.EXE", "article:Q300972"},
		{"239041", ""},
		{"512 KB 100000 files, KB 100, http://example.org/kb/143474", ""},
		{"Q1 2000, Q12, FAQ12345", ""},
		// bulletins and CVE numbers
		{"MS02-018, ms01_033 smb-vuln-ms17-010 ms08_067_netapi", "bulletin:MS02-018 bulletin:MS01-033 bulletin:MS17-010 bulletin:MS08-067"},
		{"MS02\u2011018", "bulletin:MS02-018"},
		{"MS02-0181 MS2-018", ""},
		{"CVE-2002-0073 CAN-2002-0364 cve: 2001-0500 CVE:CVE-2010-2550", "cve:CVE-2002-0073 cve:CVE-2002-0364 cve:CVE-2001-0500 cve:CVE-2010-2550"},
		{"can 2002-0364 be", ""},
		// events
		{"Event ID: 100 Source: MSFTPSVC", "event:msftpsvc/100"},
		{"Source w3svc ID 100: no", "event:w3svc/100"},
		{"Service Control Manager 7023: it", "event:servicecontrolmanager/7023"},
		{"W3SVC | 113 | text", "event:w3svc/113"},
		{"MSExchangeIMC 4007 The", "event:msexchangeimc/4007"},
		{"13003 MSExchangePOP3 Authentication", "event:msexchangepop3/13003"},
		{"Event 7023: The", "event:/7023"},
		{"DNS Event 5501 DNS Server", "event:dns/5501"},
		{"DCOM 10004: DCOM got", "event:dcom/10004"},
		{"Event ID 7036 Service Control Manager: The", "event:servicecontrolmanager/7036"},
		{"Event ID 4625 Microsoft-Windows-Security-Auditing: An", "event:microsoft-windows-security-auditing/4625"},
		{"Microsoft-Windows-DistributedCOM 10036: The", "event:microsoft-windows-distributedcom/10036"},
		{"Source: FooDriver\nEvent ID: 9\n", "event:foodriver/9"},
		{"Event Type:\tError\r\nEvent Source:\tService Control Manager\r\nEvent Category:\tNone\r\nEvent ID:\t7000\r\n", "event:servicecontrolmanager/7000"},
		{"Event ID: 1\nSource: Srv\n\nEvent ID: 2\nSource: Rdr\n", "event:srv/1 event:rdr/2"},
		{"Source: Srv\nEvent ID: 1\nSource: Rdr\nEvent ID: 2\n", "event:srv/1 event:rdr/2"},
		{"Error\t6/1/2000\t10:22:11 AM\tService Control Manager\tNone\t7023\tN/A\tSERVER1", "event:servicecontrolmanager/7023"},
		{"6/1/00,10:22:11 AM,Service Control Manager,Error,None,7023,N/A,SERVER1,The service ended", "event:servicecontrolmanager/7023"},
		{"6/1/2000\t10:22:11 AM\t1\t0\t7023\tService Control Manager\tN/A\tSERVER1", "event:servicecontrolmanager/7023"},
		{"<11>Jan 15 10:33:44 HOST1 Service_Control_Manager: 7023: The service ended", "event:servicecontrolmanager/7023"},
		{"HOST\tMSWinEventLog\t1\tSystem\t12\tThu Oct 11 22:14:15 2001\t7023\tService Control Manager\tN/A\tN/A\tError\tHOST", "event:servicecontrolmanager/7023"},
		{"<Provider Name='Service Control Manager' Guid='{55}'/><EventID Qualifiers='49152'>7036</EventID>", "event:servicecontrolmanager/7036"},
		{`{"EventID":7036,"SourceName":"Service Control Manager"}`, "event:servicecontrolmanager/7036"},
		{"[12] Service Control Manager\n   Type:     ERROR\n   Computer: HOST\n   Time:     1/2/2001 10:00:00 AM   ID:       7023\nx", "event:servicecontrolmanager/7023"},
		{"Event ID 5719 from NETLOGON: No", "event:netlogon/5719"},
		{"Event IDs 4318 and 4224", "event:/4318 event:/4224"},
		{"Windows 2000 Server 2003 and DNS 53, Server 2019: fine", ""},
		{"NT Service Pack 3 on IIS 5.0", ""},
		{"MSExchangeIS [(147)] started", ""},
		// STOP
		{"STOP 0xA", "stop:0x0000000A"},
		{"*** STOP: 0x0000001E (0xC0000005,0x80116BF4,0x00000000,0x00000000)", "stop:0x0000001E"},
		{"STOP: c000021a {Fatal System Error}", "stop:0xC000021A"},
		{"Stop 0A in Tcpip.sys, IRQL_NOT_LESS_OR_EQUAL", "stop:0x0000000A stop:0x0000000A"},
		{"The bugcheck was : 0x0000007b (0x1, 0x2)", "stop:0x0000007B"},
		{"BugcheckCode 10", "stop:0x0000000A"},
		// HRESULT and NTSTATUS
		{"0x80070005", "result:0x80070005 win32:5"},
		{"hr = 80070005", "result:0x80070005 win32:5"},
		{"80070005 users", ""},
		{"Value: 80477176, EDB-ID:17577", ""},
		{"8007000e", "result:0x8007000E win32:14"},
		{"returned -2147024891", "result:0x80070005 win32:5"},
		{"2147942405", "result:0x80070005 win32:5"},
		{"run-time error '-2147217900 (80040e14)'", "result:0x80040E14 result:0x80040E14"},
		{"E_ACCESSDENIED", "result:0x80070005 win32:5"},
		{"Exception: access violation (0xc0000005), Address: 0x80f52edb", "result:0xC0000005"},
		{"{8007000E-0000-0000-C000-000000000046}", ""},
		{"STATUS_ACCESS_DENIED", "result:0xC0000022"},
		// numbers
		{"error 1722", "win32:1722"},
		{"System error 53 has occurred.", "win32:53"},
		{"A service specific error occurred: 10048.", "win32:10048"},
		{"Error 0126: The", "win32:126"},
		{"failed to bind the socket. 10048", "win32:10048"},
		{"port 10048 is in use", ""},
		{"listens on 10.0.0.1:10048 socket", ""},
		{"ERROR_ACCESS_DENIED WSAEADDRINUSE RPC_S_SERVER_UNAVAILABLE", "win32:5 win32:10048 win32:1722"},
		{"NET2245: x, SYS0053, NET4999", "win32:2245 win32:53"},
		{"Run-time error '35754'", "error:35754"},
		{"Run-time error '53': File not found", "error:53"},
		{"JET error -1018", "error:-1018"},
		{"error 0xfffffc06", "error:-1018"},
		{"Error code: 0x906", "error:0x906 win32:2310"},
		{"0 errors, error on line 5, no error. 7 files", ""},
		// tools
		{"error LNK2001: x", "tool:LNK2001"},
		{"fatal error C1083: x; C4000 is a chip", "tool:C1083"},
		{"L4038: no start; see C4000: x", "tool:L4038"},
		{"error c2440: x, run-time error F6700, fatal error HI1800", "tool:C2440 tool:F6700 tool:HI1800"},
		{"80050001: No session (80110411 = missing)", "result:0x80050001 result:0x80110411"},
		{"Msg 18456, Level 16, State 1", "error:18456"},
		{"error 'ASP 0113'", "tool:ASP 0113"},
		{"ORA-12154: TNS", "tool:ORA-12154"},
		// replies
		{"HTTP 401.2 - Unauthorized", "reply:http/401.2"},
		{"HTTP/1.1 404 Object Not Found", "reply:http/404"},
		{"FTP error 425", "reply:ftp/425"},
		{"403.4 Forbidden", "reply:http/403.4"},
		{"404 Not Found; 500 users", "reply:http/404"},
		{"IIS gives 404 for every request of the browser", "reply:http/404"},
		{"An unexpected response (500) was received from the news server", "reply:nntp/500"},
		{"the FTP site and the web site gives 550; gives 404 users of ftp", ""},
		{"HTTP/1.1 200 OK, 401.5 MB", ""},
		{"", ""},
	} {
		var got []string
		for _, id := range Find(c.text) {
			got = append(got, string(id.Kind)+":"+id.ID)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("Find(%q): -want +got:\n%s", c.text, diff)
		}
	}
}

func TestFindSpans(t *testing.T) {
	const text = "Event ID 7036: KB 239041 said 0x80070005, MS02-018 (Q319733)"
	var got []string
	for _, id := range Find(text) {
		got = append(got, string(id.Kind)+"="+text[id.Span.Start:id.Span.End])
	}
	want := []string{"event=7036", "article=KB 239041", "result=0x80070005", "win32=0x80070005", "bulletin=MS02-018", "article=Q319733"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Event ID: 100 Source: MSFTPSVC", "W3SVC | 113 |", "STOP: 0x1E (0x1, 0x2", "Run-time error '-2147217900 (80040e14)'",
		"support.microsoft.com/support/kb/articles/Q143/4/74.ASP", "CVE-", "CVE:", "MS02", "HTTP/1.1 401.", "error -", "a,b,c,d,e,f", "x\ty\t1/1/2000\tSrv\t9",
		"Event IDs 1, 2 and 3", "\xff\xfe0x80070005", "ASP", "ORA-", "KB ", "Source:", "bug check 0x", "403.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ends, last := map[kb.IdentifierKind]int{}, 0
		for _, id := range Find(s) {
			sp := id.Span
			if sp.Start < last || sp.Start < ends[id.Kind] || sp.End <= sp.Start || sp.End > len(s) || id.ID == "" {
				t.Fatalf("Find(%q): bad identifier %+v", s, id)
			}
			last, ends[id.Kind] = sp.Start, sp.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Event ID: 7023 Source: Service Control Manager The FTP Publishing Service service terminated with error 0x80070005 at 10.0.0.1:21.\n", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text)
	}
}
