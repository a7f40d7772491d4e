package stream

import (
	"io"
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
	for {
		switch t := z.Next(); t {
		case html.ErrorToken:
			if z.Err() == io.EOF {
				b.Write(z.Buffered())
			}
			return Tidy(b.String()), links
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			tok := z.Token()
			if block(tok.DataAtom) {
				b.WriteByte('\n')
			} else if tok.DataAtom == 0 { // not a tag of HTML: words of a message, such as <username>
				b.WriteString(raw)
			}
			for _, a := range tok.Attr {
				if a.Key == "href" && tok.DataAtom == atom.A {
					links = append(links, strings.TrimSpace(a.Val))
				}
			}
		}
	}
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
