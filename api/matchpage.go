package api

import (
	"context"
	"net/url"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/api/web"
	"kbadvisor/kb"
)

// typeForm is the media type of a form that was filled in.
const typeForm = "application/x-www-form-urlencoded"

type matchPageInput struct {
	Input string `query:"input" doc:"What was seen"`
}

type matchFormInput struct {
	ContentType string `header:"Content-Type"`
	RawBody     []byte
}

// matchPageOperations declare the page on which people paste what they saw.
func (s *Server) matchPageOperations() {
	register(s, huma.Operation{OperationID: "match-page", Path: "/match", Hidden: true},
		func(ctx context.Context, in *matchPageInput) (*pageOutput, error) { return s.matchPage(ctx, in.Input) })
	registerPost(s, huma.Operation{OperationID: "match-form", Path: "/match", Hidden: true, SkipValidateBody: true}, maxMatch,
		func(ctx context.Context, in *matchFormInput) (*pageOutput, error) {
			if !isType(in.ContentType, typeForm) {
				return nil, errMediaType
			}
			form, err := url.ParseQuery(string(in.RawBody))
			if err != nil || len(form) > 1 || len(form["input"]) > 1 {
				return nil, errBadRequest
			}
			return s.matchPage(ctx, form.Get("input"))
		})
}

// matchPage shows the form, and the answer when something was pasted.
func (s *Server) matchPage(ctx context.Context, input string) (*pageOutput, error) {
	page := web.Match{Input: input}
	if input != "" {
		m, err := s.match(ctx, v1.MatchRequest{Input: input})
		if err != nil {
			return nil, err
		}
		advice, err := s.advice(ctx, m)
		if err != nil {
			return nil, err
		}
		page = web.Match{Input: input, Answer: &m, Advice: advice}
	}
	if !utf8.ValidString(page.Input) {
		page.Input = "" // a browser sends UTF-8
	}
	body, err := s.pages.Match(page)
	return newPage(body), err
}

// advice returns what the articles of an answer say to do.
func (s *Server) advice(ctx context.Context, m v1.Match) (map[string]v1.Advice, error) {
	return work(ctx, s, func(ctx context.Context) (map[string]v1.Advice, error) {
		out := map[string]v1.Advice{}
		for _, r := range m.Results {
			doc, err := s.engine.Get(ctx, kb.ID(r.ID))
			if err == nil {
				out[r.ID] = v1.NewAdvice(doc.Article)
			}
		}
		return out, ctx.Err()
	})
}
