package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
)

type suggestInput struct {
	Q     string `query:"q" maxLength:"200" doc:"What was typed so far" example:"ftp server"`
	Limit int    `query:"limit" minimum:"1" maximum:"50" default:"10" doc:"How many suggestions at most"`
}

type suggestOutput struct{ Body v1.Suggest }

func (s *Server) suggestOperation() {
	register(s, huma.Operation{
		OperationID: "suggest", Path: "/v1/suggest", Tags: []string{"search"},
		Summary:     "Complete a title",
		Description: "Articles whose titles have all words of a text, the last one as a prefix.",
	}, func(ctx context.Context, in *suggestInput) (*suggestOutput, error) {
		got, err := work(ctx, s, func(ctx context.Context) ([]index.Suggestion, error) {
			return s.engine.Suggest(ctx, in.Q, in.Limit)
		})
		if err != nil {
			return nil, err
		}
		return &suggestOutput{Body: v1.NewSuggest(got)}, nil
	})
}
