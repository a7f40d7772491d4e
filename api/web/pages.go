package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"path"
	"strings"
)

//go:embed templates static
var files embed.FS

// File is a file that the pages refer to. Path has a hash of Body in its name, so
// a client may keep it for ever.
type File struct {
	Path        string
	ContentType string
	Body        []byte
}

// Pages makes pages out of the embedded templates.
type Pages struct {
	templates map[string]*template.Template
	style     File
	icon      File
	script    File // of the page of a job
}

// New returns the pages. It panics when an embedded template is not well-formed.
func New() *Pages {
	p := &Pages{
		templates: map[string]*template.Template{},
		style:     newFile("style.css", "text/css; charset=utf-8"),
		icon:      newFile("icon.svg", "image/svg+xml"),
		script:    newFile("job.js", "text/javascript; charset=utf-8"),
	}
	base := template.Must(template.New("").ParseFS(files, "templates/layout.html"))
	for _, name := range []string{"home", "results", "article", "match", "link", "job", "problem"} {
		t := template.Must(base.Clone())
		p.templates[name] = template.Must(t.ParseFS(files, "templates/"+name+".html"))
	}
	return p
}

// Files returns the files that the pages refer to.
func (p *Pages) Files() []File { return []File{p.style, p.icon, p.script} }

// newFile reads an embedded file and names it after its content.
func newFile(name, contentType string) File {
	body, err := files.ReadFile("static/" + name)
	if err != nil {
		panic(fmt.Sprintf("web: %v", err)) // embedded, so it is there
	}
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return File{
		Path:        "/static/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		ContentType: contentType,
		Body:        body,
	}
}

// frame is what the layout needs; Page is what the template of the page needs.
type frame struct {
	Title string
	Query string // what stands in the search box
	Style string
	Icon  string
	Page  any
}

// render executes the template of a page inside the layout.
func (p *Pages) render(name, title, query string, page any) ([]byte, error) {
	var b bytes.Buffer
	err := p.templates[name].ExecuteTemplate(&b, "layout", frame{
		Title: clean(title), Query: clean(query), Style: p.style.Path, Icon: p.icon.Path, Page: page,
	})
	if err != nil {
		return nil, fmt.Errorf("write page %s: %w", name, err)
	}
	return b.Bytes(), nil
}
