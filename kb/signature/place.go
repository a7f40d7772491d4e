package signature

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"kbadvisor/kb"
)

// places returns the spans in the source of stretches of a section's text. It
// goes through the text once.
func places(a *kb.Article, s kb.Section, stretches []quoted) []kb.Span {
	offsets := make([]int, 0, 2*len(stretches))
	for _, q := range stretches {
		offsets = append(offsets, q.from, q.to)
	}
	slices.Sort(offsets)
	offsets = slices.Compact(offsets)
	var at []int
	if isRendered(a) {
		at = renderedPlaces(a, s, offsets)
	} else {
		loc := a.Locator(s)
		for _, o := range offsets {
			at = append(at, loc.Span(o, o).Start)
		}
	}
	spans := make([]kb.Span, len(stretches))
	for i, q := range stretches {
		from, _ := slices.BinarySearch(offsets, q.from)
		to, _ := slices.BinarySearch(offsets, q.to)
		start := max(0, min(at[from], len(a.Source)-1))
		spans[i] = kb.Span{Start: start, End: max(start+1, at[to])}
	}
	return spans
}

// isRendered reports whether an article is the Markdown rendering of KB text, which
// is laid out as KB text is.
func isRendered(a *kb.Article) bool {
	return a.Format == kb.FormatMarkdown && strings.HasPrefix(string(a.ID), "Q") &&
		bytes.Contains(a.Source[:min(len(a.Source), 4096)], []byte("\tArticle: "+string(a.ID)))
}

// renderedPlaces returns the places in the source of offsets in the text of a
// rendered article. The lines of both are the same but for what the rendering
// did: a tab before each line, a blank less before some, and bytes that are not
// ASCII as <A0>.
func renderedPlaces(a *kb.Article, s kb.Section, offsets []int) []int {
	var out []int
	src, at := a.Source, s.TextAt
	begin := true
	for t := 0; len(out) < len(offsets); {
		if begin && at < len(src) {
			if src[at] == '\t' {
				at++
			}
			if t < len(s.Text) && s.Text[t] == ' ' { // the reader gave it back
				t++
			}
		}
		for len(out) < len(offsets) && offsets[len(out)] <= t || t >= len(s.Text) && len(out) < len(offsets) {
			out = append(out, min(at, len(src)))
		}
		if t >= len(s.Text) {
			break
		}
		begin = s.Text[t] == '\n'
		_, size := utf8.DecodeRuneInString(s.Text[t:])
		at += renderedWidth(src[min(at, len(src)):], s.Text[t], a.Encoding)
		t += size
	}
	return out
}

// renderedWidth returns how many bytes of the source stand for a character that
// begins with a byte.
func renderedWidth(src []byte, c byte, enc kb.Encoding) int {
	switch {
	case len(src) == 0:
		return 0
	case c == '\n' && bytes.HasPrefix(src, []byte("\r\n")):
		return 2
	case c != '<' && src[0] == '<' && len(src) > 3 && src[3] == '>':
		return 4
	case src[0] < utf8.RuneSelf || enc == kb.Windows1252:
		return 1
	}
	_, size := utf8.DecodeRune(src)
	return size
}
