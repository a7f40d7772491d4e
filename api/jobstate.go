package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
)

// jobsPath is where jobs are.
const jobsPath = "/v1/jobs"

type jobInput struct {
	ID string `path:"id" maxLength:"64" doc:"Name of the job"`
}

type jobOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         v1.Job
}

func (s *Server) jobOperations() {
	register(s, huma.Operation{
		OperationID: "job", Path: jobsPath + "/{id}", Tags: []string{"link"},
		Summary:     "Tell how far a job is",
		Description: "Jobs are made by /v1/link. They end with the server.",
	}, func(_ context.Context, in *jobInput) (*jobOutput, error) {
		j, err := s.jobs.get(in.ID)
		if err != nil {
			return nil, err
		}
		return &jobOutput{CacheControl: "no-store", Body: j.wire()}, nil
	})
	remove := huma.Operation{
		OperationID: "job-delete", Method: http.MethodDelete, Path: jobsPath + "/{id}", Tags: []string{"link"},
		Summary:     "End a job",
		Description: "Cancels a job that has not ended, and removes it with its result.",
	}
	huma.Register(s.huma, remove, guarded(s, &remove, func(_ context.Context, in *jobInput) (*struct{}, error) {
		return nil, s.jobs.remove(in.ID)
	}))
}
