package match

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/ident"
	"kbadvisor/kb/kbfile"
)

// linkArticles are articles of a knowledge base of our own.
var linkArticles = map[string]string{
	"log4j.md": `---
id: RB-7
title: Remote code execution in the log library (CVE-2021-44228)
---
## Symptoms
Scanners report CVE-2021-44228 on the order service.
## Fix
Update the library and restart.
`,
	"rollup.md": `---
id: RB-8
title: What our quarterly update holds
---
## Summary
It mends CVE-2021-44228, CVE-2020-0001, CVE-2020-0002 and CVE-2020-0003.
`,
	"quota.md": `---
id: RB-9
title: Uploads stop when the quota of the share is used up
---
## Symptoms
Clients see this reply of the server:

    552 Quota of the upload share is used up, ask the storage team.
## Cause
The share is full.
`,
	"home.md": `---
id: RB-10
title: Log-in ends before the prompt on the file server
---
## Symptoms
The FTP server answers:

    530 User bob cannot log in, home directory inaccessible.
## Fix
Create the folder.
`,
	"port.txt": "DOCUMENT:Q900001\nTITLE:FTP Server Accepts PORT Before Log-in\nPRODUCT:Our FTP server\nPROD/VER::1.0\nOPER/SYS:\nKEYWORDS:kbnone\n\n" +
		"======================================================================\n-------------------------------------------------------------------------------\n" +
		"SYMPTOMS\n========\n\nThe FTP server accepts a PORT command before a user has logged on:\n\n   200 PORT command successful.\n\nCAUSE\n=====\n\nIt is not checked.\n",
}

// linkMatcher returns a matcher over linkArticles.
func linkMatcher(t testing.TB) *Matcher {
	t.Helper()
	var docs []index.Document
	for _, name := range slices.Sorted(maps.Keys(linkArticles)) {
		a, err := kbfile.Parse([]byte(linkArticles[name]), name, kbfile.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, index.Document{Article: a, Name: name})
	}
	table := "cve,bulletin,articles\nCVE-1999-1111,MS99-901,Q900001\n,MS99-902,Q900001\nCVE-1999-2222,,Q999999\n"
	aliases, err := ident.ReadAliases(strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	return open(t, docs, Config{Aliases: aliases, Logger: slog.New(slog.NewTextHandler(complaints{t}, &slog.HandlerOptions{Level: slog.LevelError}))})
}

// complaints fails a test for what is logged as an error, such as a panic that
// linking survives.
type complaints struct{ tb testing.TB }

func (c complaints) Write(p []byte) (int, error) {
	c.tb.Error(string(p))
	return len(p), nil
}

// found returns a finding with some outputs.
func found(outputs ...string) kb.Finding {
	f := kb.Finding{Plugin: kb.Plugin{ID: "1", Name: "Test"}}
	for _, o := range outputs {
		f.Outputs = append(f.Outputs, kb.Output{ID: "plugin_output", Text: o})
	}
	return f
}

func severe(f kb.Finding) kb.Finding {
	f.Severity = "High"
	return f
}

func citing(f kb.Finding, kind, value string) kb.Finding {
	f.Citations = append(f.Citations, kb.Citation{Kind: kind, Value: value, Where: kind})
	return f
}

const earlyPort = "220 ftp.example FTP server ready.\r\nPORT 192,0,2,7,4,1\r\n200 PORT command successful.\r\nUSER bob\r\n331 Password required for bob.\r\n"

func TestLinkVerdicts(t *testing.T) {
	m := linkMatcher(t)
	for _, c := range []struct {
		name    string
		f       kb.Finding
		verdict kb.Verdict
		reason  kb.Reason
		first   kb.ID
		absent  []kb.ID
	}{
		{name: "cites an article", f: citing(found("x"), "url", "https://support.microsoft.com/kb/900001"), verdict: kb.Explained, first: "Q900001"},
		{name: "gives its bare number", f: citing(found("x"), "kb", "900001"), verdict: kb.Explained, first: "Q900001"},
		{name: "names it in the solution", f: kb.Finding{Plugin: kb.Plugin{Name: "x"}, Solution: "Read KB900001."}, verdict: kb.Explained, first: "Q900001"},
		{name: "cites one that is absent", f: citing(found("The quota of the upload share is used up."), "kb", "KB900777"), verdict: kb.CitedAbsent, absent: []kb.ID{"Q900777"}},
		{name: "cites both", f: citing(citing(found("x"), "kb", "900777"), "kb", "900001"), verdict: kb.Explained, first: "Q900001", absent: []kb.ID{"Q900777"}},
		{name: "bulletin of the user's table", f: citing(found("x"), "ms", "MS99-901"), verdict: kb.Explained, first: "Q900001"},
		{name: "bulletin by the test's name", f: kb.Finding{Plugin: kb.Plugin{ID: "smb-vuln-ms99-902", Name: "smb-vuln-ms99-902"}}, verdict: kb.Explained, first: "Q900001"},
		{name: "bulletin that nobody knows", f: citing(found("x"), "ms", "MS17-010"), verdict: kb.CitedAbsent, absent: []kb.ID{"MS17-010"}},
		{name: "CVE that an article names", f: citing(found("x"), "cve", "CVE-2021-44228"), verdict: kb.Explained, first: "rb-7"},
		{name: "CVE of the user's table, article absent", f: citing(found("x"), "cve", "CVE-1999-2222"), verdict: kb.Unexplained, reason: kb.NoCandidate},
		{name: "CVE that nobody knows", f: citing(found("x"), "cve", "CVE-2030-1"), verdict: kb.Unexplained, reason: kb.NoCandidate},
		{name: "quoted reply", f: found("STOR a.txt\r\n552 Quota of the upload share is used up, ask the storage team.\r\n"), verdict: kb.Explained, first: "rb-9"},
		{name: "quoted reply with another name", f: found("USER alice\r\n331 Password required for alice.\r\nPASS x\r\n530 User alice cannot log in, home directory inaccessible.\r\n"), verdict: kb.Explained, first: "rb-10"},
		{name: "quoted in the scanner's own words only", f: kb.Finding{Plugin: kb.Plugin{Name: "Quota"}, Description: "Servers that say \"Quota of the upload share is used up, ask the storage team.\" are full."},
			verdict: kb.Unexplained, reason: kb.NoCandidate},
		{name: "state of a session", f: found("Some other output.", earlyPort), verdict: kb.Explained, first: "Q900001"},
		{name: "words in common", f: found("The share is full, uploads stop, the server says so to its clients."), verdict: kb.Unexplained, reason: kb.NoCandidate},
		{name: "healthy session", f: found("220 ready\r\nUSER bob\r\n331 go on\r\nPASS x\r\n230 User bob logged in.\r\nQUIT\r\n221 Goodbye.\r\n"), verdict: kb.Unexplained, reason: kb.Healthy},
		{name: "healthy replies of a web server", f: found("GET / HTTP/1.1\r\n\r\nHTTP/1.1 200 OK\r\n\r\nGET /x HTTP/1.1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"), verdict: kb.Unexplained, reason: kb.NoCandidate},
		{name: "not vulnerable", f: kb.Finding{Plugin: kb.Plugin{ID: "x", Name: "smb check"}, Status: "NOT VULNERABLE"}, verdict: kb.Unexplained, reason: kb.Healthy},
		{name: "passed, but cited", f: citing(kb.Finding{Plugin: kb.Plugin{ID: "x"}, Status: "not_affected: code is not reachable"}, "kb", "900001"), verdict: kb.Explained, first: "Q900001"},
		{name: "severe, in a healthy session", f: severe(found("220 ready\r\nUSER bob\r\n331 go on\r\nPASS x\r\n230 User bob logged in.\r\nQUIT\r\n221 Goodbye.\r\n")),
			verdict: kb.Unexplained, reason: kb.NoCandidate},
		{name: "nothing to read", f: kb.Finding{Severity: "info"}, verdict: kb.Unexplained, reason: kb.InputUnusable},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := linkAllOf(t, m, c.f)[0]
			a := l.Answer
			if a.Verdict != c.verdict || a.Reason != c.reason || !slices.Equal(a.CitedAbsent, c.absent) {
				t.Errorf("got %s %s %v, want %s %s %v", a.Verdict, a.Reason, a.CitedAbsent, c.verdict, c.reason, c.absent)
			}
			if got := first(a); got != c.first {
				t.Errorf("first match %q, want %q", got, c.first)
			}
			wantEvidence(t, m, l)
		})
	}
}

func first(a kb.Answer) kb.ID {
	if len(a.Matches) == 0 {
		return ""
	}
	return a.Matches[0].ID
}

// wantEvidence checks that what a match rests on can be read again in the finding
// and in the article.
func wantEvidence(t *testing.T, m *Matcher, l kb.Linked) {
	t.Helper()
	for _, x := range l.Answer.Matches {
		if len(x.Evidence) == 0 {
			t.Errorf("%s: no evidence", x.ID)
		}
		doc, err := m.engine.Get(t.Context(), x.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range x.Evidence {
			if e.Article.Start < 0 || e.Article.Start >= e.Article.End || e.Article.End > len(doc.Article.Source) {
				t.Errorf("%s: span of the article %v of %d", x.ID, e.Article, len(doc.Article.Source))
			}
			if got := fieldText(t, l, e.Observed); got != l.Answer.Observation.Text[e.Observed.Start:e.Observed.End] {
				t.Errorf("%s: the field has %q", x.ID, got)
			}
		}
	}
}

// fieldText returns a span of the observation as it stands in the finding's field.
func fieldText(t *testing.T, l kb.Linked, s kb.Span) string {
	t.Helper()
	fields := map[string]string{
		"plugin.name": l.Finding.Plugin.Name, "plugin.id": l.Finding.Plugin.ID, "description": l.Finding.Description,
		"solution": l.Finding.Solution, "product": l.Finding.Product,
	}
	for i, o := range l.Finding.Outputs {
		fields[fmt.Sprintf("outputs[%d].text", i)] = o.Text
	}
	for i, c := range l.Finding.Citations {
		fields[fmt.Sprintf("references[%d].value", i)] = c.Value
	}
	for _, p := range l.Parts {
		if p.Span.Start <= s.Start && s.End <= p.Span.End {
			at := p.Offset + s.Start - p.Span.Start
			return fields[p.Field][at : at+s.Len()]
		}
	}
	t.Errorf("no field has the span %v", s)
	return ""
}

// each returns findings one after the other, then an error unless it is nil.
func each(findings []kb.Finding, err error) iter.Seq2[kb.Finding, error] {
	return func(yield func(kb.Finding, error) bool) {
		for _, f := range findings {
			if !yield(f, nil) {
				return
			}
		}
		if err != nil {
			yield(kb.Finding{}, err)
		}
	}
}

func linkAllOf(t *testing.T, m *Matcher, findings ...kb.Finding) []kb.Linked {
	t.Helper()
	var out []kb.Linked
	for l, err := range m.Link(t.Context(), each(findings, nil)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	if len(out) != len(findings) {
		t.Fatalf("%d findings came back, want %d", len(out), len(findings))
	}
	return out
}

func TestLinkKeepsOrderAndSaysTheSameOfTheSame(t *testing.T) {
	m := linkMatcher(t)
	var in []kb.Finding
	for i := range 3 * batchFindings {
		f := citing(found(fmt.Sprint("output ", i%7)), "kb", "900001")
		f.Addresses = []string{fmt.Sprint("192.0.2.", i)}
		in = append(in, f)
	}
	once, again := linkAllOf(t, m, in...), linkAllOf(t, m, in...)
	if diff := cmp.Diff(once, again); diff != "" {
		t.Errorf("linked twice: %s", diff)
	}
	for i, l := range once {
		if diff := cmp.Diff(in[i], l.Finding); diff != "" {
			t.Fatalf("finding %d: %s", i, diff)
		}
		if diff := cmp.Diff(once[i%7].Answer, l.Answer); diff != "" {
			t.Fatalf("finding %d: %s", i, diff)
		}
	}
}

func TestLinkGivesWhatCameBeforeAnError(t *testing.T) {
	m, broken := linkMatcher(t), errors.New("report ends early")
	n := 0
	var got error
	for _, err := range m.Link(t.Context(), each([]kb.Finding{found("a"), found("b")}, broken)) {
		if got = err; err == nil {
			n++
		}
	}
	if n != 2 || !errors.Is(got, broken) {
		t.Errorf("%d findings, error %v", n, got)
	}
}

func TestLinkStops(t *testing.T) {
	m := linkMatcher(t)
	endless := func(yield func(kb.Finding, error) bool) {
		for yield(found("again"), nil) {
		}
	}
	for range m.Link(t.Context(), endless) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got error
	for _, err := range m.Link(ctx, endless) {
		got = err
		cancel()
	}
	if !errors.Is(got, context.Canceled) {
		t.Errorf("got %v", got)
	}
}

func TestMemoForgetsTheOldest(t *testing.T) {
	m := newMemo()
	m.of(nil)
	text := strings.Repeat("x", maxMemo/4)
	for i := range byte(6) {
		m.put(linkKey{i}, linking{answer: kb.Answer{Observation: kb.Observation{Text: text}}})
	}
	if m.has(linkKey{0}) || !m.has(linkKey{5}) || m.bytes > maxMemo {
		t.Errorf("first %v, last %v, %d bytes", m.has(linkKey{0}), m.has(linkKey{5}), m.bytes)
	}
	m.of(&Catalog{})
	if m.has(linkKey{5}) {
		t.Error("an answer of another catalog is kept")
	}
}

func TestAttributesCountWhereTheyCite(t *testing.T) {
	with := func(text string) kb.Finding {
		f := found("x")
		f.Outputs = append(f.Outputs, kb.Output{ID: attributes, Text: text})
		return f
	}
	a, b, cites := with("first seen: Monday"), with("first seen: Friday"), with("patch: KB900001")
	if keyOf(&a) != keyOf(&b) || keyOf(&a) == keyOf(&cites) {
		t.Error("findings that differ in their dates are different, or those that cite are not")
	}
	if got := first(linkAllOf(t, linkMatcher(t), cites)[0].Answer); got != "Q900001" {
		t.Errorf("got %q", got)
	}
}

func TestKeysDiffer(t *testing.T) {
	seen := map[linkKey]int{}
	for i, f := range []kb.Finding{
		{}, found("ab", "c"), found("a", "bc"), citing(found(), "ab", "c"), citing(found(), "a", "bc"), {Description: "a"}, {Solution: "a"}, {Product: "a"}, {Version: "a"}, {Status: "a"}, {Severity: "a"},
	} {
		k := keyOf(&f)
		if j, ok := seen[k]; ok {
			t.Errorf("%d and %d have one key", i, j)
		}
		seen[k] = i
	}
}

// FuzzLink checks that no finding, however hostile, makes linking panic, and that
// what an answer rests on stands in the finding.
func FuzzLink(f *testing.F) {
	m := linkMatcher(f)
	f.Add("Test", earlyPort, "KB900001", "kb")
	f.Add("smb-vuln-ms99-902", "552 Quota of the upload share is used up, ask the storage team.", "900777", "mskb")
	f.Add("\x00", "\xff\xfe220 a\r\n\r\n", "CVE-2021-44228", "cve")
	f.Fuzz(func(t *testing.T, name, output, value, kind string) {
		x := citing(found(output, name), kind, value)
		x.Plugin, x.Description, x.Product, x.System = kb.Plugin{ID: name, Name: value}, output, value, name
		l := linkAllOf(t, m, x)[0]
		if (len(l.Answer.Matches) > 0) != (l.Answer.Reason == "" && l.Answer.Verdict != kb.CitedAbsent) {
			t.Errorf("%s %s with %d matches", l.Answer.Verdict, l.Answer.Reason, len(l.Answer.Matches))
		}
		wantEvidence(t, m, l)
	})
}

// TestPanicStaysWithItsFinding matches with a broken matcher: a finding that makes
// it panic is left open, and the next ones are answered.
func TestPanicStaysWithItsFinding(t *testing.T) {
	m := linkMatcher(t)
	var log strings.Builder
	m.log = slog.New(slog.NewTextHandler(&log, nil))
	cat, err := m.Prepare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := found("x")
	broken := *cat
	broken.table = nil
	l, err := m.linkOne(t.Context(), &broken, &f)
	if err != nil || l.answer.Reason != kb.InputUnusable || !strings.Contains(log.String(), "panics") {
		t.Errorf("%+v, %v, log %q", l.answer, err, log.String())
	}
}
