package web

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	v1 "kbadvisor/api/v1"
)

func TestSegments(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		marks []v1.Span
		want  []segment
	}{
		{"nothing", "", nil, nil},
		{"no marks", "abc", nil, []segment{{"abc", false}}},
		{"in the middle", "abcdef", []v1.Span{{2, 4}}, []segment{{"ab", false}, {"cd", true}, {"ef", false}}},
		{"all", "abc", []v1.Span{{0, 3}}, []segment{{"abc", true}}},
		{"neighbours", "abcd", []v1.Span{{0, 2}, {2, 4}}, []segment{{"ab", true}, {"cd", true}}},
		{"overlap", "abcd", []v1.Span{{0, 3}, {2, 4}}, []segment{{"abc", true}, {"d", false}}},
		{"outside", "abc", []v1.Span{{-1, 2}, {1, 9}, {2, 2}, {3, 1}}, []segment{{"abc", false}}},
		{"inside a character", "é", []v1.Span{{0, 1}}, []segment{{"\uFFFD", true}, {"\uFFFD", false}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, segments(tt.text, tt.marks), cmp.AllowUnexported(segment{})); d != "" {
				t.Errorf("segments (-want +got):\n%s", d)
			}
		})
	}
}

func FuzzSegments(f *testing.F) {
	f.Add("abc", 0, 1, 2, 3)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		n := 0
		for _, s := range segments(text, []v1.Span{{a, b}, {c, d}}) {
			if !utf8.ValidString(s.Text) || s.Text == "" {
				t.Errorf("segment %q", s.Text)
			}
			n += utf8.RuneCountInString(s.Text)
		}
		if utf8.ValidString(text) && n < utf8.RuneCountInString(text) {
			t.Errorf("%d of %d characters", n, utf8.RuneCountInString(text))
		}
	})
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "a\nb\tc": "a b c", "a\x00\x1bb": "a\uFFFD\uFFFDb", "\u202eabc\u2069": "\uFFFDabc\uFFFD", "\xff": "\uFFFD", "déjà": "déjà",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for in, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 45674: "45,674", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := number(in); got != want {
			t.Errorf("number(%d) = %s, want %s", in, got, want)
		}
	}
}

func TestNewReference(t *testing.T) {
	titles := map[string]string{"Q100001": "A title"}
	tests := []struct {
		in   v1.Reference
		want reference
	}{
		{v1.Reference{Kind: "article", ID: "Q100001"}, reference{Label: "Q100001", Title: "A title", Kind: "article", Href: "/articles/Q100001"}},
		{v1.Reference{Kind: "cve", ID: "CVE-2000-0001"}, reference{Label: "CVE-2000-0001", Kind: "cve", Href: "/?q=%22CVE-2000-0001%22"}},
		{v1.Reference{Kind: "file", ID: `a"b.exe`}, reference{Label: `a"b.exe`, Kind: "file", Href: "/?q=%22a+b.exe%22"}},
		{v1.Reference{Kind: "url", ID: "http://example.com/a?b=c"}, reference{Label: "http://example.com/a?b=c", Kind: "url", Href: "http://example.com/a?b=c", External: true}},
		{v1.Reference{Kind: "url", ID: "javascript:alert(1)"}, reference{Label: "javascript:alert(1)", Kind: "url", External: true}},
		{v1.Reference{Kind: "url", ID: "JavaScript://example.com/%0aalert(1)"}, reference{Label: "JavaScript://example.com/%0aalert(1)", Kind: "url", External: true}},
		{v1.Reference{Kind: "url", ID: "data:text/html,x"}, reference{Label: "data:text/html,x", Kind: "url", External: true}},
		{v1.Reference{Kind: "url", ID: "//evil.example"}, reference{Label: "//evil.example", Kind: "url", External: true}},
		{v1.Reference{Kind: "url", ID: "http://[broken"}, reference{Label: "http://[broken", Kind: "url", External: true}},
	}
	for _, tt := range tests {
		t.Run(tt.in.ID, func(t *testing.T) {
			if d := cmp.Diff(tt.want, newReference(tt.in, titles)); d != "" {
				t.Errorf("reference (-want +got):\n%s", d)
			}
		})
	}
}

func TestStatusIsQuotedWhenASentenceSaysIt(t *testing.T) {
	pages := New()
	for _, tt := range []struct {
		status       v1.Status
		quote, fixed bool
	}{
		{v1.Status{Kind: "by_design", Quote: "It is so.", Source: "status_section"}, true, false},
		{v1.Status{Kind: "by_design", Quote: "It is so.", Source: "phrase"}, true, false},
		{v1.Status{Kind: "informational", Quote: "kbinfo", Source: "footer"}, false, false},
		{v1.Status{Kind: "by_design", Quote: "by_design", Source: "front_matter"}, false, false},
		{v1.Status{Kind: "fixed_in", Quote: "kbfix", Source: "footer", FixedIn: []string{"Release 2"}}, false, true},
	} {
		page, err := pages.Article(Article{Record: v1.Article{ID: "a", Title: "A", Status: &tt.status}})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(page), "<blockquote><p>"+tt.status.Quote); got != tt.quote {
			t.Errorf("%+v: quoted %v, want %v", tt.status, got, tt.quote)
		}
		if got := strings.Contains(string(page), "Release 2"); got != tt.fixed {
			t.Errorf("%+v: target shown %v, want %v", tt.status, got, tt.fixed)
		}
	}
}

func TestToggle(t *testing.T) {
	tests := []struct {
		params, field, value string
		on                   bool
		href                 string
	}{
		{"q=a", "category", "iis", false, "/?category=iis&q=a"},
		{"category=IIS&q=a", "category", "iis", true, "/?q=a"},
		{"category=a&category=b", "category", "b", true, "/?category=a"},
		{"category=a", "category", "b", false, "/?category=a&category=b"},
		{"q=a", "year", "1999", false, "/?after=1999-01-01&before=2000-01-01&q=a"},
		{"after=1999-01-01&before=2000-01-01", "year", "1999", true, "/"},
		{"after=1998-01-01&before=1999-01-01", "year", "1999", false, "/?after=1999-01-01&before=2000-01-01"},
		{"", "year", "junk", false, "/?after=junk-01-01&before=9999-01-01"},
	}
	for _, tt := range tests {
		params, err := url.ParseQuery(tt.params)
		if err != nil {
			t.Fatal(err)
		}
		on, href := toggle(params, tt.field, tt.value)
		if on != tt.on || href != tt.href {
			t.Errorf("%s in %q: %v %s, want %v %s", tt.value, tt.params, on, href, tt.on, tt.href)
		}
		if params.Encode() != encodeAgain(t, tt.params) {
			t.Errorf("%q: the parameters were changed to %s", tt.params, params.Encode())
		}
	}
}

func encodeAgain(t *testing.T, s string) string {
	t.Helper()
	v, err := url.ParseQuery(s)
	if err != nil {
		t.Fatal(err)
	}
	return v.Encode()
}

func TestBadge(t *testing.T) {
	for kind, want := range map[string]*badge{
		"": nil, "empty": nil, "unclassified": nil, "fixed_in": {"Fixed", "good"}, "by_design": {"By design", "plain"},
		"known_issue": {"Known issue", "open"}, "under_consideration": {"Under consideration", "open"}, "not_a_bug": {"Not a bug", "plain"},
	} {
		if d := cmp.Diff(want, newBadge(kind)); d != "" {
			t.Errorf("%q (-want +got):\n%s", kind, d)
		}
	}
}

// TestTitleMarks says that a result shows the marks of its title when they fit.
func TestTitleMarks(t *testing.T) {
	h := v1.Hit{ID: "Q100001", Title: "An  FTP fault", Highlights: []v1.Highlight{{Section: "TITLE", Text: "An FTP fault", Marks: []v1.Span{{3, 6}}}}}
	want := []segment{{"An ", false}, {"FTP", true}, {" fault", false}}
	if d := cmp.Diff(want, newHit(h).Title); d != "" {
		t.Errorf("title (-want +got):\n%s", d)
	}
	h.Highlights[0].Text = "An FTP"
	if d := cmp.Diff([]segment{{"An  FTP fault", false}}, newHit(h).Title); d != "" {
		t.Errorf("title with a shorter passage (-want +got):\n%s", d)
	}
}

// TestStyle says that the style sheet fits the policy of the pages.
func TestStyle(t *testing.T) {
	for _, f := range New().Files() {
		if len(f.Body) == 0 || !strings.HasPrefix(f.Path, "/static/") {
			t.Errorf("%s: %d bytes", f.Path, len(f.Body))
		}
		for _, bad := range []string{"@import", "url(", "<script", "http://", "https://"} {
			if s := strings.ReplaceAll(string(f.Body), `xmlns="http://www.w3.org/2000/svg"`, ""); strings.Contains(s, bad) {
				t.Errorf("%s has %q", f.Path, bad)
			}
		}
	}
}
