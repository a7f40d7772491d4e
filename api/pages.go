package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/api/web"
	"kbadvisor/index/query"
	"kbadvisor/kb"
	"kbadvisor/kb/kbmark"
)

// relatedOnPage is how many related articles a page asks for; it lists cited ones
// among the references.
const relatedOnPage = 20

// pageOutput is a page for people.
type pageOutput struct {
	Status      int
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Location    string `header:"Location"`
	Vary        string `header:"Vary"`
	Body        []byte
}

func newPage(body []byte) *pageOutput {
	return &pageOutput{Status: http.StatusOK, ContentType: typeHTML, Policy: pagePolicy, Body: body}
}

// pageOperations declares the pages. They are operations like the others, so that
// they have the same parameters, limits and errors, but not in the document.
func (s *Server) pageOperations() {
	register(s, huma.Operation{OperationID: "home", Path: "/", Hidden: true}, s.homePage)
	register(s, huma.Operation{OperationID: "article-page", Path: "/articles/{id}", Hidden: true}, s.readPage)
	for _, f := range s.pages.Files() {
		s.static(f.Path, f.ContentType, f.Body, "public, max-age=31536000, immutable")
	}
}

// homePage explains the site when nothing is searched for, else lists what was
// found.
func (s *Server) homePage(ctx context.Context, in *searchInput) (*pageOutput, error) {
	params := in.values()
	if in.Page == "" && len(params) == 0 {
		stats, err := s.stats(ctx)
		if err != nil {
			return nil, err
		}
		body, err := s.pages.Home(web.Home{Articles: stats.Searchable, Syntax: query.Syntax})
		return newPage(body), err
	}
	in.Facets, in.Marks = true, true
	found, err := s.search(ctx, in)
	if err != nil {
		return nil, err
	}
	body, err := s.pages.Results(web.Results{Params: params, Found: v1.NewSearch(found), First: in.Page == ""})
	return newPage(body), err
}

type readInput struct {
	ID string `path:"id"`
}

// readPage shows an article under its one address, to which the others lead.
func (s *Server) readPage(ctx context.Context, in *readInput) (*pageOutput, error) {
	doc, err := s.document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if path := web.ArticlePath(string(doc.Article.ID)); path != web.ArticlePath(in.ID) {
		return &pageOutput{Status: http.StatusPermanentRedirect, Location: path}, nil
	}
	body, err := s.articlePage(ctx, doc.Article)
	return newPage(body), err
}

// articlePage writes an article as a page. Without related articles the page
// still is worth having, so their failure is logged only.
func (s *Server) articlePage(ctx context.Context, a *kb.Article) ([]byte, error) {
	text, err := kbmark.HTML(body(a))
	if err != nil {
		return nil, err
	}
	related, err := s.related(ctx, a.ID, relatedOnPage)
	if err != nil {
		s.log.WarnContext(ctx, "related articles are missing on a page", "request_id", requestIDOf(ctx), "id", a.ID, "error", err)
	}
	return s.pages.Article(web.Article{
		Record: v1.NewArticle(a), HTML: text, Related: v1.NewRelated(related).Related,
	})
}

// body returns an article without its applies-to list, which the page shows
// beside the text.
func body(a *kb.Article) *kb.Article {
	if a.Format != kb.FormatText {
		return a // its sections are written from the source
	}
	short := *a
	short.Sections = slices.DeleteFunc(slices.Clone(a.Sections), func(s kb.Section) bool { return s.Kind == kb.AppliesTo })
	return &short
}
