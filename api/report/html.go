package report

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	v1 "kbadvisor/api/v1"
	"kbadvisor/api/web"
	"kbadvisor/kb"
)

//go:embed page
var pageFiles embed.FS

// maxOnPage is how many findings a page has at most; browsers hold more, but
// nobody reads them.
const maxOnPage = 25_000

// HTML writes one page that holds all it needs: no script but its own runs, and
// nothing is loaded. Findings that are explained come first, then those that name
// an article that is not here, those that are open, and those that are healthy.
func HTML(w io.Writer, d Document, o Options) error {
	t, err := parsed()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	p := &page{Template: t, out: cleaner{out}, tests: newTests(), articles: map[string]v1.LinkedArticle{}}
	for _, a := range d.Summary.Articles {
		p.articles[a.ID] = a
	}
	if err := p.write(d, o); err != nil {
		return err
	}
	return out.Flush()
}

// page writes the page from top to bottom.
type page struct {
	*template.Template
	out      io.Writer
	tests    *tests
	articles map[string]v1.LinkedArticle
	written  int
}

func (p *page) write(d Document, o Options) error {
	head, err := newHead(d, o)
	if err != nil {
		return err
	}
	if err := p.ExecuteTemplate(p.out, "head", head); err != nil {
		return err
	}
	for _, keys := range [][]string{{string(kb.Explained), string(kb.Ambiguous)}, {string(kb.CitedAbsent)}, {string(kb.Unexplained)}, {"healthy"}} {
		if err := p.findings(d, keys); err != nil {
			return err
		}
	}
	if err := p.testParts(d); err != nil {
		return err
	}
	return p.ExecuteTemplate(p.out, "foot", newFoot(d.Summary, o, head.script, p.tests.any()))
}

// findings writes the findings of some classes.
func (p *page) findings(d Document, keys []string) error {
	n := 0
	for f, err := range d.Findings {
		n++
		if err != nil {
			return err
		}
		if key := classOf(f); key != keys[0] && key != keys[len(keys)-1] || p.written >= maxOnPage {
			continue
		}
		p.written++
		if err := p.ExecuteTemplate(p.out, "finding", newFindingView(n, f, p.tests.anchor(f), p.articles)); err != nil {
			return err
		}
	}
	return nil
}

// testParts writes what the scanners say of the tests whose findings are on the
// page, each once.
func (p *page) testParts(d Document) error {
	if err := p.ExecuteTemplate(p.out, "tests", p.tests.any()); err != nil {
		return err
	}
	for f, err := range d.Findings {
		if err != nil {
			return err
		}
		if v, ok := p.tests.view(f); ok {
			if err := p.ExecuteTemplate(p.out, "test", v); err != nil {
				return err
			}
		}
	}
	return nil
}

// parsed returns the templates of the page.
var parsed = sync.OnceValues(func() (*template.Template, error) {
	return template.ParseFS(pageFiles, "page/page.html")
})

// asset reads an embedded file of the page.
func asset(name string) (string, error) {
	b, err := pageFiles.ReadFile("page/" + name)
	return string(b), err
}

// style returns the style sheet: that of the server's pages, then the page's own.
var style = sync.OnceValues(func() (string, error) {
	own, err := asset("page.css")
	for _, f := range web.New().Files() {
		if strings.HasSuffix(f.Path, ".css") {
			return string(f.Body) + own, err
		}
	}
	return own, err
})

// policy allows a page its own style and script, and nothing else.
func policy(style, script string) string {
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'", hashOf(style), hashOf(script))
}

// hashOf returns the hash of an inline text, as a policy names it.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// cleaner cleans what it writes. The templates write each value whole, so that no
// character is cut in two.
type cleaner struct{ out io.Writer }

func (c cleaner) Write(b []byte) (int, error) {
	if _, err := io.WriteString(c.out, Clean(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}
