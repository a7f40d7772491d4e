package v1

import (
	"sort"
	"strings"
	"unicode/utf8"

	"kbadvisor/kb"
)

// Quoted returns the words of a stretch of an article's source, decoded. It is
// empty without an article, and for spans outside of its source.
func Quoted(a *kb.Article, s kb.Span) string {
	if a == nil || s.Start < 0 || s.End > len(a.Source) || s.Start >= s.End {
		return ""
	}
	raw := string(a.Source[s.Start:s.End])
	if utf8.ValidString(raw) {
		return lineFeeds(raw)
	}
	for _, sec := range a.Sections {
		if text, ok := decoded(a, sec, s); ok {
			return text
		}
	}
	return lineFeeds(strings.ToValidUTF8(raw, "\uFFFD"))
}

// decoded returns the part of a section's text that a span of the source became.
func decoded(a *kb.Article, sec kb.Section, s kb.Span) (string, bool) {
	if s.Start < sec.TextAt || s.End > sec.Span.End {
		return "", false
	}
	loc := a.Locator(sec)
	offset := func(source int) int {
		t := sort.Search(len(sec.Text), func(t int) bool { return loc.Span(t, t).Start >= source })
		for t < len(sec.Text) && !utf8.RuneStart(sec.Text[t]) {
			t++
		}
		return t
	}
	from, to := offset(s.Start), offset(s.End)
	if from >= to {
		return "", false
	}
	return sec.Text[from:to], true
}

func lineFeeds(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }
