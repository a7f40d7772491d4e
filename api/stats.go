package api

import (
	"context"
	"path"
	"path/filepath"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/index"
)

type statsOutput struct{ Body v1.Stats }

func (s *Server) statsOperation() {
	register(s, huma.Operation{
		OperationID: "stats", Path: "/v1/stats", Tags: []string{"server"},
		Summary:     "Describe the knowledge base",
		Description: "How many articles there are, where they came from, and the state of the search structures.",
	}, func(ctx context.Context, _ *struct{}) (*statsOutput, error) {
		stats, err := s.stats(ctx)
		if err != nil {
			return nil, err
		}
		out := &statsOutput{Body: v1.NewStats(stats)}
		out.Body.Version = s.cfg.Version
		out.Body.Origins = originNames(stats.Origins)
		return out, nil
	})
}

// originNames returns origins without the folders of the machine that they were
// imported from.
func originNames(origins map[string]int) map[string]int {
	out := map[string]int{}
	for name, n := range origins {
		out[path.Base(filepath.ToSlash(name))] += n
	}
	return out
}

// stats asks the engine within the time of a search, but outside the gate: a
// server that is busy still can be looked at.
func (s *Server) stats(ctx context.Context) (index.Stats, error) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.SearchTimeout)
	defer cancel()
	return s.engine.Stats(ctx)
}
