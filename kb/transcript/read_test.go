package transcript

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
	"kbadvisor/kb/kbtest"
)

func TestReadOneReply(t *testing.T) {
	for _, tc := range []struct {
		text     string
		protocol kb.Protocol
		code     string
		facts    []kb.FactKind
	}{
		{"530 User bob cannot log in.", kb.FTP, "530", []kb.FactKind{kb.FactLoginRefused}},
		{"530 User anonymous cannot log in.", kb.FTP, "530", []kb.FactKind{kb.FactLoginRefused, kb.FactAnonymousRefused}},
		{"530 Please login with USER and PASS.", kb.FTP, "530", nil},
		{"226 Transfer complete.", kb.FTP, "226", []kb.FactKind{kb.FactHealthy}},
		{"200 PORT command successful.", kb.FTP, "200", []kb.FactKind{kb.FactHealthy}},
		{"550 notes.txt: Access is denied.", kb.FTP, "550", []kb.FactKind{kb.FactRefused}},
		{"  - 425 Can't open data connection.", kb.FTP, "425", []kb.FactKind{kb.FactDataNeverOpened}},
		{"534 Policy requires SSL.", kb.FTP, "534", []kb.FactKind{kb.FactTLSRequired}},
		{"550 5.7.1 Unable to relay for joe@partner.example", kb.SMTP, "550", []kb.FactKind{kb.FactRelayRefused}},
		{"501 joe@partner.example... Sender domain must exist", kb.SMTP, "501", []kb.FactKind{kb.FactSenderRefused}},
		{"450 4.2.1 mailbox busy", kb.SMTP, "450", []kb.FactKind{kb.FactRecipientRefused, kb.FactTryLater}},
		{"505 Must issue a STARTTLS command first", kb.SMTP, "505", []kb.FactKind{kb.FactTLSRequired, kb.FactRefused}},
		{"502 You have no permission to talk, Goodbye", kb.NNTP, "502", []kb.FactKind{kb.FactRefused}},
		{"441 posting failed", kb.NNTP, "441", []kb.FactKind{kb.FactRefused}},
		{"-ERR Unspecified error", kb.POP3, "-ERR", []kb.FactKind{kb.FactRefused}},
		{"HTTP Error 403.4 - Forbidden: SSL required", kb.HTTP, "403.4", []kb.FactKind{kb.FactTLSRequired}},
		{"404 Not Found", kb.HTTP, "404", []kb.FactKind{kb.FactRefused}},
		{"HTTP/1.1 401 Unauthorized", kb.HTTP, "401", []kb.FactKind{kb.FactLoginRefused}},
		{"421 Closing.", "", "421", []kb.FactKind{kb.FactClosedByServer}},
		{"502 command not implemented", "", "502", []kb.FactKind{kb.FactCommandUnknown}},
		{`They all get "530 User bob cannot log in." since Monday.`, kb.FTP, "530", []kb.FactKind{kb.FactLoginRefused}},
		{"host mx.example[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command)", kb.SMTP, "550", []kb.FactKind{kb.FactRecipientRefused}},
	} {
		s, ok := Read(tc.text)
		if !ok || len(s.Exchanges) != 1 {
			t.Errorf("%q: %d exchanges, want one", tc.text, len(s.Exchanges))
			continue
		}
		checkSpans(t, tc.text, s)
		var facts []kb.FactKind
		for _, f := range s.Facts {
			facts = append(facts, f.Kind)
		}
		if s.Protocol != tc.protocol || s.Exchanges[0].Code != tc.code {
			t.Errorf("%q is %s of %q, want %s of %q", tc.text, s.Exchanges[0].Code, s.Protocol, tc.code, tc.protocol)
		}
		if diff := cmp.Diff(tc.facts, facts); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tc.text, diff)
		}
		if got := s.Exchanges[0].State.Phase; got != kb.UnknownPhase {
			t.Errorf("%q is in the phase %s, want unknown", tc.text, got)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{
		"", "\n \r\n", "152 file(s)", "486 processor", "500 users cannot log on", "256 Colors", "100 percent complete", "386 Display Type Mismatch",
		"Event ID: 7023\nSource: Service Control Manager\nDescription: The service terminated.",
		"STOP 0x0000000A (0x00000000, 0x00000002, 0x00000000, 0x80101234)",
		"An unexpected error has occurred.", "LIST of the files that were changed", "Get the file from the server and put it there.",
		"Why does FTP hang behind our firewall?", "Password:", "Account: nobody", "Error: the file is not there", "> quoted words of somebody\n> and more of them",
		"192.168.1.1", "12:30:45", "---> Could not open the file", "17 May 2001", "\x00\x01\x02", "HELP", "Status: running",
		"200       The registry is not set up\n201       Nor is this\n", "Command: C:\\SETUP.EXE /S",
	} {
		if s, ok := Read(text); ok {
			t.Errorf("%q is read as a session: %+v", text, s)
		}
	}
}

func TestReadWhoAnswers(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       []string
	}{
		{"transfer commands of ftp.exe send PORT first", "ftp> get a\n200 PORT command successful.\n150 Opening.\n226 Transfer complete.", []string{"PORT 200", "RETR 150", "RETR 226"}},
		{"pipelined", "220 ftp\nUSER a\nPASS b\n331 go on\n230 User a logged in.", []string{" 220", "USER 331", "PASS 230"}},
		{"a reply was left out", "+OK ready\nUSER a\nPASS b\n-ERR logon failure", []string{" +OK", "USER ", "PASS -ERR"}},
		{"rename sends two commands", "ftp> rename a b\n350 ready\n250 done", []string{"RNFR 350", "RNTO 250"}},
		{"rename stops when the first fails", "ftp> rename a b\n550 a: No such file or directory.\nftp> pwd\n257 \"/\"", []string{"RNFR 550", "PWD 257"}},
		{"user with a password", "ftp> user a b\n331 Password required.\n230 User a logged in.", []string{"USER 331", "PASS 230"}},
		{"abort", "220 ftp\nRETR a\n150 Opening data connection.\nABOR\n426 Transfer aborted.\n226 Abort successful.", []string{" 220", "RETR 150", "RETR 426", "ABOR 226"}},
		{"on one line", "RNFR a.tmp -> 500", []string{"RNFR 500"}},
		{"run together", "200 Type set to I. 200 PORT command successful. 550 a: Access is denied.", []string{" 200", " 200", " 550"}},
	} {
		s, _ := Read(tc.text)
		var got []string
		for _, e := range s.Exchanges {
			got = append(got, e.Command+" "+e.Code)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestReadFacts(t *testing.T) {
	const greeting = "220 ftp1 Microsoft FTP Service (Version 5.0).\n"
	const login = "USER a\n331 Password required for a.\nPASS b\n230 User a logged in.\n"
	for _, tc := range []struct {
		name, text string
		want       kb.FactKind
		holds      bool
	}{
		{"PORT at once", greeting + "PORT 10,0,0,5,8,1\n200 PORT command successful.\n", kb.FactPortBeforeLogin, true},
		{"EPRT at once", greeting + "EPRT |1|10.0.0.5|2049|\n200 EPRT command successful.\n", kb.FactPortBeforeLogin, true},
		{"PORT between USER and PASS", greeting + "USER a\n331 Password required for a.\nPORT 10,0,0,5,8,1\n200 PORT command successful.\n", kb.FactPortBeforeLogin, true},
		{"PORT behind a log-in that failed", greeting + "USER a\n331 Password required for a.\nPASS b\n530 User a cannot log in.\nPORT 10,0,0,5,8,1\n200 PORT command successful.\n", kb.FactPortBeforeLogin, true},
		{"PORT refused", greeting + "PORT 10,0,0,5,8,1\n530 Please login with USER and PASS.\n", kb.FactPortBeforeLogin, false},
		{"PORT refused early", greeting + "PORT 10,0,0,5,8,1\n530 Please login with USER and PASS.\n", kb.FactPortRefusedEarly, true},
		{"PORT behind the log-in", greeting + login + "PORT 10,0,0,5,8,1\n200 PORT command successful.\n", kb.FactPortBeforeLogin, false},
		{"PORT with nothing before it", "PORT 10,0,0,5,8,1\n200 PORT command successful.\nLIST\n", kb.FactPortBeforeLogin, false},
		{"log-in left out", greeting + "ftp> dir\n200 PORT command successful.\n150 Opening ASCII mode data connection.\n226 Transfer complete.\n", kb.FactPortBeforeLogin, false},
		{"log-in left out, and no data", "Connected to ftp1.\nftp> dir\n200 PORT command successful.\n425 Can't open data connection.\n", kb.FactPortBeforeLogin, false},
		{"somebody tells that it came first", "PORT 10,0,0,5,8,1\n200 PORT command successful.\n(sent before any USER or PASS)\n", kb.FactPortBeforeLogin, true},
		{"PORT below 1024", greeting + login + "PORT 10,0,0,5,0,22\n500 Invalid PORT Command.\n", kb.FactPortLow, true},
		{"PORT and PASV of another server", greeting + login + "PORT 10,0,0,5,8,1\n200 PORT command successful.\nPORT 10,0,0,9,8,1\n500 Invalid PORT Command.\n", kb.FactPortThird, true},
		{"PORT of the client", "PORT 10,0,0,5,8,1\n200 PORT command successful.\n(my workstation is 10.0.0.5)\n", kb.FactPortThird, false},
		{"healthy", greeting + login + "QUIT\n221 \n", kb.FactHealthy, true},
		{"only a greeting", greeting, kb.FactHealthy, false},
		{"no password", greeting + "USER a\n331 Password required for a.\n", kb.FactNoPassword, true},
		{"no password is not healthy", greeting + "USER a\n331 Password required for a.\n", kb.FactHealthy, false},
		{"hangs", greeting + login + "PASV\n227 Entering Passive Mode (10,0,0,2,9,9).\nLIST\n", kb.FactDataNeverOpened, true},
		{"hangs behind 150", greeting + login + "RETR a\n150 Opening BINARY mode data connection for a.\n", kb.FactDataNeverOpened, true},
		{"goes on without 226", greeting + login + "RETR a\n150 Opening BINARY mode data connection for a.\nPWD\n257 \"/\"\n", kb.FactDataNeverOpened, true},
		{"one reply is not enough", "150 Opening BINARY mode data connection for a.", kb.FactDataNeverOpened, false},
		{"aborted", greeting + login + "RETR a\n150 Opening BINARY mode data connection for a.\n426 Connection closed; transfer aborted.\n", kb.FactDataLost, true},
		{"TLS refused", greeting + "AUTH TLS\n500 'AUTH TLS': command not understood\n", kb.FactTLSRefused, true},
		{"said to have failed", "226 Transfer complete, but an error: access denied.", kb.FactHealthy, false},
	} {
		s, _ := Read(tc.text)
		checkSpans(t, tc.text, s)
		if got := has(s, tc.want); got != tc.holds {
			t.Errorf("%s: %q is %t, want %t; facts %+v", tc.name, tc.want, got, tc.holds, s.Facts)
		}
	}
}

func TestReadProduct(t *testing.T) {
	for text, want := range map[string][2]string{
		"220 w Microsoft FTP Service (Version 5.0).":                                              {"iis", "5.0"},
		"220 w Microsoft FTP Service":                                                             {"iis", ""},
		"220 w Windows NT FTP Server (Version 3.5).":                                              {"windows nt", "3.5"},
		"220 m.example Microsoft Exchange Internet Mail Connector 4.0.838.14":                     {"exchange", "4.0.838.14"},
		"220 m.example ESMTP Server (Microsoft Exchange Internet Mail Service 5.5.2650.21) ready": {"exchange", "5.5.2650.21"},
		"220 m.example Microsoft ESMTP MAIL Service, Version: 5.0.2195.2966 ready at Mon":         {"iis", "5.0.2195.2966"},
		"+OK Microsoft Exchange POP3 server version 5.5.2650.23 ready":                            {"exchange", "5.5.2650.23"},
		"220 (vsFTPd 3.0.3)":                                                         {"vsftpd", "3.0.3"},
		"220 ProFTPD 1.2.9 Server (Debian) [h]":                                      {"proftpd", "1.2.9"},
		"220---------- Welcome to Pure-FTPd [TLS] ----------":                        {"pure-ftpd", ""},
		"220-FileZilla Server version 0.9.41 beta":                                   {"filezilla server", "0.9.41"},
		"220 h FTP server (Version wu-2.6.0(1) Mon Feb 28 10:30:36 EST 2000) ready.": {"wu-ftpd", "2.6.0"},
		"220 Serv-U FTP Server v6.4 for WinSock ready...":                            {"serv-u", "6.4"},
		"220 h.example ESMTP Postfix":                                                {"postfix", ""},
		"220 h.example ESMTP Sendmail 8.12.3/8.12.3; Tue, 7 May 2002":                {"sendmail", "8.12.3"},
		"220 h.example ESMTP Exim 4.94 Tue, 7 May 2022":                              {"exim", "4.94"},
		"HTTP/1.1 403 Forbidden\nServer: nginx/1.18.0":                               {"nginx", "1.18.0"},
		"HTTP/1.1 403 Forbidden\nServer: Apache/2.4.41 (Ubuntu)":                     {"apache", "2.4.41"},
		"HTTP/1.1 404 Object Not Found\nServer: Microsoft-IIS/4.0":                   {"iis", "4.0"},
		"220 Sprocket FTP Server 7.25 ready":                                         {"sprocket", "7.25"},
		"530 User a cannot log in.\n(the server is IIS 4.0)":                         {"iis", "4.0"},
	} {
		s, _ := Read(text)
		if got := [2]string{s.Product, s.Version}; got != want {
			t.Errorf("%q is of %q, want %q", text, got, want)
		}
	}
}

// TestReadKeepsEveryLine reads all transcripts: each of their lines is part of a
// message.
func TestReadKeepsEveryLine(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := Read(string(b))
		checkLines(t, f, string(b), s)
	}
}

// checkLines reports lines that are in no message.
func checkLines(t testing.TB, name, text string, s Session) {
	t.Helper()
	next := 0
	for _, l := range split(text) {
		sp := l.span(0, len(l.text))
		for next < len(s.Messages) && s.Messages[next].Span.End <= sp.Start {
			next++
		}
		if next == len(s.Messages) || s.Messages[next].Span.Start >= sp.End {
			t.Errorf("%s: %q is lost", name, l.text)
		}
	}
}

// TestReadShared reads the transcripts that may not be copied.
func TestReadShared(t *testing.T) {
	dir := filepath.Join(kbtest.Shared(t), "data", "ftp")
	for file, want := range map[string]struct {
		dialect   string
		exchanges []string
	}{
		"deb-fail2ban-pure-ftpd.txt": {"pure-ftpd", []string{"unknown USER "}},
		"deb-fail2ban-proftpd.txt":   {"proftpd", []string{"unknown USER ", "before_login USER ", "unknown USER ", "unknown USER ", "unknown USER ", "unknown USER ", "unknown USER "}},
		"pcap-ivre-pureftpd.txt":     {"raw", []string{"before_login  220", "before_login  220"}},
	} {
		b, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		s, ok := Read(string(b))
		if !ok || s.Protocol != kb.FTP || s.Dialect != want.dialect {
			t.Errorf("%s is %q in the dialect %q, want ftp in %q", file, s.Protocol, s.Dialect, want.dialect)
		}
		checkSpans(t, string(b), s)
		checkLines(t, file, string(b), s)
		var got []string
		for _, e := range s.Exchanges {
			got = append(got, strings.Join([]string{string(e.State.Phase), e.Command, e.Code}, " "))
		}
		if diff := cmp.Diff(want.exchanges, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
	if b, err := os.ReadFile(filepath.Join(dir, "deb-fail2ban-gssftpd.txt")); err != nil {
		t.Error(err)
	} else if _, ok := Read(string(b)); ok {
		t.Error("a line that tells of log-ins, without any, is read as a session")
	}
}

// TestReadObservations reads every labelled observation: spans are right and no
// line is lost. Sessions with a command or a reply of their own are read as such.
func TestReadObservations(t *testing.T) {
	f, err := os.Open(filepath.Join(kbtest.Shared(t), "eval", "observations-dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	read, wrong := 0, 0
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var o struct{ ID, Kind, Protocol, Input string }
		if err := json.Unmarshal(in.Bytes(), &o); err != nil {
			t.Fatal(err)
		}
		s, ok := Read(o.Input)
		if !ok {
			continue
		}
		checkSpans(t, o.Input, s)
		checkLines(t, o.ID, o.Input, s)
		read++
		if s.Protocol != "" && o.Protocol != "" && string(s.Protocol) != o.Protocol {
			wrong++
			t.Errorf("%s is read as %s, want %s", o.ID, s.Protocol, o.Protocol)
		}
	}
	if err := in.Err(); err != nil || read < 70 {
		t.Errorf("%d observations have a session, want at least 70 (%v)", read, err)
	}
}
