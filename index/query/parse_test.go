package query_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/index"
	"kbadvisor/index/query"
	"kbadvisor/kb"
)

// words makes plain words; a star at the end makes a prefix.
func words(list ...string) []index.Word {
	var out []index.Word
	for _, s := range list {
		w, prefix := strings.CutSuffix(s, "*")
		out = append(out, index.Word{Text: w, Prefix: prefix})
	}
	return out
}

func filter(f index.Field, values ...string) []index.Filter {
	return []index.Filter{{Field: f, Values: values}}
}

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text string
		want index.Query
	}{
		{"", index.Query{}},
		{" \t\n", index.Query{}},
		{"port command", index.Query{Words: words("port", "command")}},
		{"Port port PORT", index.Query{Words: words("Port")}},
		{"conn*", index.Query{Words: words("conn*")}},
		{"conn conn*", index.Query{Words: words("conn", "conn*")}},
		{"+passive mode", index.Query{Words: words("mode"), Required: words("passive")}},
		{"+pass* mode", index.Query{Words: words("mode"), Required: words("pass*")}},
		{"ftp -proxy", index.Query{Words: words("ftp"), Excluded: []index.Exclusion{{Text: "proxy"}}}},
		{"ftp -proxy mode", index.Query{Words: words("ftp", "mode"), Excluded: []index.Exclusion{{Text: "proxy"}}}},
		{"-prox*", index.Query{Excluded: []index.Exclusion{{Text: "prox", Prefix: true}}}},
		{`-"name server" dns`, index.Query{Words: words("dns"), Excluded: []index.Exclusion{{Text: "name server", Phrase: true}}}},
		{`-"1605"`, index.Query{Excluded: []index.Exclusion{{Text: "1605", Phrase: true}}}},
		{`"access is  denied" share`, index.Query{Words: words("share"), Phrases: []string{"access is denied"}}},
		{"“access denied”", index.Query{Phrases: []string{"access denied"}}},
		{`+"access denied"`, index.Query{Phrases: []string{"access denied"}}},
		{`say ("access denied")`, index.Query{Words: words("say"), Phrases: []string{"access denied"}}},
		{`a"b`, index.Query{Words: words(`a"b`)}},
		{`Word.SaveAs "My Page.html", _`, index.Query{Words: words("Word.SaveAs"), Phrases: []string{"My Page.html"}}},
		{"product:iis", index.Query{Filters: filter(index.FieldProduct, "iis")}},
		{`product:"windows nt, server",iis`, index.Query{Filters: filter(index.FieldProduct, "windows nt, server", "iis")}},
		{"category:iis,ntserver,", index.Query{Filters: filter(index.FieldCategory, "iis", "ntserver")}},
		{"-keyword:kbbug ftp", index.Query{Words: words("ftp"), Filters: []index.Filter{{Field: index.FieldKeyword, Values: []string{"kbbug"}, Not: true}}}},
		{"status:By-Design", index.Query{Filters: filter(index.FieldStatus, "by_design")}},
		{`status:"no fix"`, index.Query{Filters: filter(index.FieldStatus, "no_fix")}},
		{"id:239041,ftp-port-before-login", index.Query{Filters: filter(index.FieldID, "Q239041", "ftp-port-before-login")}},
		{"version:4.0 year:1999", index.Query{Filters: append(filter(index.FieldVersion, "4.0"), filter(index.FieldYear, "1999")...)}},
		{"after:1999 before:2000-02-29", index.Query{After: "1999-01-01", Before: "2000-02-29"}},
		{"after:1999-06", index.Query{After: "1999-06-01"}},
		{"cites:kb239041", index.Query{Cites: "Q239041"}},
		{"ftp sort:date", index.Query{Words: words("ftp"), Sort: index.ByNewest}},
		{"sort:-date", index.Query{Sort: index.ByOldest}},
		{"sort:relevance", index.Query{Sort: index.ByRelevance}},
	} {
		t.Run(tt.text, func(t *testing.T) { check(t, tt.text, tt.want) })
	}
}

func check(t *testing.T, text string, want index.Query) {
	t.Helper()
	got, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	want.Text = text
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestPastedTextIsText(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []index.Word
	}{
		{"Error: access denied", words("Error:", "access", "denied")},
		{`C:\WINNT\system32`, words(`C:\WINNT\system32`)},
		{"http://example.com/ -> 404", words("http://example.com/", "404")},
		{"530: User bob", words("530:", "User", "bob")},
		{"Status: connecting", words("Status:", "connecting")},
		{"Status:530", words("Status:530")},
		{"exit status: 1", words("exit", "status", "1")},
		{"error -2147217900 (80040e14)", words("error", "-2147217900", "(80040e14)")},
		{"-1605", words("-1605")},
		{"net use -d", words("net", "use", "-d")},
		{"ftp -s:night.txt host", words("ftp", "-s:night.txt", "host")},
		{"cmd --all", words("cmd", "--all")},
		{"Setup -- Error 1", words("Setup", "Error", "1")},
		{"-ERR logon failure", words("ERR", "logon", "failure")},
		{"+OK POP3 ready", words("OK", "POP3", "ready")},
		{"dial +46 8", words("dial", "+46", "8")},
		{"C++ and e-mail", words("C++", "and", "e-mail")},
		{"*** STOP 0x0000000A", words("STOP", "0x0000000A")},
		{"mget *.dat", words("mget", "*.dat")},
		{"select * from t", words("select", "from", "t")},
		{"PASS ********", words("PASS")},
		{"5*3 ab**", []index.Word{{Text: "5*3"}, {Text: "ab**"}}},
		{`3.5" disk`, words(`3.5"`, "disk")},
		{"don't use 'single' quotes", words("don't", "use", "'single'", "quotes")},
		{`lost " quote`, words("lost", "quote")},
		{`ends with "`, words("ends", "with")},
		{"a\xffb\x00c", words("a\uFFFDb", "c")},
		{"(product:iis)", words("(product:iis)")},
	} {
		t.Run(tt.text, func(t *testing.T) { check(t, tt.text, index.Query{Words: tt.want}) })
	}
}

func TestMessagesOfManyWords(t *testing.T) {
	for _, tt := range []struct {
		text string
		want index.Query
	}{
		{
			"Event 213 -Copying of the list failed because service LLS stopped",
			index.Query{Words: words("Event", "213", "Copying", "of", "the", "list", "failed", "because", "service", "LLS", "stopped")},
		},
		{
			"one two three four five six seven eight nine -ten +eleven",
			index.Query{
				Words:    words("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
				Required: words("eleven"), Excluded: []index.Exclusion{{Text: "ten"}},
			},
		},
		{
			`one two three four five six seven eight nine "Delete Aged`,
			index.Query{Words: words("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "Delete", "Aged")},
		},
		{
			`one two three four five six seven eight "Delete Aged" c* product:iis`,
			index.Query{
				Words:   words("one", "two", "three", "four", "five", "six", "seven", "eight", "c"),
				Phrases: []string{"Delete Aged"}, Filters: filter(index.FieldProduct, "iis"),
			},
		},
	} {
		t.Run(tt.text, func(t *testing.T) { check(t, tt.text, tt.want) })
	}
}

func TestIdentifiers(t *testing.T) {
	for text, want := range map[string]kb.ID{
		"Q239041":                              "Q239041",
		"kb239041":                             "Q239041",
		"KB 239041":                            "Q239041",
		" 239041 ":                             "Q239041",
		"(Q239041).":                           "Q239041",
		"http://support.example.com/kb/239041": "Q239041",
		"https://example.com/?id=kb;en-us;239041": "Q239041",
		"ftp-port-before-login":                   "ftp-port-before-login",
		"ftp":                                     "",
		"Q239041 ftp":                             "",
		"Q239041 category:iis":                    "",
		"2390*":                                   "",
		"-2147217900":                             "",
		`"Q239041"`:                               "",
	} {
		got, err := query.Parse(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if got.ID != want || want != "" && len(got.Words) == 0 {
			t.Errorf("%q: got id %q and words %v, want %q", text, got.ID, got.Words, want)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		text string
		pos  int
		hint string // a part of it
	}{
		{`"access denied`, 0, "close the quote"},
		{`ftp -"access denied`, 5, "close the quote"},
		{`größe "ab`, 8, "close the quote"},
		{`product:"iis`, 8, "close the quote"},
		{`product:"iis"x`, 13, "comma"},
		{"after:foo", 6, "YYYY-MM-DD"},
		{"x after:1999-02-30", 8, "YYYY-MM-DD"},
		{"before:99", 7, "YYYY"},
		{"-after:1999", 0, "minus"},
		{"after:1998,1999", 11, "leave one"},
		{"after:1998 after:1999", 11, "leave one"},
		{"status:nonsense", 7, "by_design"},
		{"year:abc", 5, "1999"},
		{"id:", 0, "Q239041"},
		{"id:1,2", 3, "Q239041"},
		{"product:,", 0, "product:name"},
		{"cites:???", 0, "Q239041"},
		{"sort:size", 5, "relevance, date, -date"},
		{"c*", 0, "two letters"},
		{"???", 0, "letter"},
		{`"..."`, 0, "letter"},
		{strings.Repeat("é", 600), 1024, "words"},
		{"+ab" + strings.Repeat(" +ab", 64), 256, "leave some"},
		{"id:1000" + strings.Repeat(",1000", 64), 0, "leave some"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			_, err := query.Parse(tt.text)
			var se *query.SyntaxError
			if !errors.As(err, &se) || !errors.Is(err, query.ErrSyntax) {
				t.Fatalf("got %v, want a syntax error", err)
			}
			if se.Pos != tt.pos || !strings.Contains(se.Hint, tt.hint) {
				t.Errorf("got %d, %q, want %d, %q", se.Pos, se.Hint, tt.pos, tt.hint)
			}
			if want := utf8.RuneCountInString(tt.text[:tt.pos]) + 1; se.Column != want {
				t.Errorf("got column %d, want %d", se.Column, want)
			}
		})
	}
}

func TestManyWordsAreCutNotRefused(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		b.WriteString("w" + strconv.Itoa(i) + " ")
	}
	q, err := query.Parse(b.String())
	if err != nil || len(q.Words) != index.MaxWords || q.Words[63].Text != "w63" {
		t.Errorf("got %d words, %v", len(q.Words), err)
	}
}

// TestEveryStatusIsAllowed reads the vocabulary out of package kb, so that a
// new status cannot be forgotten here.
func TestEveryStatusIsAllowed(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "../../kb/status.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(f, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "StatusKind" {
			value, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			n++
			if _, err := query.Parse("status:" + value); err != nil {
				t.Error(err)
			}
		}
		return true
	})
	if n < 10 {
		t.Errorf("found %d states in kb/status.go", n)
	}
}

// TestSyntaxIsTrue parses every example of the help text.
func TestSyntaxIsTrue(t *testing.T) {
	n := 0
	for line := range strings.Lines(query.Syntax) {
		if len(line) > 81 {
			t.Errorf("over 80 columns: %s", line)
		}
		if !strings.HasPrefix(line, "  ") {
			continue
		}
		example, _, _ := strings.Cut(strings.TrimSpace(line), "   ")
		q, err := query.Parse(example)
		if err != nil || len(q.Words) > 0 && !q.Words[0].Prefix {
			t.Errorf("%q is read as %+v, %v", example, q, err)
		}
		n++
	}
	if n < 15 {
		t.Errorf("found %d examples", n)
	}
}
