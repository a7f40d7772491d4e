package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
)

type healthOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         v1.Health
}

func (s *Server) healthOperations() {
	register(s, huma.Operation{
		OperationID: "healthz", Path: "/healthz", Tags: []string{"server"},
		Summary:     "Tell whether the server works",
		Description: "Makes a small search. Restart the server when this fails for long.",
	}, s.healthz)
	register(s, huma.Operation{
		OperationID: "readyz", Path: "/readyz", Tags: []string{"server"},
		Summary:     "Tell whether the server takes requests",
		Description: "503 while the server stops, and until there is something to search. A degraded server is ready: it answers from what is left.",
	}, s.readyz)
}

// healthz makes a search outside the gate: a busy server is healthy.
func (s *Server) healthz(ctx context.Context, _ *struct{}) (*healthOutput, error) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.SearchTimeout)
	defer cancel()
	if _, err := s.engine.Search(ctx, index.Query{Words: []index.Word{{Text: "health"}}, Limit: 1}); err != nil {
		return nil, err
	}
	return newHealth("ok", index.Stats{}), nil
}

func (s *Server) readyz(ctx context.Context, _ *struct{}) (*healthOutput, error) {
	if s.stopping.Load() {
		return nil, errStopping
	}
	stats, err := s.stats(ctx)
	if err != nil {
		return nil, err
	}
	state := v1.State(stats)
	if state == "building" && stats.Searchable == 0 {
		return nil, errNotReady
	}
	return newHealth(state, stats), nil
}

func newHealth(status string, stats index.Stats) *healthOutput {
	return &healthOutput{CacheControl: "no-store", Body: v1.Health{Status: status, Lag: stats.Lag}}
}
