package signature

import "strings"

// appendChunk appends the tokens of text[i:j], which has no separators but
// perhaps soft marks.
func appendChunk(dst []Token, text string, i, j int) []Token {
	i, j = trimChunk(text, i, j)
	if i >= j {
		return dst
	}
	if kind, ok := chunkKind(text[i:j]); ok {
		if kind == TokWord || kind == TokNumber && isDigits(text[i:j]) {
			return appendWord(dst, text, i, j)
		}
		return append(dst, newToken(text, i, j, kind))
	}
	return splitChunk(dst, text, i, j)
}

// chunkMarks are the marks at which a chunk that is no token as a whole is
// split, the ones that join least first.
var chunkMarks = [...]string{":,", `/\`, "-$", "@~", "."}

// splitChunk appends the tokens of the parts of text[i:j].
func splitChunk(dst []Token, text string, i, j int) []Token {
	for _, marks := range chunkMarks {
		if !strings.ContainsAny(text[i:j], marks) {
			continue
		}
		for i < j {
			n := strings.IndexAny(text[i:j], marks)
			if n < 0 {
				n = j - i
			}
			dst = appendChunk(dst, text, i, i+n)
			i += n + 1
		}
		return dst
	}
	return appendWord(dst, text, i, j)
}

// trimChunk narrows text[i:j] by the soft marks around it that belong to no
// token.
func trimChunk(text string, i, j int) (int, int) {
	if i >= j || tokenClass[text[i]] != classSoft && tokenClass[text[j-1]] != classSoft {
		return i, j
	}
	for j > i && strings.IndexByte(".:-',/~$", text[j-1]) >= 0 {
		j--
	}
	for i < j && strings.IndexByte(".:-'@,~$", text[i]) >= 0 {
		if text[i] == '-' && i+1 < j && tokenClass[text[i+1]] == classDigit && isDigits(text[i+1:j]) {
			break
		}
		i++
	}
	if j-i > 1 && text[j-1] == '\\' {
		for j-i > 1 && text[j-1] == '\\' {
			j--
		}
	}
	if i < j && text[i] == '\\' && strings.Trim(text[i:j], `\`) == "" {
		return j, j
	}
	return i, j
}
