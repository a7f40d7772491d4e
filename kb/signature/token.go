package signature

import (
	"strings"

	"kbadvisor/kb"
)

// TokenKind tells what a token is, or what a variable of a template stands for.
type TokenKind uint8

// The kinds of tokens. TokQuoted and TokAny are kinds of variables only.
const (
	TokWord   TokenKind = iota // letters, digits, underscores: cannot, A2009, MAX_PATH
	TokNumber                  // 5, 1,024, 4.0.1381, -1018
	TokHex                     // 0x0000000A, c0000005, 0137:bff9a1f8, 0Eh
	TokIP                      // IPv4 or IPv6, with or without port
	TokGUID                    // 8-4-4-4-12 hex digits
	TokPath                    // C:\temp, \\server\share, /var/log, dir\file.txt
	TokURL                     // scheme://...
	TokHost                    // www.example.com
	TokUser                    // DOMAIN\user, user@host
	TokFile                    // KERNEL32.DLL
	TokDate                    // 9/22/2000, 2000-09-22, 22.9.2000
	TokTime                    // 14:02, 14:02:31.5
	TokQuoted                  // a short text in quotation marks
	TokAny                     // whatever stands in the place of a placeholder
)

// tokenKindNames are the names of the kinds in their order.
var tokenKindNames = [...]string{"word", "number", "hex", "ip", "guid", "path",
	"url", "host", "user", "file", "date", "time", "quoted", "any"}

// String returns the name of the kind in lower case.
func (k TokenKind) String() string {
	if int(k) < len(tokenKindNames) {
		return tokenKindNames[k]
	}
	return "unknown"
}

// Token is one word, number, address or name of a text. Two tokens are equal
// when their normal forms are: case, wraps, punctuation around them, grouping of
// digits and leading zeros of numbers do not count.
type Token struct {
	hash uint64
	Span kb.Span // bytes of the text
	Kind TokenKind
	role tokenRole
}

// tokenRole tells what a word does to the sense of a message.
type tokenRole uint8

const (
	roleNegator  tokenRole = 1 << iota // turns the sense: not, no, never
	rolePolarity                       // carries the sense: denied, failed, successful
	roleStop                           // carries none: the, of
	roleTool                           // number of a tool's message: LNK2001
	roleReply                          // three figures that can be the code of a reply
)

// Normal returns the normal form of the token in the text that it was read
// from.
func (t Token) Normal(text string) string {
	if t.hash == hashNot {
		return "not"
	}
	s := strings.ToLower(text[t.Span.Start:t.Span.End])
	if stem, ok := irregular[s]; ok && t.hash == hashFolded(stem) {
		return stem
	}
	switch t.Kind {
	case TokNumber:
		return strings.ReplaceAll(trimZeros(s), ",", "")
	case TokHex:
		return normalHex(s)
	}
	return strings.ReplaceAll(s, "’", "'")
}

// Equal reports whether both tokens have the same normal form.
func (t Token) Equal(o Token) bool { return t.hash == o.hash }

// Tokens returns the tokens of a text in order. Negations are tokens of their
// own: cannot and can't both give can and not. Words that are as often written as
// two are two: login gives log and in.
func Tokens(text string) []Token {
	return AppendTokens(make([]Token, 0, len(text)/5+4), text)
}

// AppendTokens appends the tokens of a text to dst, in time proportional to
// the length of the text.
func AppendTokens(dst []Token, text string) []Token {
	for i := 0; i < len(text); {
		if tokenClass[text[i]] == classSep {
			i++
			continue
		}
		end, plain := tokenChunk(text, i)
		switch {
		case end == i: // a separator beyond ASCII
			i += runeLen(text, i)
			continue
		case plain:
			dst = appendWord(dst, text, i, end)
		default:
			dst = appendChunk(dst, text, i, end)
		}
		i = end
	}
	return dst
}
