package kbmark

import (
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// rawRenderer shows what the Markdown parser takes for HTML as text: known tags
// go, placeholders such as <filename> stay visible.
type rawRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (rawRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindRawHTML, renderRaw)
	reg.Register(ast.KindHTMLBlock, renderBlock)
	reg.Register(ast.KindAutoLink, renderAutoLink)
}

// renderRaw writes a tag inside text.
func renderRaw(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		segs := n.(*ast.RawHTML).Segments
		raw := string(segs.Value(src))
		if breakRE.MatchString(raw) {
			_, _ = w.WriteString("<br />")
		} else {
			_, _ = w.WriteString(html.EscapeString(dropTags(raw, "")))
		}
	}
	return ast.WalkSkipChildren, nil
}

// renderBlock writes a block of HTML as a paragraph, tables and preformatted text
// as preformatted text.
func renderBlock(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	b := n.(*ast.HTMLBlock)
	raw := string(b.Lines().Value(src))
	if b.HasClosure() {
		raw += string(b.ClosureLine.Value(src))
	}
	open, end := "<p>", "</p>\n"
	if preRE.MatchString(raw) {
		open, end = "<pre>", "</pre>\n"
	}
	if text := strings.TrimSpace(html.UnescapeString(dropTags(raw, "\n"))); text != "" {
		_, _ = w.WriteString(open + html.EscapeString(blankLinesRE.ReplaceAllString(text, "\n")) + end)
	}
	return ast.WalkSkipChildren, nil
}

var (
	breakRE      = regexp.MustCompile(`(?i)^<br\s*/?>$`)
	preRE        = regexp.MustCompile(`(?i)</?(?:table|thead|tbody|tr|td|th|pre)\b`)
	blankLinesRE = regexp.MustCompile(`\n\s*\n`)
	commentRE    = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)
	hiddenRE     = regexp.MustCompile(`(?is)<(?:script|style)\b.*?(?:</(?:script|style)\s*>|$)`)
	cellEndRE    = regexp.MustCompile(`(?i)</t[dh]>\s*<t[dh]\b[^<>]*>`)
	knownTagRE   = regexp.MustCompile(`(?i)</?(?:a|abbr|article|aside|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|object|ol|p|param|picture|pre|q|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video)(?:\s[^<>]*)?/?>`)
)

// dropTags removes comments and the known tags of HTML; those of blocks leave a
// gap. What else stands in angle brackets stays.
func dropTags(raw, gap string) string {
	raw = hiddenRE.ReplaceAllString(commentRE.ReplaceAllString(raw, ""), "")
	raw = cellEndRE.ReplaceAllString(raw, " | ")
	return knownTagRE.ReplaceAllStringFunc(raw, func(tag string) string {
		name := strings.ToLower(strings.TrimLeft(tag, "</"))
		for _, p := range []string{"br", "tr", "p", "div", "li", "table", "h"} {
			if strings.HasPrefix(name, p) {
				return gap
			}
		}
		return ""
	})
}

// renderAutoLink writes <address> as a link when its address is safe, else as
// text.
func renderAutoLink(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	link := n.(*ast.AutoLink)
	addr, label := link.URL(src), link.Label(src)
	if link.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(addr)), "mailto:") {
		addr = append([]byte("mailto:"), addr...)
	}
	if safeAddress(addr) == nil {
		_, _ = w.Write(util.EscapeHTML(label))
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<a href="`)
	_, _ = w.Write(util.EscapeHTML(util.URLEscape(addr, false)))
	_, _ = w.WriteString(`" rel="nofollow noreferrer">`)
	_, _ = w.Write(util.EscapeHTML(label))
	_, _ = w.WriteString(`</a>`)
	return ast.WalkContinue, nil
}
