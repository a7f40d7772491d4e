package report

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	v1 "kbadvisor/api/v1"
)

func TestDefused(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"plain, with \"quotes\"":      "plain, with \"quotes\"",
		"=1+1":                        "'=1+1",
		"+1":                          "'+1",
		"-1":                          "'-1",
		"@SUM(A1)":                    "'@SUM(A1)",
		"  =1":                        "'  =1",
		"\"=1":                        "'\"=1",
		" ' \" @x":                    "' ' \" @x",
		"\n=1":                        "'\n=1",
		"\ttext":                      "'\ttext",
		"\u00a0=1":                    "'\u00a0=1",
		"\uff1d1+1":                   "'\uff1d1+1",
		"|cmd":                        "'|cmd",
		"%00":                         "'%00",
		"a=b":                         "a=b",
		"a - b":                       "a - b",
		"-rw-r--r-- 1 ftp":            "'-rw-r--r-- 1 ftp",
		"x\n-rw-r--r-- 1 ftp":         "x\n-rw-r--r-- 1 ftp",
		"x;=HYPERLINK(\"a\")":         "x;'=HYPERLINK(\"a\")",
		"x\n=cmd|' /C calc'!A0":       "x\n'=cmd|' /C calc'!A0",
		"x\t \"+SUM(1)":               "x\t' \"+SUM(1)",
		"=a;=SUM(1)":                  "'=a;'=SUM(1)",
		"https://a.example/?a=b;c=(d": "https://a.example/?a=b;c=(d",
	} {
		if got := defused(in); got != want {
			t.Errorf("defused(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCell(t *testing.T) {
	for in, want := range map[string]string{"a\r\nb": "a\nb", "\r=1": `'\x0d=1`, "\x00=1": `\x00=1`, "a\x1b[2J": `a\x1b[2J`, "a\u202eb": `a\u202eb`} {
		if got := cell(in); got != want {
			t.Errorf("cell(%q) = %q, want %q", in, got, want)
		}
	}
	long := cell(strings.Repeat("ä", 40_000))
	if n := len([]rune(long)); n > 32_767 || !strings.HasSuffix(long, "[cut: 32000 of 40000 characters]") {
		t.Errorf("%d characters, ends with %q", n, long[len(long)-40:])
	}
}

// TestRowsAreAligned says that every row has all columns, whatever is in it.
func TestRowsAreAligned(t *testing.T) {
	f := v1.Finding{Host: "a\",\"b\r\nc", Plugin: v1.FindingPlugin{Name: "x\n\"y\","}, Outputs: []v1.FindingOutput{{ID: "o", Text: "=1"}}}
	d := Document{Findings: func(yield func(v1.Finding, error) bool) { _ = yield(f, nil) && yield(v1.Finding{}, nil) }}
	var b bytes.Buffer
	if err := CSV(&b, d, Options{}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll() // which wants rows of equal length
	if err != nil || len(rows) != 3 || len(rows[0]) != len(columns()) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][9] != "a\",\"b\nc" || rows[0][9] != "host" {
		t.Errorf("host: %q of column %s", rows[1][9], rows[0][9])
	}
}

// FuzzCell looks for cells that a spreadsheet would take for a formula.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"=1", " \t\"'=1", "a;@b(", "\r\n-1", "\u00a0+", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := cell(s)
		if first := strings.TrimLeft(got, " \n\""); first != "" && strings.ContainsRune("=+-@\t\r", rune(first[0])) {
			t.Errorf("cell(%q) = %q begins like a formula", s, got)
		}
		if !safe(got) {
			t.Errorf("cell(%q) = %q is not safe to show", s, got)
		}
		var b bytes.Buffer
		out := bufio.NewWriter(&b)
		if err := writeRow(out, []string{got, got}); err != nil || out.Flush() != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != 1 || len(rows[0]) != 2 || rows[0][1] != got {
			t.Errorf("cell %q is read as %q, %v", got, rows, err)
		}
	})
}
