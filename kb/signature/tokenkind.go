package signature

import "strings"

// chunkKind returns the kind of a chunk without blanks, and whether it is one
// token as a whole.
func chunkKind(s string) (TokenKind, bool) {
	if len(s) > 1024 {
		return TokWord, false
	}
	digit, soft := chunkSigns(s)
	switch {
	case !soft:
		return bareKind(s), true
	case strings.Contains(s, "://"):
		return TokURL, true
	case !digit && strings.IndexByte(s, ':') < 0:
		return plainKind(s)
	case isNumber(s):
		if strings.Count(s, ".") == 3 && isIP(s) {
			return TokIP, true
		}
		if isDate(s) {
			return TokDate, true
		}
		return TokNumber, true
	case isDate(s):
		return TokDate, true
	case isTime(s):
		return TokTime, true
	case isSegment(s):
		return TokHex, true
	case isAddress(s):
		return TokIP, true
	case isGUID(s):
		return TokGUID, true
	}
	return plainKind(s)
}

// chunkSigns reports whether a chunk has figures and whether it has marks.
func chunkSigns(s string) (digit, soft bool) {
	for i := range len(s) {
		switch tokenClass[s[i]] {
		case classDigit:
			digit = true
		case classSoft:
			soft = true
		}
	}
	return digit, soft
}

// plainKind is chunkKind for what is neither a number nor an address.
func plainKind(s string) (TokenKind, bool) {
	if k, ok := pathKind(s); ok {
		return k, true
	}
	if isMail(s) {
		return TokUser, true
	}
	return nameKind(s)
}

// bareKind returns the kind of a chunk of letters and digits.
func bareKind(s string) TokenKind {
	switch {
	case isDigits(s) && !(len(s) == 8 && strings.HasPrefix(s, "800")): // 80004005 is an HRESULT
		return TokNumber
	case isHexToken(s):
		return TokHex
	case isAmount(s):
		return TokNumber
	}
	return TokWord
}
