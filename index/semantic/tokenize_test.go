package semantic

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestTokens compares with what the reference tokenizer gives.
func TestTokens(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		name, text string
		want       []uint16
	}{
		{"empty", "", nil},
		{"blank", " \t\r\n ", nil},
		{"reply", "550 5.7.1 Unable to relay", []uint16{13274, 1019, 1012, 1021, 1012, 1015, 4039, 2000, 8846}},
		{"status line", "HTTP/1.1 401.1 Unauthorized", []uint16{8299, 1013, 1015, 1012, 1015, 22649, 1012, 1015, 24641}},
		{"pieces", "unaffable", []uint16{14477, 20961, 3468}},
		{"path", `don't re-enter C:\WINNT\system32\inetsrv`, []uint16{2123, 1005, 1056, 2128, 1011, 4607, 1039, 1024, 1032, 2663, 3372, 1032, 2291, 16703, 1032, 1999, 8454, 2099, 2615}},
		{"symbols", "a_b__c ^~`|<>=+$", []uint16{1037, 1035, 1038, 1035, 1035, 1039, 1034, 1066, 1036, 1064, 1026, 1028, 1027, 1009, 1002}},
		{"quotes", "“quoted” ’ … — dash", []uint16{1523, 9339, 1524, 1521, 1529, 1517, 11454}},
		{"number signs", "##ing # #", []uint16{1001, 1001, 13749, 1001, 1001}},
		{"accents", "Crème brûlée, ÅNGSTRÖM: Übergrößenträger", []uint16{13675, 21382, 7987, 9307, 2063, 1010, 17076, 15687, 1024, 19169, 16523, 2080, 17499, 3372, 24449, 2099}},
		{"accents apart", "e\u0301cole n\u0303", []uint16{12431, 1050}},
		{"special forms", "İstanbul ǅ ẞ ﬁne", []uint16{9960, 100, 1096, 1984, 2638}},
		{"signs for letters", "3\u20d0\u20dda K\u212a \u212bngstrom", []uint16{100, 1047, 2243, 17076, 15687}},
		{"control characters", "tab\there\r\nand\x0bvertical\x00nul\x7fdel", []uint16{21628, 2182, 1998, 16874, 7476, 11231, 17920, 2140}},
		{"no width", "zero\u200bwidth soft\u00adhyphen no\u00a0break line\u2028sep", []uint16{5717, 9148, 11927, 2232, 3730, 10536, 8458, 2368, 2053, 3338, 2240, 19802}},
		{"replacement", "\ufffdbad\ufffd", []uint16{2919}},
		{"Chinese", "中文字 test漢字", []uint16{1746, 1861, 100, 3231, 1904, 100}},
		{"Cyrillic", "Привет", []uint16{1194, 16856, 10325, 25529, 15290, 22919}},
		{"Latin-1", "price ≠ 5€ ±3 §2 ¶ a·b ° ¤", []uint16{3976, 1027, 1019, 30102, 1081, 2509, 1073, 1016, 1086, 1037, 1087, 1038, 1080, 1070}},
		{"unknown characters", "☃snowman qzxj☃", []uint16{100, 100}},
		{"longest word", strings.Repeat("é", 100), append([]uint16{25212}, slices.Repeat([]uint16{4402}, 49)...)},
		{"too long a word", strings.Repeat("é", 101), []uint16{100}},
		{"not UTF-8", "re\xfflay", []uint16{8846}},
	} {
		if d := cmp.Diff(c.want, m.pieces.tokens(nil, c.text, queryTokens)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, d)
		}
	}
}

func TestTokensStopAtTheLimit(t *testing.T) {
	m := model(t)
	text := strings.Repeat("unaffable ", 200)
	all := m.pieces.tokens(nil, text, 1000)
	if len(all) != 600 {
		t.Fatalf("got %d tokens, want 600", len(all))
	}
	for _, limit := range []int{0, 1, 2, 3, 4, 400} {
		if got := m.pieces.tokens(nil, text, limit); !slices.Equal(got, all[:limit]) {
			t.Errorf("limit %d: got %v", limit, got)
		}
	}
}

// FuzzTokens compares the tokens with those of the plainest way to make them.
func FuzzTokens(f *testing.F) {
	m := model(f)
	pieces := map[string]uint16{}
	for i, p := range strings.Split(strings.TrimSuffix(m.pieces.text, "\n"), "\n") {
		pieces[p] = uint16(i)
	}
	for _, s := range []string{"", "550 5.7.1 Unable to relay", "Übergrößenträger ﬁ", "中文字", "a\xff\x00\u0301b", "##", strings.Repeat("x", 101)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := slow(pieces, text)
		got := m.pieces.tokens(nil, text, len(text)+1)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%q: (-want +got)\n%s", text, d)
		}
		limit := min(len(want), queryTokens)
		if got := m.pieces.tokens(nil, text, queryTokens); !slices.Equal(got, want[:limit]) {
			t.Errorf("%q: the first tokens are not those of the whole", text)
		}
		v := m.Query(text)
		if n := v.Dot(&v); n != 0 && (n < 0.999 || n > 1.001) {
			t.Errorf("%q: length is %v", text, n)
		}
	})
}

// slow takes a text apart with maps and strings.
func slow(pieces map[string]uint16, text string) (out []uint16) {
	var spaced strings.Builder
	for len(text) > 0 {
		c, r, size := next(text)
		text = text[size:]
		switch c {
		case part:
			spaced.WriteRune(r)
		case single:
			spaced.WriteString("\t" + string(r) + "\t")
		case blank:
			spaced.WriteByte('\t')
		}
	}
	for w := range strings.SplitSeq(spaced.String(), "\t") {
		if w != "" {
			out = append(out, slowWord(pieces, w)...)
		}
	}
	return out
}

func slowWord(pieces map[string]uint16, w string) (out []uint16) {
	if utf8.RuneCountInString(w) > maxWord {
		return []uint16{pieces[unknown]}
	}
	for lead := ""; w != ""; lead = inner {
		r := []rune(w)
		n := len(r)
		for ; n > 0; n-- {
			if p, ok := pieces[lead+string(r[:n])]; ok {
				out = append(out, p)
				break
			}
		}
		if n == 0 {
			return []uint16{pieces[unknown]}
		}
		w = string(r[n:])
	}
	return out
}
