package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/scan"
)

type formatsOutput struct{ Body v1.Formats }

func (s *Server) formatsOperation() {
	all := v1.NewFormats(scan.Formats())
	register(s, huma.Operation{
		OperationID: "formats", Path: "/v1/formats", Tags: []string{"link"},
		Summary:     "List the reports that can be read",
		Description: "The formats of scanners' reports that /v1/link reads. A report's format is told by its content; gzip and zip around it are taken off.",
	}, func(context.Context, *struct{}) (*formatsOutput, error) {
		return &formatsOutput{Body: all}, nil
	})
}
