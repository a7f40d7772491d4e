package analyze_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kbadvisor/index/analyze"
)

func terms(text string) []string {
	var out []string
	for t := range analyze.Terms(text) {
		out = append(out, t.Term)
	}
	return out
}

func TestTerms(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"reply", "200 PORT command successful.", "200 port command success"},
		{"stems", "connections connected connecting", "connect connect connect"},
		{"stop words", "This is not in the file", "file"},
		{"version", "IIS 5.0, Windows 3.51a", "ii 5.0 window 3.51a"},
		{"sentence end", "code 530.", "code 530"},
		{"apostrophes", "server's can't 'quoted' don’t", "server cant quot dont"},
		{"hex and symbols", "0x80040E14 IRQL_NOT_LESS", "0x80040e14 irql less"},
		{"path", `C:\WINNT\system32\ftpsvc2.dll`, "c winnt system32 ftpsvc2 dll"},
		{"other scripts", "Größe ДАННЫЕ", "größe данные"},
		{"broken", "a\xffb\x00c", "b c"},
		{"empty", " .,'-", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, strings.Join(terms(tt.text), " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLongWordIsCut(t *testing.T) {
	got := terms(strings.Repeat("é", 100))
	if len(got) != 1 || len(got[0]) > 64 || !utf8.ValidString(got[0]) {
		t.Errorf("got %q", got)
	}
}

func FuzzAnalyzerAgrees(f *testing.F) {
	for _, s := range []string{"530 User cannot log in.", "don't 5.0", "a\xff’s", "İ ſ", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want, got []analyze.Token
		last := 0
		for tok := range analyze.Terms(text) {
			if tok.Start < last || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("bad bounds %+v in %q", tok, text)
			}
			last = tok.End
			want = append(want, tok)
		}
		var a analyze.Analyzer
		a.Each(text, false, func(id uint32, start, end int) {
			got = append(got, analyze.Token{Term: a.Term(id), Start: start, End: end})
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func BenchmarkAnalyzer(b *testing.B) {
	text := strings.Repeat("When you use the FTP service, the server may answer 200 PORT command successful. ", 100)
	b.Run("terms", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for range analyze.Terms(text) {
			}
		}
	})
	b.Run("analyzer", func(b *testing.B) {
		var a analyze.Analyzer
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			a.Each(text, false, func(uint32, int, int) {})
		}
	})
}
