package kbmark

import (
	"bytes"
	"strings"
)

// maxFront is the largest front matter in bytes; a longer block is text.
const maxFront = 64 << 10

// frontMatter is the block of fields at the top of an article.
type frontMatter struct {
	start, end int // of the text between the delimiters
	next       int // first byte behind the closing delimiter's line
	toml       bool
}

// findFront finds the front matter of an article that begins at byte at. It
// reports false when there is none or when it is not closed.
func findFront(src []byte, lines []line, at int) (frontMatter, bool) {
	i := 0
	for i < len(lines) && isBlank(src[max(lines[i].start, at):lines[i].end]) {
		i++
	}
	if i == len(lines) {
		return frontMatter{}, false
	}
	open := string(bytes.TrimRight(src[max(lines[i].start, at):lines[i].end], " \t"))
	if !isDelimiter(open) {
		return frontMatter{}, false
	}
	fm := frontMatter{start: lines[i].next, toml: open[0] == '+'}
	for j := i + 1; j < len(lines) && lines[j].start-fm.start <= maxFront; j++ {
		text := string(bytes.TrimRight(src[lines[j].start:lines[j].end], " \t"))
		if text == open || open[0] == '-' && (text == "..." || text == "---") {
			fm.end, fm.next = lines[j].start, lines[j].next
			return fm, fm.looksLikeFields(src)
		}
	}
	return frontMatter{}, false
}

// isDelimiter reports whether text opens front matter: three or more "-" (YAML)
// or "+" (TOML).
func isDelimiter(text string) bool {
	return len(text) >= 3 && (strings.Trim(text, "-") == "" || strings.Trim(text, "+") == "")
}

// looksLikeFields reports whether the first line that is not blank or a comment
// has a key, so that text between two rules is not taken for front matter.
func (fm frontMatter) looksLikeFields(src []byte) bool {
	for _, l := range bytes.FieldsFunc(src[fm.start:fm.end], func(r rune) bool { return r == '\n' || r == '\r' }) {
		t := bytes.TrimSpace(l)
		if len(t) == 0 || t[0] == '#' {
			continue
		}
		if fm.toml {
			return t[0] == '[' || bytes.IndexByte(t, '=') > 0
		}
		key, rest, ok := bytes.Cut(t, []byte(":"))
		return t[0] == '{' || ok && len(key) <= 60 && len(key) > 0 && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t') &&
			bytes.Count(key, []byte(" ")) <= 2
	}
	return true
}
