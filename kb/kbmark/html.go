package kbmark

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kbadvisor/kb"
)

// The two renderers differ in tables, which are read only when they are small:
// goldmark makes a cell of every column in every row.
var (
	plainRenderer = newRenderer()
	tableRenderer = newRenderer(extension.Table)
)

// newRenderer returns a renderer that lets no HTML of the article through. It is
// safe for use by several goroutines.
func newRenderer(ext ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(append(ext, extension.Linkify, extension.Strikethrough)...),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(safeAST{}, 1000))),
		goldmark.WithRendererOptions(ghtml.WithXHTML(),
			renderer.WithNodeRenderers(util.Prioritized(rawRenderer{}, 1))),
	)
}

// HTML returns the text of an article as a fragment of HTML that is safe to show:
// sections under <h2>, literal blocks in <pre>, no HTML of the article, no images
// (they become links), no links but http, https, ftp, mailto and news. The front
// matter, the title and the fields of a header or footer are left out. Text whose
// nesting or marks would be costly to read is shown as it is, in <pre>. It fails
// with kb.ErrTooLarge when the article is over DefaultMaxArticle.
func HTML(a *kb.Article) ([]byte, error) {
	if len(a.Source) > DefaultMaxArticle {
		return nil, fmt.Errorf("render %s: %w: %d bytes, want at most %d", a.ID, kb.ErrTooLarge, len(a.Source), DefaultMaxArticle)
	}
	src, heads := htmlSource(a)
	limits := weigh(src)
	if limits.tooCostly() {
		return preformatted(a), nil
	}
	md := plainRenderer
	if limits.tables && limits.cells <= maxCells && limits.columns <= maxColumns {
		md = tableRenderer
	}
	pc := parser.NewContext()
	pc.Set(headsKey, heads)
	doc := md.Parser().Parse(text.NewReader(src), parser.WithContext(pc))
	var out bytes.Buffer
	if err := md.Renderer().Render(&out, src, doc); err != nil {
		return nil, fmt.Errorf("render %s: %w", a.ID, err)
	}
	return out.Bytes(), nil
}

// htmlSource returns the Markdown to render and the offsets of the headings of
// sections in it.
func htmlSource(a *kb.Article) ([]byte, map[int]bool) {
	w := &mdWriter{list: true}
	heads := map[int]bool{}
	asText := a.Format != kb.FormatMarkdown || isRendered(a.Source)
	for _, s := range a.Sections {
		if s.Kind == kb.Content && (s.Name != kb.Body || s.Heading != "") || s.Kind == kb.AppliesTo && len(a.AppliesTo) > 0 {
			heads[w.Len()+len("## ")] = true
		}
		if asText {
			w.section(a, s)
			continue
		}
		if s.Kind == kb.Header {
			continue
		}
		if s.Heading != "" {
			w.WriteString("## " + strings.TrimSpace(anchorRE.ReplaceAllString(oneLine(s.Heading), "")) + "\n\n")
		}
		w.WriteString(strings.TrimRight(s.Text, "\n") + "\n\n")
	}
	return []byte(w.String()), heads
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// preformatted returns the article's text as it is.
func preformatted(a *kb.Article) []byte {
	var b bytes.Buffer
	for _, s := range a.Sections {
		switch s.Kind {
		case kb.Lead, kb.Content:
			if s.Heading != "" {
				b.WriteString("<h2>" + html.EscapeString(oneLine(s.Heading)) + "</h2>\n")
			}
			b.WriteString("<pre>" + html.EscapeString(strings.Trim(s.Text, "\n")) + "</pre>\n")
		}
	}
	return b.Bytes()
}
