package api

import (
	"context"
	"errors"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
	"kbadvisor/kb/reply"
	"kbadvisor/kb/signature"
)

type codeInput struct {
	Protocol string `path:"protocol" enum:"ftp,smtp,pop3,imap,nntp,http" doc:"Protocol" example:"ftp"`
	Code     string `path:"code" maxLength:"80" doc:"Reply code: 530, 5.7.1, 401.1, -ERR, NO" example:"530"`
	Limit    int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"How many articles at most"`
}

type codeOutput struct{ Body v1.Code }

func (s *Server) codeOperation() {
	register(s, huma.Operation{
		OperationID: "code", Path: "/v1/codes/{protocol}/{code}", Tags: []string{"match"},
		Summary:     "Explain a reply code",
		Description: "What a reply code means by the document that defines it, and which articles quote a reply with it.",
	}, func(ctx context.Context, in *codeInput) (*codeOutput, error) {
		code := in.Code
		if plain, err := url.PathUnescape(code); err == nil {
			code = plain // the router hands on what has a slash in it as it came
		}
		m, ok := reply.Lookup(kb.Protocol(in.Protocol), code)
		if !ok {
			return nil, errNoCode
		}
		out := &codeOutput{Body: v1.NewCode(m)}
		if s.cfg.Matcher == nil {
			return out, nil
		}
		ids := s.cfg.Matcher.Quoting(m.Protocol, m.Code)
		out.Body.Total = len(ids)
		articles, err := work(ctx, s, func(ctx context.Context) ([]v1.CodeArticle, error) {
			return s.quoting(ctx, m, ids[:min(len(ids), in.Limit)])
		})
		if articles != nil {
			out.Body.Articles = articles
		}
		return out, err
	})
}

// quoting returns articles with the replies that they quote.
func (s *Server) quoting(ctx context.Context, m reply.Meaning, ids []kb.ID) ([]v1.CodeArticle, error) {
	var out []v1.CodeArticle
	for _, id := range ids {
		doc, err := s.engine.Get(ctx, id)
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var spans []kb.Span
		for _, sig := range signature.Extract(doc.Article) {
			if sig.Kind == kb.SigReply && sig.Protocol == m.Protocol && sig.Code == m.Code {
				spans = append(spans, sig.Span)
			}
		}
		out = append(out, v1.NewCodeArticle(doc.Article, spans))
	}
	return out, nil
}
