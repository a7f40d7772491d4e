package signature

import (
	"strings"

	"kbadvisor/kb"
)

// newToken returns the token text[i:j].
func newToken(text string, i, j int, kind TokenKind) Token {
	s := text[i:j]
	var h uint64
	switch kind {
	case TokNumber:
		h = hashNumber(s)
	case TokHex:
		h = hashFolded(normalHex(strings.ToLower(s)))
	default:
		h = hashFolded(s)
	}
	return Token{hash: h, Span: kb.Span{Start: i, End: j}, Kind: kind}
}

// appendWord appends the word text[i:j]; a negation in it becomes a token of
// its own.
func appendWord(dst []Token, text string, i, j int) []Token {
	t := newToken(text, i, j, bareKindOf(text[i:j]))
	if t.Kind != TokWord {
		if j-i == 3 && t.Kind == TokNumber && text[i] >= '1' && text[i] <= '5' {
			t.role = roleReply
		}
		return append(dst, t)
	}
	if k := negationAt(text[i:j]); k > 0 {
		dst = append(dst, newToken(text, i, i+k, TokWord))
		if stem, ok := irregular[strings.ToLower(text[i:i+k])]; ok {
			dst[len(dst)-1].hash = hashFolded(stem)
		}
		dst[len(dst)-1].role = roleOf(dst[len(dst)-1].hash)
		return append(dst, Token{hash: hashNot, Span: kb.Span{Start: i + k, End: j}, role: roleNegator})
	}
	if k := joinedAt(text[i:j]); k > 0 {
		return appendWord(appendWord(dst, text, i, i+k), text, i+k, j)
	}
	t.role = roleOf(t.hash)
	if tokenClass[text[j-1]] == classDigit && isToolCode(text[i:j]) {
		t.role = roleTool
	}
	return append(dst, t)
}

// bareKindOf is bareKind with a short way for words of letters.
func bareKindOf(s string) TokenKind {
	if c := s[len(s)-1] | 0x20; tokenClass[s[0]] == classLetter && c > 'f' && c <= 'z' {
		return TokWord
	}
	return bareKind(s)
}

// joinedAt returns where to part a word that is as often written as two (login,
// log in), 0 when it is not one.
func joinedAt(w string) int {
	if len(w) < 5 || len(w) > 8 {
		return 0
	}
	switch c := w[0] | 0x20; c {
	case 'l', 's', 't', 'u', 'f':
		for _, p := range joinedWords {
			if len(p.word) == len(w) && strings.EqualFold(p.word, w) {
				return p.at
			}
		}
	}
	return 0
}

// joinedWords are words that are as often written as two.
var joinedWords = [...]struct {
	word string
	at   int
}{
	{"login", 3}, {"logon", 3}, {"logoff", 3}, {"logout", 3},
	{"shutdown", 4}, {"timeout", 4}, {"username", 4}, {"filename", 4},
}

// irregular are the words whose form changes before a negation.
var irregular = map[string]string{"ca": "can", "wo": "will", "sha": "shall"}

// negationAt returns where the negation begins that ends the word, 0 when
// there is none.
func negationAt(w string) int {
	n := len(w)
	if n < 5 || w[n-1]|0x20 != 't' {
		return 0
	}
	if n == 6 && strings.EqualFold(w, "cannot") {
		return 3
	}
	if w[n-2] == '\'' && w[n-3]|0x20 == 'n' {
		return n - 3
	}
	if strings.HasSuffix(w[:n-1], "’") && n > 5 && w[n-5]|0x20 == 'n' {
		return n - 5
	}
	return 0
}
