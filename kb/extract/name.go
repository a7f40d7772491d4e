package extract

import (
	"iter"
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// occurrences yields the offsets at which a word stands in a text.
func occurrences(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; ; at += len(word) {
			n := strings.Index(text[at:], word)
			if n < 0 {
				return
			}
			if at += n; !yield(at) {
				return
			}
		}
	}
}

// digitsAt returns the number of digits at an offset.
func digitsAt(text string, at int) int {
	n := 0
	for at+n < len(text) && text[at+n] >= '0' && text[at+n] <= '9' {
		n++
	}
	return n
}

// appendArticles adds the ids of articles: Q and five or six digits, or KB and
// five to seven, that no letter, digit or underscore touches. That keeps out the
// names of files (Q244599i.exe), product codes and question numbers.
func appendArticles(m []mention, text string) []mention {
	for at := range occurrences(text, "Q") {
		n := digitsAt(text, at+1)
		if n < 5 || n > 6 || wordByte(text, at-1) || wordByte(text, at+1+n) {
			continue
		}
		m = appendArticle(m, text, at, at+1+n)
	}
	for at := range occurrences(text, "KB") {
		n := digitsAt(text, at+2)
		if n < 5 || n > 7 || wordByte(text, at-1) || wordByte(text, at+2+n) {
			continue
		}
		m = appendArticle(m, text, at, at+2+n)
	}
	return m
}

// appendArticle adds the article whose id is text[from:to].
func appendArticle(m []mention, text string, from, to int) []mention {
	id, err := kb.ParseID(text[from:to])
	if err != nil || fileName(text, to) {
		return m
	}
	return append(m, mention{kb.RefArticle, string(id), from, to})
}

// fileName reports whether what ends at an offset goes on as the name of a
// program (Q244599.exe).
func fileName(text string, at int) bool {
	if at >= len(text) || text[at] != '.' {
		return false
	}
	end := at + 1
	for end < len(text) && wordByte(text, end) {
		end++
	}
	return downloadable(text[at:end])
}

// appendBulletins adds the ids of security bulletins: MSyy-nnn.
func appendBulletins(m []mention, text string) []mention {
	for at := range occurrences(text, "MS") {
		if digitsAt(text, at+2) != 2 || at+8 > len(text) || text[at+4] != '-' || digitsAt(text, at+5) != 3 || wordByte(text, at-1) || wordByte(text, at+8) {
			continue
		}
		m = append(m, mention{kb.RefBulletin, text[at : at+8], at, at + 8})
	}
	return m
}

// appendCVEs adds CVE names and the older CAN names, as CVE names.
func appendCVEs(m []mention, text string) []mention {
	for _, start := range []string{"CVE-", "CAN-"} {
		for at := range occurrences(text, start) {
			if digitsAt(text, at+4) != 4 || at+8 >= len(text) || text[at+8] != '-' || wordByte(text, at-1) {
				continue
			}
			n := digitsAt(text, at+9)
			if n < 4 || n > 7 || wordByte(text, at+9+n) {
				continue
			}
			m = append(m, mention{kb.RefCVE, "CVE-" + text[at+4:at+9+n], at, at + 9 + n})
		}
	}
	return m
}

// reBug is a bug id after its label: a number, the name of its data base before
// it with a colon or behind it in parentheses, or both.
var (
	reBug     = regexp.MustCompile(`^BUG ?#[ :]*((?:[A-Za-z][\w. -]{0,30}? ?: ?)?\d{2,7}\b(?: ?\([^()\n]{1,40}\))?)`)
	reMoreBug = regexp.MustCompile(`^(?: and|,) ((?:[A-Za-z][\w.-]{0,30} ?: ?)\d{2,7}\b(?: ?\([^()\n]{1,40}\))?)`)
)

// maxBug is the length within which the bug ids behind one label stand.
const maxBug = 400

// appendBugs adds the vendor's bug ids.
func appendBugs(m []mention, text string) []mention {
	for at := range occurrences(text, "BUG") {
		line := text[at:min(len(text), at+maxBug)]
		if wordByte(text, at-1) || !strings.Contains(line[:min(len(line), 5)], "#") {
			continue
		}
		line, _, _ = strings.Cut(line, "\n")
		for re, from := reBug, at; ; re = reMoreBug {
			g := re.FindStringSubmatchIndex(line)
			if g == nil {
				break
			}
			id := strings.Join(strings.Fields(strings.ReplaceAll(line[g[2]:g[3]], " :", ":")), " ")
			m = append(m, mention{kb.RefBug, id, from + g[2], from + g[3]})
			line, from = line[g[1]:], from+g[1]
		}
	}
	return m
}
