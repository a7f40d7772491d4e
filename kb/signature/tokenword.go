package signature

import (
	"strings"

	"kbadvisor/kb"
)

// The constants of the FNV-1a hash over 64 bits.
const (
	hashSeed  uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

// hashNot is the hash of the word not, which stands for every negation that is
// a part of a word.
var hashNot = hashFolded("not")

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

// hashFolded returns the hash of s in lower case with straight apostrophes.
func hashFolded(s string) uint64 {
	h := hashSeed
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c >= 0x80:
			return hashRunes(h, s[i:])
		}
		h = (h ^ uint64(c)) * hashPrime
	}
	return h
}

// hashRunes goes on with the hash h over s, which has characters beyond ASCII.
func hashRunes(h uint64, s string) uint64 {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return h
}

// hashNumber returns the hash of figures without the commas that group them
// and without leading zeros.
func hashNumber(s string) uint64 {
	h := hashSeed
	s = trimZeros(s)
	for i := 0; i < len(s); i++ {
		if s[i] != ',' {
			h = (h ^ uint64(s[i])) * hashPrime
		}
	}
	return h
}

// trimZeros returns figures without leading zeros.
func trimZeros(s string) string {
	for len(s) > 1 && s[0] == '0' && tokenClass[s[1]] == classDigit {
		s = s[1:]
	}
	return s
}

// normalHex returns a hex number in lower case as 0x and digits without
// leading zeros; addresses with a segment stay as they are.
func normalHex(s string) string {
	if strings.IndexByte(s, ':') >= 0 {
		return s
	}
	s = strings.TrimPrefix(s, "0x")
	s = strings.TrimSuffix(s, "h")
	s = strings.TrimLeft(s, "0")
	if s == "" {
		s = "0"
	}
	return "0x" + s
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

// roleSlot is a word with a role.
type roleSlot struct {
	hash uint64
	role tokenRole
}

// roleSlots is the size of the table of words with a role, many times their
// number.
const roleSlots = 1024

// roleOf returns the role of a word by its hash.
func roleOf(hash uint64) tokenRole {
	for i := hash % roleSlots; wordRoles[i].role != 0; i = (i + 1) % roleSlots {
		if wordRoles[i].hash == hash {
			return wordRoles[i].role
		}
	}
	return 0
}

// wordRoles is a hash table with open addressing of the words with a role.
var wordRoles = func() (roles [roleSlots]roleSlot) {
	add := func(role tokenRole, words string) {
		for _, w := range strings.Fields(words) {
			h := hashFolded(w)
			i := h % roleSlots
			for roles[i].role != 0 {
				i = (i + 1) % roleSlots
			}
			roles[i] = roleSlot{h, role}
		}
	}
	add(roleNegator, "not no never none neither nor without unable")
	add(rolePolarity, `denied refused rejected failed fails failure invalid unsuccessful unsuccessfully
		successful successfully succeeded enabled disabled incorrect correct missing before after
		allowed disallowed unknown unexpected`)
	add(roleStop, `a an the of to in on at by for from with as is are was were be been being has have had
		do does did and or if it its this that these those you your i we they there will would may might can
		could should`)
	return roles
}()
