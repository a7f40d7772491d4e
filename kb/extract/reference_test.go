package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestReferences(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"articles", "See Q100002, (Q10003) and\n   Q100004 A Title\nand Q100002 again.", "article Q100002, article Q10003, article Q100004"},
		{"itself", "This is Q100001.", ""},
		{"no articles", "Q1234, Q1234567, xQ100002, Q100002x, Q100002_W2K, _Q100002, Q100002i.exe, Q100002.exe, q100002", ""},
		{"at a full stop", "See Q100002. And Q100003.", "article Q100002, article Q100003"},
		{"KB numbers", "See KB100002 or KB1234; 640KB12345", "article Q100002"},
		{"bulletins", "MS02-018, MS02-0180, XMS02-018, MS99-001, MS-DOS", "bulletin MS02-018, bulletin MS99-001"},
		{"vulnerabilities", "CVE-2002-0073, CAN-2002-0073, CAN-1999-1234, CVE-2021-1234567, CVE-2002-73, XCVE-2002-0073", "cve CVE-2002-0073, cve CVE-1999-1234, cve CVE-2021-1234567"},
		{"bugs", "BUG #: 54321 (SQLBUG_70)\nBUG# ODBCDBASE: 2774 (1.01.2920)\nBUG #: lm2_1:1601 and lm2_1:2691\nDEBUG #: 12345\nBUG number 77\nBUG#: 3191 (SDK2)",
			"bug 54321 (SQLBUG_70), bug ODBCDBASE: 2774 (1.01.2920), bug lm2_1:1601, bug lm2_1:2691, bug 3191 (SDK2)"},
		{"address", "Visit HTTP://WWW.Example.com/Path/A.htm. Then go.", "url http://www.example.com/Path/A.htm"},
		{"address in brackets", "(see http://example.com/a_(b)) <http://example.com/c> [x](http://example.com/d) \"ftp://example.com/e\",", "url http://example.com/a_(b), url http://example.com/c, url http://example.com/d, url ftp://example.com/e"},
		{"no address", "http:// and http://<server>/x and xhttp://example.com and file://x", ""},
		{"slash begins the next line", "at ftp://example.com/a\n   /b/c now", "url ftp://example.com/a/b/c"},
		{"slash ends the line", "at ftp://example.com/a/ \n   b/c.", "url ftp://example.com/a/b/c"},
		{"slash ends the sentence", "at http://example.com/\nand there", "url http://example.com/"},
		{"blank line after a slash", "at http://example.com/\n\n/b", "url http://example.com/"},
		{"hyphen", "http://example.com/a-\nb/c", "url http://example.com/a-b/c"},
		{"unfinished host", "http://www.\nexample.com/a", "url http://www.example.com/a"},
		{"full stop", "Visit http://www.example.com.\nthen go", "url http://www.example.com"},
		{"brackets end the line", "(http://example.com/a)\n/b", "url http://example.com/a"},
		{"cut at the margin", "http://example.com/" + strings.Repeat("a", 61) + "\nb.htm", "url http://example.com/" + strings.Repeat("a", 61) + "b.htm"},
		{"article by its address", "http://support.microsoft.com/support/kb/articles/q151/2/37.asp and http://support.microsoft.com/?kbid=100003",
			"url http://support.microsoft.com/support/kb/articles/q151/2/37.asp, article Q151237, url http://support.microsoft.com/?kbid=100003, article Q100003"},
		{"number in another address", "http://www.example.com/123456", "url http://www.example.com/123456"},
		{"file by its address", "ftp://example.com/fix/Thing4i.exe)", "url ftp://example.com/fix/Thing4i.exe, file Thing4i.exe"},
		{"download now", "DownloadDownload Thing.exe now\nDownload software now", "file Thing.exe"},
		{"listed", "The following file is available for download from us:\n\n   Thing.exe\n   (ftp://example.com/THING.EXE)\n   Other.exe is old\n", "file Thing.exe, url ftp://example.com/THING.EXE"},
		{"not offered", "Run Setup.exe.\n\n   Setup.exe\n", ""},
	}
	for _, tt := range tests {
		a := withSections(kb.MoreInformation, tt.text)
		Fill(a)
		var got []string
		for _, r := range a.References {
			got = append(got, string(r.Kind)+" "+r.ID)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestReferencesOfSections(t *testing.T) {
	a := withSections(kb.Summary, "See Q100003.", kb.Cause, "See Q100002 and Q100003.")
	a.Title = "MS01-001: A Thing"
	for _, kind := range []kb.SectionKind{kb.Header, kb.QueryWords, kb.Footer, kb.Legal} {
		a.Sections = append(a.Sections, kb.Section{Kind: kind, Text: "Q100009 http://example.com/"})
	}
	lead := withSections("", "See Q100004.").Sections[0]
	lead.Kind = kb.Lead
	a.Sections = append([]kb.Section{lead}, a.Sections...)
	Fill(a)
	var got []string
	for _, r := range a.References {
		got = append(got, r.ID)
	}
	if diff := cmp.Diff([]string{"MS01-001", "Q100004", "Q100003", "Q100002"}, got); diff != "" {
		t.Error(diff)
	}
	if s := a.References[3].Span; string(a.Source[s.Start:s.End]) != "Q100002" {
		t.Errorf("the span of Q100002 holds %q", a.Source[s.Start:s.End])
	}
}

func TestReferencesOfTitle(t *testing.T) {
	src := "DOCUMENT:Q100001\r\nTITLE   :Thing: MS01-001 and Q100002\r\n"
	a := &kb.Article{
		ID: "Q100001", Title: "Thing: MS01-001 and Q100002", Source: []byte(src), Encoding: kb.ASCII,
		Sections: []kb.Section{{Kind: kb.Header, Span: kb.Span{End: len(src)}, Text: strings.ReplaceAll(src, "\r\n", "\n")}},
	}
	Fill(a)
	var got []string
	for _, r := range a.References {
		got = append(got, r.ID+" "+src[r.Span.Start:r.Span.End])
	}
	if diff := cmp.Diff([]string{"MS01-001 MS01-001", "Q100002 Q100002"}, got); diff != "" {
		t.Error(diff)
	}
}
