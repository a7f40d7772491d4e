package kbmark

import (
	"html"
	"regexp"
	"strings"
)

// The marks that are dropped when inline Markdown becomes plain text. A text in
// angle brackets that is no known tag is a placeholder and stays.
var (
	anchorRE = regexp.MustCompile(`\s*\{:?\s*[#.][^{}]*\}\s*$`)
	tagRE    = regexp.MustCompile(`(?i)</?(?:a|abbr|b|br|code|del|em|font|i|img|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u)(?:\s[^<>]*)?/?>`)
	imageRE  = regexp.MustCompile(`!\[([^\[\]]*)\]\([^()]*\)`)
	linkRE   = regexp.MustCompile(`\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])`)
	strongRE = regexp.MustCompile(`\*\*([^*]+)\*\*|__([^_]+)__`)
	emRE     = regexp.MustCompile(`\*([^*\s](?:[^*]*[^*\s])?)\*|\b_([^_\s](?:[^_]*[^_\s])?)_\b`)
	escapeRE = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// plainInline returns the words of a line of inline Markdown: without emphasis,
// anchors, code marks, tags; links and images by their text. Blanks are collapsed.
func plainInline(s string) string {
	s = anchorRE.ReplaceAllString(s, "")
	if strings.ContainsAny(s, "*_`[]<>&\\!") {
		s = tagRE.ReplaceAllString(s, "")
		s = imageRE.ReplaceAllString(s, "$1")
		s = linkRE.ReplaceAllString(s, "$1")
		s = strongRE.ReplaceAllString(s, "$1$2")
		s = emRE.ReplaceAllString(s, "$1$2")
		s = strings.ReplaceAll(s, "`", "")
		s = html.UnescapeString(escapeRE.ReplaceAllString(s, "$1"))
	}
	return strings.Join(strings.Fields(s), " ")
}
