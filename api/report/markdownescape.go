package report

import (
	"regexp"
	"strings"
)

// marked writes a passage with the words that count in bold type.
func marked(q passage) string {
	words := md(q.Words)
	if words == "" {
		return ""
	}
	room := max(0, (mdQuote-len(q.Words))/2)
	return glue(md(tail(q.Before, room)), q.Before, "<b>"+words+"</b>", q.After, md(cut(q.After, room)))
}

var (
	mdSigns = regexp.MustCompile("[\\\\`*_\\[\\]~$^]")
	mdHTML  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&vert;", `"`, "&quot;")
	mdStart = regexp.MustCompile(`^([#+=:-]|\d{1,9}[.)](\s|$))`)
	// mdLinks are what GitHub makes links of: addresses, people and issues.
	mdLinks = regexp.MustCompile(`(?i)(:)(//)|(www)(\.)|(@|#|GH-|mailto:|xmpp:)(\w)`)
)

// md makes a text safe for Markdown: one line of it, without marks, HTML, cells of
// tables and links.
func md(text string) string {
	text = oneLine(text, 4*mdQuote)
	text = mdHTML.Replace(mdSigns.ReplaceAllString(text, `\$0`))
	text = mdLinks.ReplaceAllString(text, "$1$3$5<!-- -->$2$4$6")
	return mdStart.ReplaceAllStringFunc(text, func(s string) string {
		at := strings.IndexAny(s, "#+=:-.)")
		return s[:at] + `\` + s[at:]
	})
}
