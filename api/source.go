package api

import (
	"strings"

	"kbadvisor/kb"
)

// high holds the characters of the bytes 0x80 to 0x9F in Windows-1252; the others
// have the same numbers in Unicode.
const high = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"

// sourceText returns the source of an article as UTF-8 with line feeds as line
// ends. Bytes without a meaning become U+FFFD.
func sourceText(a *kb.Article) string {
	text := strings.TrimPrefix(string(a.Source), "\uFEFF")
	if a.Encoding == kb.Windows1252 {
		text = fromWindows1252(a.Source)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.ToValidUTF8(text, "\uFFFD")
}

func fromWindows1252(src []byte) string {
	table := []rune(high)
	var b strings.Builder
	b.Grow(len(src) + len(src)/8)
	for _, c := range src {
		if c >= 0x80 && c < 0xA0 {
			b.WriteRune(table[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}
