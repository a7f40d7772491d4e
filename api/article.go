package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/kb"
	"kbadvisor/kb/kbmark"
)

// articleInput names an article and the form in which it is wanted.
type articleInput struct {
	ID          string `path:"id" doc:"Id in any spelling (Q239041, KB239041, 239041, a slug), with .json, .txt, .md or .html to choose the form" example:"Q239041"`
	Accept      string `header:"Accept" doc:"Wanted forms, when the id has no suffix" example:"application/json"`
	IfNoneMatch string `header:"If-None-Match" doc:"ETags of copies that the client has"`
}

// articleOutput is an article in one form.
type articleOutput struct {
	Status          int
	ContentType     string `header:"Content-Type"`
	ContentLocation string `header:"Content-Location" doc:"Path of the article with its canonical id"`
	ContentLength   string `header:"Content-Length" hidden:"true"`
	ETag            string `header:"ETag" doc:"Strong tag of this form"`
	Vary            string `header:"Vary" doc:"Accept, when the form was chosen by it"`
	Policy          string `header:"Content-Security-Policy" hidden:"true"`
	Body            []byte
}

func (s *Server) articleOperation() {
	register(s, huma.Operation{
		OperationID: "article", Path: "/v1/articles/{id}", Tags: []string{"articles"},
		Summary: "Read an article",
		Description: "The record as JSON, the source as plain text, Markdown, or a page, by suffix or Accept. " +
			"Every spelling of an id is answered; the record and Content-Location have the canonical one.",
		Responses: map[string]*huma.Response{
			"200": {Description: "The article", Content: map[string]*huma.MediaType{
				typeJSON:        {Schema: s.schemaOf(v1.Article{})},
				"text/plain":    {Schema: &huma.Schema{Type: huma.TypeString}},
				"text/markdown": {Schema: &huma.Schema{Type: huma.TypeString}},
				"text/html":     {Schema: &huma.Schema{Type: huma.TypeString}},
			}},
			"304": {Description: "The client has this form already"},
		},
	}, s.article)
}

func (s *Server) article(ctx context.Context, in *articleInput) (*articleOutput, error) {
	name, f := cutSuffix(in.ID)
	vary := ""
	if f == nil {
		vary = "Accept"
		if f = acceptedForm(in.Accept); f == nil {
			return nil, notAcceptable()
		}
	}
	doc, err := s.document(ctx, name)
	if err != nil {
		return nil, err
	}
	body, err := f.render(s, ctx, doc.Article)
	if err != nil {
		return nil, fmt.Errorf("write %s as %s: %w", doc.Article.ID, f.suffix, err)
	}
	out := &articleOutput{
		Status: http.StatusOK, ContentType: f.contentType, ContentLength: strconv.Itoa(len(body)), Body: body,
		ContentLocation: v1.ArticlePath(doc.Article.ID) + in.ID[len(name):], ETag: etag(body), Vary: vary,
	}
	if f.contentType == typeHTML {
		out.Policy = pagePolicy
	}
	if matches(in.IfNoneMatch, out.ETag) {
		out.Status, out.ContentType, out.ContentLength, out.Body = http.StatusNotModified, "", "", nil
	}
	return out, nil
}

// document returns the article that a name means. Errors tell a client what to
// do next.
func (s *Server) document(ctx context.Context, name string) (index.Document, error) {
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain // an address as id: the router leaves paths with %2F as they are
	}
	id, err := kb.ParseID(name)
	if err != nil {
		return index.Document{}, withDetail(kb.ErrBadID, "%.60q is not an article id.", name)
	}
	ctx, cancel := context.WithTimeout(ctx, s.cfg.SearchTimeout)
	defer cancel()
	doc, err := s.engine.Get(ctx, id)
	if errors.Is(err, kb.ErrNotFound) {
		p := newProblem(kb.ErrNotFound)
		p.wire.Detail = fmt.Sprintf("This knowledge base does not have %s. /v1/search?q=%s lists the articles that mention it.", id, id)
		p.absent = string(id)
		return index.Document{}, p
	}
	return doc, err
}

// form is one way to write an article.
type form struct {
	suffix, contentType string
	render              func(*Server, context.Context, *kb.Article) ([]byte, error)
}

// forms returns the ways to write an article, the preferred ones first.
func forms() []form {
	return []form{
		{".json", typeJSON, (*Server).articleJSON},
		{".html", typeHTML, (*Server).articlePage},
		{".md", typeMarkdown, (*Server).articleMarkdown},
		{".txt", typeText, (*Server).articleText},
	}
}

// cutSuffix returns an id without the suffix of a form, and the form, nil when
// there is no such suffix.
func cutSuffix(id string) (string, *form) {
	for _, f := range forms() {
		if name, ok := strings.CutSuffix(id, f.suffix); ok {
			return name, &f
		}
	}
	return id, nil
}

// acceptedForm returns the form that an Accept header prefers, or nil.
func acceptedForm(accept string) *form {
	var offers []string
	for _, f := range forms() {
		offers = append(offers, f.contentType)
	}
	best := negotiate(accept, offers)
	for _, f := range forms() {
		if f.contentType == best {
			return &f
		}
	}
	return nil
}

func notAcceptable() *problem {
	p := newProblem(errNotAcceptable)
	for _, f := range forms() {
		name, _, _ := strings.Cut(f.contentType, ";")
		p.wire.Available = append(p.wire.Available, name)
	}
	return p
}

func (s *Server) articleJSON(_ context.Context, a *kb.Article) ([]byte, error) {
	rec := v1.NewArticle(a)
	rec.URL = v1.ArticlePath(a.ID)
	return encodeJSON(rec), nil
}

func (s *Server) articleMarkdown(_ context.Context, a *kb.Article) ([]byte, error) {
	return kbmark.Markdown(a), nil
}

func (s *Server) articleText(_ context.Context, a *kb.Article) ([]byte, error) {
	return []byte(sourceText(a)), nil
}
