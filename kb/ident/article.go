package ident

import (
	"strings"

	"kbadvisor/kb"
)

// article notes an article number with its prefix: Q239041, KB239041, KB
// 239041, MSKB:239041, and the split form of old addresses.
func (f *finder) article(i int) bool {
	s, from := f.word(i), int(f.w[i].from)
	switch c := s[0] | 0x20; {
	case c == 'q':
		if f.splitAddress(i) {
			return true
		}
		return f.prefixed(s[1:], from, from+1)
	case strings.EqualFold(s, "kb") || strings.EqualFold(s, "mskb"):
		return f.numberBehind(i)
	case c == 'k' && len(s) > 2 && s[1]|0x20 == 'b':
		return f.prefixed(s[2:], from, from+2)
	}
	return false
}

// prefixed notes the number with which s begins. s stands at an offset and its
// prefix begins at from.
func (f *finder) prefixed(s string, from, at int) bool {
	n := digitsFrom(s, 0)
	if n < 5 || n > 7 || s[0] == '0' {
		return false
	}
	if rest := s[n:]; rest != "" && rest[0] != '_' && !strings.EqualFold(rest, "i") {
		return false
	}
	f.add(kb.IdentArticle, "Q"+s[:n], from, at+n)
	return true
}

// numberBehind notes the number that stands behind the word KB.
func (f *finder) numberBehind(i int) bool {
	gap, n := f.gap(i), f.word(i+1)
	if len(gap) > 3 || strings.Trim(gap, " :-#") != "" || i > 0 && f.w[i-1].kind == isDigits && f.gap(i-1) == " " {
		return false
	}
	if n != "" && n[0]|0x20 == 'q' {
		n = n[1:]
	}
	if len(n) < 5 || len(n) > 7 || !allDigits(n) || n[0] == '0' {
		return false
	}
	f.add(kb.IdentArticle, "Q"+n, int(f.w[i].from), int(f.w[i+1].to))
	return true
}

// splitAddress notes the article of an address like articles/Q239/0/41.asp.
func (f *finder) splitAddress(i int) bool {
	a, b, c := f.word(i), f.word(i+1), f.word(i+2)
	if f.gap(i) != "/" || i+1 >= len(f.w) || f.gap(i+1) != "/" || len(b) != 1 || len(c) != 2 || !allDigits(a[1:]+b+c) {
		return false
	}
	if id, err := kb.ParseID(a + b + c); err == nil {
		f.add(kb.IdentArticle, string(id), int(f.w[i].from), int(f.w[i+2].to))
		return true
	}
	return false
}

// maxAddress is the length of an address that is looked through for its host.
const maxAddress = 160

// addressed notes a bare number that an address or the words before it make
// an article: support.microsoft.com/kb/239041, knowledge base article 239041.
func (f *finder) addressed(i int) bool {
	n := f.word(i)
	if len(n) < 5 || len(n) > 7 || n[0] == '0' {
		return false
	}
	if !f.inAddress(i) && !f.saidArticle(i) {
		return false
	}
	f.add(kb.IdentArticle, "Q"+n, int(f.w[i].from), int(f.w[i].to))
	return true
}

// inAddress reports whether the number i ends the address of an article.
func (f *finder) inAddress(i int) bool {
	at := int(f.w[i].from)
	if c := f.byteAt(at - 1); c != '/' && c != ';' && c != '=' {
		return false
	}
	from := max(0, at-maxAddress)
	run := f.s[from:at]
	if blank := strings.LastIndexAny(run, " \t\r\n\"'<>()"); blank >= 0 {
		run = run[blank+1:]
	}
	run = strings.ToLower(run)
	_, path, ok := strings.Cut(run, "microsoft.com")
	if !ok {
		return false
	}
	return strings.HasSuffix(path, "/kb/") || strings.HasSuffix(path, "kbid=") || strings.HasSuffix(path, "/help/") ||
		strings.Contains(path, "scid=kb;") || strings.Contains(path, "/kb/") && strings.HasSuffix(path, "/")
}

// saidArticle reports whether the words before the number i announce an
// article: "knowledge base article 239041", "KB article ID: 239041".
func (f *finder) saidArticle(i int) bool {
	j := i - 1
	for ; j >= 0 && j > i-4 && joined(f.gap(j), " :#("); j-- {
		switch lower(f.word(j)) {
		case "id", "number", "no":
			continue
		case "article", "articles":
			return f.saidBase(j)
		}
		return false
	}
	return false
}

// saidBase reports whether the word before "article" is one for the knowledge
// base.
func (f *finder) saidBase(j int) bool {
	if j == 0 || !joined(f.gap(j-1), " \r\n") {
		return j == 0
	}
	switch lower(f.word(j - 1)) {
	case "base", "kb", "knowledgebase", "support", "microsoft", "technet", "mskb":
		return true
	}
	return false
}

// joined reports whether a gap is short and made of the given characters only.
func joined(gap, chars string) bool {
	return len(gap) <= 4 && strings.Trim(gap, chars) == ""
}
