package fill

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML returns the text of a piece of HTML, a line for each block, and the targets
// of its links in their order. A text without any tag comes back as it is, with
// its references to characters resolved.
func HTML(s string) (text string, links []string) {
	if !strings.ContainsAny(s, "<&") {
		return s, nil
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	done := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken { // also for a tag that is not closed
			b.WriteString(s[min(done, len(s)):])
			return Tidy(b.String()), links
		}
		raw := z.Raw()
		done += len(raw)
		switch kind {
		case html.TextToken:
			b.Write(z.Text())
		case html.CommentToken:
			if !bytes.HasPrefix(raw, []byte("<!--")) || !bytes.HasSuffix(raw, []byte("-->")) {
				b.Write(raw) // <?xml ...?>, say
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			links = append(links, tag(&b, string(raw), z.Token())...)
		}
	}
}

// tag writes what a tag means for the text and returns the target of a link.
func tag(b *strings.Builder, raw string, t html.Token) (links []string) {
	switch {
	case block(t.DataAtom):
		b.WriteByte('\n')
	case t.DataAtom == atom.Td, t.DataAtom == atom.Th:
		if s := b.String(); t.Type == html.StartTagToken && s != "" && !strings.HasSuffix(s, "\n") {
			b.WriteByte('\t')
		}
	case t.DataAtom == 0: // not a tag of HTML: words of a message, such as <username>
		b.WriteString(raw)
	case t.DataAtom == atom.A:
		for _, a := range t.Attr {
			if a.Key == "href" {
				links = append(links, strings.TrimSpace(a.Val))
			}
		}
	}
	return links
}

// block reports whether a tag begins or ends a line.
func block(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Br, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Tr, atom.Table, atom.Pre, atom.Blockquote, atom.Dl, atom.Dt, atom.Dd,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Section, atom.Article:
		return true
	}
	return false
}
