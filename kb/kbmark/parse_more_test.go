package kbmark

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/kb"
)

func TestPathID(t *testing.T) {
	seen := map[kb.ID]string{}
	for _, name := range []string{
		"ftp-port.md", "a/b-c.md", "a-b/c.md", "a/b/c.md", "a-b-c.md", "A-b-c.md", "a/B-c.md", "a b c.md", "a_b_c.md", "2021.md",
		"x/2021.md", "文档.md", "文件.md",
		"kb239041.txt.md", "README.md", "x/README.md", "a/etcdNoLeader.md", "a/etcdnoleader.md",
		strings.Repeat("long/", 100) + "a.md", strings.Repeat("long/", 101) + "a.md", "x/" + strings.Repeat("w", 300) + ".md",
		"...md", "", "../../etc/passwd.md", `a\b\c.md`,
	} {
		id := PathID(name)
		if got, err := kb.ParseID(string(id)); err != nil || got != id {
			t.Errorf("%q: id %q: %v", name, id, err)
		}
		if len(id) > 140 {
			t.Errorf("%q: id of %d bytes", name, len(id))
		}
		if other, ok := seen[id]; ok && !(name == `a\b\c.md` && other == "a/b/c.md") {
			t.Errorf("%q and %q have the id %s", name, other, id)
		}
		seen[id] = name
	}
	if got := PathID("ftp-port.md"); got != "ftp-port" {
		t.Errorf("got %q, want the name itself", got)
	}
	if got := PathID("alerts/etcd/etcdNoLeader.md"); !strings.HasPrefix(string(got), "alerts-etcd-etcdnoleader-") || PathID("./alerts//etcd/etcdNoLeader.md") != got {
		t.Errorf("got %q", got)
	}
}

func TestParseDate(t *testing.T) {
	tests := map[string]kb.Date{
		"2001-02-03": "2001-02-03", "2001-02-03T10:11:12Z": "2001-02-03", "2001-02-03 10:11:12 +0100": "2001-02-03",
		"2001/02/03": "2001-02-03",
		"02/03/2001": "2001-02-03", "23/02/2001": "2001-02-23", "3.2.2001": "2001-02-03", "Feb 3, 2001": "2001-02-03",
		"3 February 2001": "2001-02-03",
		"03-FEB-2001":     "2001-02-03", "20010203": "2001-02-03", "2001-02": "2001-02-01", "09/06/2017 10:00": "2017-09-06",
		"": "", "soon": "", "2001-13-40": "", "31/31/2001": "", "0/0/0000": "",
	}
	for in, want := range tests {
		if got, ok := parseDate(in); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	tests := []struct {
		what, front string
		want        kb.Article
		warnings    int
	}{
		{"lists", "title: A\ntags: [x, y]\nlabels: y,z\nproduct: P\nversions:\n  - 1.0\n  - Linux:2\n",
			kb.Article{Title: "A", Product: "P", AppliesTo: []kb.Applies{{Name: "P"}}, Keywords: []string{"x", "y",
				"z"}, Versions: []kb.Version{{Number: "1.0"}, {Platform: "linux", Number: "2"}}}, 0},
		{"date", "title: A\nms.date: 09/06/2017\n", kb.Article{Title: "A", Date: "2017-09-06"}, 0},
		{"newest date", "title: A\ndate: 2001-01-01\nlastmod: 2002-02-02\n", kb.Article{Title: "A", Date: "2002-02-02"}, 0},
		{"entities", "title: \" &lt;logFile&gt;\"\n", kb.Article{Title: "<logFile>"}, 0},
		{"colons", "title: A: the b\nlabels: x,y\n", kb.Article{Title: "A: the b", Keywords: []string{"x", "y"}}, 1},
		{"nested", "title: A\nmetadata:\n  tags: [x]\nauthor:\n  name: B\n", kb.Article{Title: "A", Keywords: []string{"x"}}, 0},
		{"aliases", "title: &t A\nkeywords: [*t, x]\n", kb.Article{Title: "A", Keywords: []string{"x"}}, 0},
		{"bad id", "title: A\nid: 360047139492\n", kb.Article{Title: "A"}, 1},
		{"bad date", "title: A\ndate: soon\n", kb.Article{Title: "A"}, 1},
	}
	for _, tt := range tests {
		a, err := Parse([]byte("---\n"+tt.front+"---\n\nText.\n"), "name.md", Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.what, err)
			continue
		}
		checkCover(t, a)
		got := kb.Article{Title: a.Title, Date: a.Date, Product: a.Product, AppliesTo: a.AppliesTo, Keywords: a.Keywords, Versions: a.Versions}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
		if a.ID != "name" || len(a.Warnings) != tt.warnings {
			t.Errorf("%s: id %q, warnings %v", tt.what, a.ID, a.Warnings)
		}
	}
}

func TestTOML(t *testing.T) {
	a, err := Parse([]byte("+++\ntitle = \"A: b\"\ndate = 2001-02-03T04:05:06Z\n[taxonomies]\ntags = [\"x\"]\n+++\n\nText.\n"), "n.md", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "A: b" || a.Date != "2001-02-03" || len(a.Keywords) != 1 {
		t.Errorf("got %q %q %q", a.Title, a.Date, a.Keywords)
	}
}

func TestStatusAndReferences(t *testing.T) {
	const src = "---\ntitle: A\nid: x-y\nstatus: fixed\nfixed_in: ['1.2, patch 3']\nreferences: [KB239041, RFC 959, CAN-1999-0017, MS02-018, 'bug: 7', {url: 'https://example.com/a'}]\nquotes: ['500 No: way.']\n---\n" +
		"\nSee [b](../b.md#c), [c](https://example.com/a_(b)), ![i](https://example.com/i.png), [self](#a) and Q100001.\n\n[d]: https://example.com/d\n\n500 No: way.\n"
	a, err := Parse([]byte(src), "dir/a.md", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := a.Status; s == nil || s.Kind != kb.FixedIn || s.Source != kb.FromFrontMatter || len(s.FixedIn) != 1 || src[s.Span.Start:s.Span.End] != "fixed" {
		t.Errorf("status %+v", s)
	}
	got := map[string]bool{}
	for _, r := range a.References {
		if got[string(r.Kind)+" "+r.ID] {
			t.Errorf("%s occurs twice", r.ID)
		}
		got[string(r.Kind)+" "+r.ID] = true
		checkSpan(t, a, r.Span)
	}
	for _, want := range []string{"article Q239041", "url https://www.rfc-editor.org/rfc/rfc959", "cve CVE-1999-0017",
		"bulletin MS02-018", "bug 7", "url https://example.com/a",
		"article b", "url https://example.com/a_(b)", "article Q100001", "url https://example.com/d"} {
		if !got[want] {
			t.Errorf("no reference %q in %v", want, got)
		}
	}
	if len(a.Quotes) != 1 || src[a.Quotes[0].Span.Start:a.Quotes[0].Span.End] != "500 No: way." || a.Quotes[0].Span.Start < strings.Index(src, "See") {
		t.Errorf("quotes %+v", a.Quotes)
	}
}

func TestRefused(t *testing.T) {
	text := "Some text about it.\n"
	links := "* [a](a.md)\n* [b](b.md)\n* [c](c.md)\n* [d](d.md)\n"
	tests := []struct {
		name, src string
		refused   bool
	}{
		{"LICENSE.md", text, true}, {"CONTRIBUTING.md", text, true}, {"README.md", text, true}, {"x/README.md",
			"# R\n\n" + links, true},
		{"README.md", "# Disk full\n\n## Symptoms\n\na\n\n## Fix\n\nb\n", false}, {"_index.md",
			"---\ntitle: a\n---\n", true}, {"index.md", "# A\n\n" + links, true},
		{"index.md",
			"# A\n\n" + text, false}, {"SUMMARY.md", links, true}, {"toc.md", links, true}, {"template.md", house, true}, {"runbook-template.md",
			"# R\n\n## Issue\n\na\n\n## Fix\n\na\n", true},
		{"email-template-is-empty.md", text, false}, {"confirmation-email-template.md", text, false}, {"a.md",
			"", true}, {"a.md", " \n\n", true}, {"a.md", "# Only a title\n", true},
		{"a.md", "---\ntitle: a\nredirect: b\n---\n", true}, {"a.md",
			"a\x00b", true}, {".github/ISSUE_TEMPLATE/a.md", text, true}, {"a.md", links, false}, {"readme.md", house, false},
	}
	for _, tt := range tests {
		_, err := Parse([]byte(tt.src), tt.name, Options{})
		if (err != nil) != tt.refused || err != nil && !errors.Is(err, kb.ErrNotArticle) {
			t.Errorf("%s %.20q: got %v, want refused %v", tt.name, tt.src, err, tt.refused)
		}
	}
	if _, err := Parse([]byte(text), "a.md", Options{MaxArticle: 5}); !errors.Is(err, kb.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, kb.ErrTooLarge)
	}
}

func TestRefusedWithItsReason(t *testing.T) {
	for name, want := range map[string]string{
		"x/README.md": "a README without the sections of an article",
		"SUMMARY.md":  "an index",
		"LICENSE.md":  "a licence",
	} {
		_, err := Parse([]byte("# How the picture is made\n\nRun this command.\n"), name, Options{})
		var pe *kb.ParseError
		if !errors.As(err, &pe) || pe.Got != want {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
}

func TestDecode(t *testing.T) {
	a, err := Parse([]byte("# Caf\xe9\r\n\r\n## Issue\r\n\r\nA \x93quote\x94\x1b.\r\n"), "a.md", Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkCover(t, a)
	if got := a.Named(kb.Symptoms); a.Encoding != kb.Windows1252 || a.Title != "Café" || len(got) != 1 || got[0].Text != "\nA “quote”\uFFFD.\n" {
		t.Errorf("%s %q %+v", a.Encoding, a.Title, got)
	}
}

func TestHeadingsOption(t *testing.T) {
	a, err := Parse([]byte("# T\n\n## Das Problem\n\na\n\n## Wer hilft\n\nb\n"), "a.md", Options{Headings: map[string]string{"das problem": kb.Symptoms, "Wer hilft?": "Contact"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"(header)", "SYMPTOMS", "Contact"}, names(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
