package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
	"kbadvisor/kb"
)

type relatedInput struct {
	ID    string `path:"id" doc:"Id in any spelling" example:"Q239041"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"10" doc:"How many articles at most"`
}

type relatedOutput struct{ Body v1.RelatedArticles }

func (s *Server) relatedOperation() {
	register(s, huma.Operation{
		OperationID: "related", Path: "/v1/articles/{id}/related", Tags: []string{"articles"},
		Summary:     "List related articles",
		Description: "The articles that an article cites, those that cite it, then those with similar text.",
	}, func(ctx context.Context, in *relatedInput) (*relatedOutput, error) {
		doc, err := s.document(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		got, err := s.related(ctx, doc.Article.ID, in.Limit)
		if err != nil {
			return nil, err
		}
		return &relatedOutput{Body: v1.NewRelated(got)}, nil
	})
}

func (s *Server) related(ctx context.Context, id kb.ID, limit int) ([]index.Related, error) {
	return work(ctx, s, func(ctx context.Context) ([]index.Related, error) {
		return index.RelatedArticles(ctx, s.engine, id, limit)
	})
}
