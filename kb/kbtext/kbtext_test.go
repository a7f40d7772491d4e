package kbtext

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/kb"
)

// mustParse reads an article.
func mustParse(t *testing.T, src string) *kb.Article {
	t.Helper()
	a, err := Parse([]byte(src), "", Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkCover(t, a)
	checkText(t, a)
	return a
}

// article returns an article with the given lines below the header and its
// separator, and with footer and legal text.
func article(body string) string {
	i, j := strings.Index(sample, "NOTE:"), strings.Index(sample, "\n"+strings.Repeat("=", 70)+"\nKeywords")
	return sample[:i] + body + sample[j:]
}

func TestParse(t *testing.T) {
	a := mustParse(t, sample)
	want := &kb.Article{
		ID: "Q100001", Format: kb.FormatText, Encoding: kb.ASCII, Date: "2000-02-29", Category: "test",
		Title: "FIX: The Thing Stops When the Other Thing Starts", Product: "Test Product",
		Versions: []kb.Version{{Platform: "winnt", Number: "4.0"}, {Platform: "winnt", Number: "4.0 SP3"}, {Platform: "windows", Number: "95"}},
		AppliesTo: []kb.Applies{
			{Name: "Test Thing, versions 4.0, 4.0 SP3, used with:"}, {Name: "Test Server version 4.0", Depth: 1}, {Name: "Test Desk version 95"},
		},
		Keywords: []string{"kbThing", "kbErr", "kbbuglist"}, QueryWords: []string{"thing", "other"},
		IssueTypes: []string{"kbbug"}, Solutions: []string{"kbfix"},
		Warnings: []kb.Warning{
			{Kind: kb.WarnKeywordMismatch, Line: 6, Detail: "the footer's are taken"},
			{Kind: kb.WarnPromoted, Line: 33, Detail: kb.Cause},
		},
	}
	got := *a
	got.Sections, got.Source, got.Status, got.Fix, got.References = nil, nil, nil, nil, nil
	if diff := cmp.Diff(want, &got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	type section struct{ name, first, last string }
	wantSections := []section{
		{"0 ", "DOCUMENT:Q100001  29-FEB-2000  [test]", strings.Repeat("=", 70)},
		{"1 ", "NOTE: This is an early version.", ""},
		{"2 ", strings.Repeat("-", 79), ""},
		{"3 ", "For a version of this article about Desk 96, see Q100002.", ""},
		{"4 SYMPTOMS SYMPTOMS", "", ""},
		{"4 CAUSE CAUSE", "", ""},
		{"4 STATUS STATUS", "", ""},
		{"4 MORE INFORMATION MORE INFORMATION", "", ""},
		{"5 ", "Additional query words: thing other", ""},
		{"6 ", strings.Repeat("=", 70), ""},
		{"7 ", strings.Repeat("=", 77), "Copyright Somebody 2000."},
	}
	var sections []section
	for _, s := range a.Sections {
		lines := strings.Split(strings.TrimSuffix(s.Text, "\n"), "\n")
		sections = append(sections, section{strings.TrimSuffix(fmt.Sprintf("%d %s %s", s.Kind, s.Name, s.Heading), " "), lines[0], lines[len(lines)-1]})
	}
	if diff := cmp.Diff(wantSections, sections, cmp.AllowUnexported(section{})); diff != "" {
		t.Errorf("sections (-want +got)\n%s", diff)
	}
}

func TestParseStatusAndReferences(t *testing.T) {
	a := mustParse(t, strings.ReplaceAll(sample, "\n", "\r\n"))
	if a.Status == nil || a.Status.Kind != kb.FixedIn {
		t.Fatalf("status %+v, want fixed_in", a.Status)
	}
	if diff := cmp.Diff([]string{"Test Thing 4.0 Service Pack 4", "Test Server 4.1"}, a.Status.FixedIn); diff != "" {
		t.Error(diff)
	}
	wantQuote := "This problem was first corrected in Test Thing 4.0 Service Pack 4 and Test Server 4.1."
	if a.Status.Quote != wantQuote {
		t.Errorf("quote %q, want %q", a.Status.Quote, wantQuote)
	}
	if got := collapse(string(a.Source[a.Status.Span.Start:a.Status.Span.End])); got != wantQuote {
		t.Errorf("the span of the quote holds %q", got)
	}
	var refs []string
	for _, r := range a.References {
		refs = append(refs, fmt.Sprintf("%s %s: %s", r.Kind, r.ID, collapse(string(a.Source[r.Span.Start:r.Span.End]))))
	}
	want := []string{
		"article Q100002: Q100002", "bulletin MS01-023: MS01-023", "article Q100003: Q100003",
		"url http://www.example.com/things/thing4.exe: http://www.example.com/things/ thing4.exe",
		"file thing4.exe: thing4.exe",
	}
	if diff := cmp.Diff(want, refs); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestParseLineEnds(t *testing.T) {
	want := mustParse(t, sample)
	for name, end := range map[string]string{"CRLF": "\r\n", "CR": "\r"} {
		got := mustParse(t, strings.ReplaceAll(sample, "\n", end))
		for i, s := range got.Sections {
			if s.Text != want.Sections[i].Text {
				t.Errorf("%s: section %d differs: %s", name, i, cmp.Diff(want.Sections[i].Text, s.Text))
			}
		}
	}
}

func TestParseEncodings(t *testing.T) {
	tests := []struct {
		name, text, want string
		enc              kb.Encoding
		warnings         []kb.WarningKind
	}{
		{"ASCII", "plain", "plain", kb.ASCII, nil},
		{"UTF-8", "caf\xC3\xA9", "café", kb.UTF8, []kb.WarningKind{kb.WarnNonASCII}},
		{"Windows-1252", "caf\xE9 \x93so\x94", "café \u201Cso\u201D", kb.Windows1252, []kb.WarningKind{kb.WarnNonASCII}},
		{"undefined byte", "f\x81r", "f\uFFFDr", kb.Windows1252, []kb.WarningKind{kb.WarnUndecodable}},
		{"control", "a\x1B[b\x7F", "a\uFFFD[b\uFFFD", kb.ASCII, []kb.WarningKind{kb.WarnControl}},
		{"tab", "a\tb", "a\tb", kb.ASCII, nil},
	}
	for _, tt := range tests {
		src := article("SUMMARY\n=======\n\n" + tt.text + "\n")
		src = strings.Replace(src, "kbErrkbbuglist", "kbErr kbbuglist", 1)
		a := mustParse(t, src)
		if got := strings.TrimSpace(a.Content()[0].Text); got != tt.want || a.Encoding != tt.enc {
			t.Errorf("%s: %q in %s, want %q in %s", tt.name, got, a.Encoding, tt.want, tt.enc)
		}
		var kinds []kb.WarningKind
		for _, w := range a.Warnings {
			kinds = append(kinds, w.Kind)
		}
		if diff := cmp.Diff(tt.warnings, kinds); diff != "" {
			t.Errorf("%s: warnings %s", tt.name, diff)
		}
	}
	if a := mustParse(t, bom+sample); a.Encoding != kb.UTF8 || a.Sections[0].TextAt != len(bom) || a.Sections[0].Span.Start != 0 {
		t.Errorf("byte order mark: %s, header %v with text at %d", a.Encoding, a.Sections[0].Span, a.Sections[0].TextAt)
	}
}

func TestParseErrors(t *testing.T) {
	lines := strings.SplitAfter(sample, "\n")
	tests := []struct {
		name, src string
		want      kb.ParseError
	}{
		{"empty", "", kb.ParseError{Kind: kb.ErrNotArticle, Line: 1, Want: "a line DOCUMENT:Qnnnnnn", Got: "nothing"}},
		{"foreign", "\n\r\n# Read me\n", kb.ParseError{Kind: kb.ErrNotArticle, Line: 3, Want: "a line DOCUMENT:Qnnnnnn", Got: "# Read me"}},
		{"no id", "DOCUMENT:\nTITLE   :T\n", kb.ParseError{Kind: kb.ErrMalformed, Line: 1, Want: "an article id after DOCUMENT:", Got: "DOCUMENT:"}},
		{"bad id", "DOCUMENT:X12  01-JAN-2000  [a]\nTITLE   :T\n", kb.ParseError{Kind: kb.ErrMalformed, Line: 1, Want: "an article id such as Q239041 after DOCUMENT:", Got: "DOCUMENT:X12  01-JAN-2000  [a]"}},
		{"no title", "DOCUMENT:Q100001  01-JAN-2000  [a]\nPRODUCT :P\n\ntext\n", kb.ParseError{Kind: kb.ErrMalformed, Line: 2, Want: "a TITLE line", Got: "PRODUCT :P"}},
		{"ends after the id", lines[0], kb.ParseError{Kind: kb.ErrMalformed, Line: 1, Want: "a TITLE line", Got: "end of the text"}},
		{"ends in the header", strings.Join(lines[:3], ""), kb.ParseError{Kind: kb.ErrMalformed, Line: 3, Want: "a PROD/VER line", Got: "end of the text"}},
		{"ends after the header", strings.Join(lines[:7], ""), kb.ParseError{Kind: kb.ErrMalformed, Line: 7, Want: "the article's text", Got: "end of the text"}},
	}
	for _, tt := range tests {
		_, err := Parse([]byte(tt.src), "", Options{})
		var got *kb.ParseError
		if !errors.As(err, &got) {
			t.Errorf("%s: error %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.want, *got, cmp.Comparer(func(a, b error) bool { return a == b })); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
	if _, err := Parse([]byte(sample), "", Options{MaxArticle: 100}); !errors.Is(err, kb.ErrTooLarge) {
		t.Errorf("over the limit: %v", err)
	}
}

// Every place at which an article may be cut off gives an article or an error
// that names a line.
func TestParseTruncated(t *testing.T) {
	for n := range len(sample) {
		a, err := Parse([]byte(sample[:n]), "", Options{})
		var pe *kb.ParseError
		if err != nil && (!errors.As(err, &pe) || pe.Line < 1 || pe.Want == "" || pe.Got == "") {
			t.Fatalf("cut at %d: %v", n, err)
		}
		if err == nil {
			checkCover(t, a)
			if n < strings.Index(sample, "\nKeywords ") && !warned(a, kb.WarnTruncated) {
				t.Fatalf("cut at %d: no warning in %v", n, a.Warnings)
			}
		}
	}
}

// warned reports whether an article has a warning of a kind.
func warned(a *kb.Article, kind kb.WarningKind) bool {
	for _, w := range a.Warnings {
		if w.Kind == kind {
			return true
		}
	}
	return false
}

func TestParseName(t *testing.T) {
	for name, want := range map[string]bool{
		"": false, "Q100001.TXT": false, "x/q100001.txt": false, "100/Q100002.TXT": true, `a\Q100002.txt`: true,
		"Q100/0/01.TXT": false, "readme.txt": false, "QUICK.TXT": false,
	} {
		a, err := Parse([]byte(sample), name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := warned(a, kb.WarnPathMismatch); got != want {
			t.Errorf("name %q: warned %v, want %v", name, got, want)
		}
	}
}

func TestReadDate(t *testing.T) {
	for in, want := range map[string]kb.Date{
		"04-FEB-2000": "2000-02-04", "29-Feb-2000": "2000-02-29", "31-DEC-1999": "1999-12-31",
		"29-FEB-1999": "", "31-APR-2000": "", "00-JAN-2000": "", "01-ANF-2000": "", "1-JAN-2000": "", "01/JAN/2000": "", "": "",
	} {
		if got, ok := readDate(in); got != want || ok != (want != "") {
			t.Errorf("readDate(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func ExampleParse() {
	a, err := Parse([]byte(sample), "Q100001.TXT", Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.ID, a.Date, a.Title)
	fmt.Println(a.Status.Kind, a.Status.FixedIn)
	// Output:
	// Q100001 2000-02-29 FIX: The Thing Stops When the Other Thing Starts
	// fixed_in [Test Thing 4.0 Service Pack 4 Test Server 4.1]
}

func ExampleSplit() {
	for part, err := range Split(strings.NewReader(sample+"\n"+sample), Options{}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(len(part) > 0, Sniff(part))
	}
	// Output:
	// true true
	// true true
}

func TestPlain(t *testing.T) {
	for c := range 256 {
		want := c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c < 0x7F
		for at := range 17 {
			src := []byte("seventeen letters")
			src[at] = byte(c)
			p := &page{src: src}
			if got := p.decodePlain(); got != want {
				t.Fatalf("byte 0x%02X at %d: plain is %v", c, at, got)
			}
		}
	}
}

// TestDecodePlain reads texts both ways; the lines must be the same.
func TestDecodePlain(t *testing.T) {
	for _, text := range []string{
		"", "\n", "\r", "\r\n", "\n\r", "\r\r\n", "a", "a\n", "a\r\nb", "a\rb\nc\r\nd\n\n\re", "\ta\tb\t\n\t",
		"eight by\nte lines\r\n", "a line that is longer than eight bytes\r\n\tand\tone with tabs\r",
	} {
		plain, other := &page{src: []byte(text), enc: kb.ASCII}, &page{src: []byte(text), enc: kb.ASCII}
		if !plain.decodePlain() {
			t.Errorf("%q is not plain", text)
		}
		other.decodeOther()
		if diff := cmp.Diff(other, plain, cmp.AllowUnexported(page{}, mark{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-other +plain):\n%s", text, diff)
		}
	}
}
