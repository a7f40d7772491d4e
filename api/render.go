package api

import (
	"bytes"
	"context"
	"fmt"
	"html"

	"kbadvisor/kb"
)

// articleHTML returns the text of an article as HTML, as it was laid out.
func articleHTML(a *kb.Article) ([]byte, error) {
	var b bytes.Buffer
	for _, sec := range a.Content() {
		fmt.Fprintf(&b, "<h2>%s</h2>\n<pre>%s</pre>\n", html.EscapeString(sec.Name), html.EscapeString(sec.Plain()))
	}
	return b.Bytes(), nil
}

// articleMarkdown returns an article as Markdown: the source when it is that.
func (s *Server) articleMarkdown(_ context.Context, a *kb.Article) ([]byte, error) {
	if a.Format == kb.FormatMarkdown {
		return []byte(sourceText(a)), nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", a.Title)
	for _, sec := range a.Content() {
		fmt.Fprintf(&b, "\n## %s\n\n~~~~~~~~~~\n%s\n~~~~~~~~~~\n", sec.Name, sec.Plain())
	}
	return b.Bytes(), nil
}
