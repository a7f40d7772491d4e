package query_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kbadvisor/index"
	"kbadvisor/index/query"
)

func TestFormat(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"a  b":                          "a b",
		"-x1 ftp +mode":                 "ftp +mode -x1",
		`-"b c" status:By-Design "d e"`: `"d e" status:by_design -"b c"`,
		`product:"windows nt",iis`:      `product:"windows nt",iis`,
		"-year:1999,2000 sort:date":     "-year:1999,2000 sort:date",
		"after:1999 before:2000-05":     "after:1999-01-01 before:2000-05-01",
		"cites:239041 conn*":            "conn* cites:Q239041",
	} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := query.Format(q); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "port command", `"access denied" -proxy +mode conn*`, `-product:"a b",c status:no-fix`,
		"after:1999 before:2000-05 cites:239041 sort:-date", "Q239041", "-2147217900 -d C:\\x http://y/",
		`a b c d e f g h i "j -k +l m* c* “n o”`, "product:\"a\xff\"", `("x y") -“z`, "id: status:", "+OK -ERR",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := query.Parse(text)
		var se *query.SyntaxError
		if errors.As(err, &se) {
			if se.Pos < 0 || se.Pos > len(text) || se.Column < 1 || se.Msg == "" || se.Hint == "" {
				t.Fatalf("%q: bad error %+v", text, se)
			}
			return
		}
		if err != nil {
			t.Fatalf("%q: %v is no syntax error", text, err)
		}
		again := query.Format(q)
		if len(again) > index.MaxText {
			return
		}
		got, err := query.Parse(again)
		if err != nil {
			t.Fatalf("%q is formatted as %q: %v", text, again, err)
		}
		if diff := cmp.Diff(q, got, cmpopts.IgnoreFields(index.Query{}, "Text")); diff != "" {
			t.Fatalf("%q is formatted as %q: %s", text, again, diff)
		}
	})
}
