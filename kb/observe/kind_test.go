package observe

import (
	"testing"

	"kbadvisor/kb"
)

func TestParseKind(t *testing.T) {
	for in, want := range map[string]kb.ObservationKind{
		"": "", "session": kb.ObsSession, "Question": kb.ObsQuestion, " banner ": kb.ObsBanner, "ftp_session": kb.ObsSession, "ftp_reply": kb.ObsReply, "smtp_reply": kb.ObsReply,
		"http_error": kb.ObsReply, "event_log": kb.ObsEvent, "event-log": kb.ObsEvent, "error_text": kb.ObsError, "scanner_finding": kb.ObsFinding, "unusable": kb.ObsUnusable,
	} {
		got, err := ParseKind(in)
		if err != nil || got != want {
			t.Errorf("ParseKind(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	if _, err := ParseKind("sesion"); err == nil {
		t.Error("ParseKind accepts what is no kind")
	}
}

func TestProduct(t *testing.T) {
	for _, c := range []struct{ text, product, version string }{
		{"220 x Microsoft FTP Service (Version 5.0).", "iis", "5.0"},
		{"Server: Microsoft-IIS/4.0", "iis", "4.0"},
		{"on our IIS 5 box", "iis", "5.0"},
		{"IIS4 keeps files open", "iis", "4.0"},
		{"affects IIS 4.0/5.0/5.1", "iis", ""},
		{"NT 4.0 SP3 domain controller", "windows nt", "4.0"},
		{"Windows NT Server version 3.51", "windows nt", "3.51"},
		{"Windows 2000 Server", "windows 2000", ""},
		{"Exchange 5.5 on NT4", "exchange", "5.5"},
		{"a file exchange on the network", "", ""},
		{"the Windows NT account 'x', NT AUTHORITY\\SYSTEM", "", ""},
		{"it did not work", "", ""},
	} {
		product, version := Product(c.text)
		if product != c.product || version != c.version {
			t.Errorf("Product(%q) = %q, %q, want %q, %q", c.text, product, version, c.product, c.version)
		}
	}
}

func TestForeign(t *testing.T) {
	for _, c := range []struct {
		product, version string
		want             bool
	}{
		{"iis", "5.0", false}, {"iis", "10.0", true}, {"iis", "", false}, {"exchange", "15.2", true}, {"windows nt", "4.0", false}, {"vsftpd", "3.0.3", true}, {"nginx", "", true},
		{"windows 2000", "", false}, {"windows server 2019", "", true}, {"", "", false}, {"some product", "1.0", false},
	} {
		if got := Foreign(c.product, c.version); got != c.want {
			t.Errorf("Foreign(%q, %q) = %v", c.product, c.version, got)
		}
	}
}

func TestStrangers(t *testing.T) {
	const text = "Apache/2.4.29 (Ubuntu) with OpenSSH 8.9p1, CVE-2021-44228 and CVE-2002-0073, MS17-010, MS02-018"
	var got string
	for _, s := range Strangers(text) {
		got += text[s.Span.Start:s.Span.End] + ";"
	}
	if want := "Apache;Ubuntu;OpenSSH;CVE-2021-44228;MS17-010;"; got != want {
		t.Errorf("Strangers = %q, want %q", got, want)
	}
}
