package api

import (
	"context"
	"errors"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
	"kbadvisor/kb/observe"
)

// Matcher explains observations.
type Matcher interface {
	// Match says what the knowledge base says to an observation, or fails with
	// ErrNoMatcher while it cannot tell. The hint is its
	// kind when that is known, else empty; limit is how many articles are given at
	// most.
	Match(ctx context.Context, text string, hint kb.ObservationKind, limit int) (kb.Answer, error)
	// Quoting returns the articles that quote a reply with a code, by id.
	Quoting(p kb.Protocol, code string) []kb.ID
}

// matchTimeouts is how many times the time of a search a match may take: a search
// reads 1 KiB, a match up to 1 MiB.
const matchTimeouts = 5

type matchInput struct {
	Body v1.MatchRequest
}

type matchOutput struct{ Body v1.Match }

func (s *Server) matchOperation() {
	registerPost(s, huma.Operation{
		OperationID: "match", Path: "/v1/match", Tags: []string{"match"},
		Summary: "Explain what was seen",
		Description: "The articles that explain an observation, with evidence, or an honest no. Evidence points at bytes " +
			"of the input and of the article's source (/v1/articles/{id}.txt). Passwords are masked.",
	}, maxMatch, func(ctx context.Context, in *matchInput) (*matchOutput, error) {
		m, err := s.match(ctx, in.Body)
		return &matchOutput{Body: m}, err
	})
}

// match is what the JSON interface and the page have in common.
func (s *Server) match(ctx context.Context, in v1.MatchRequest) (v1.Match, error) {
	if s.cfg.Matcher == nil {
		return v1.Match{}, ErrNoMatcher
	}
	if len(in.Input) > v1.MaxInput {
		return v1.Match{}, errInput
	}
	kind, err := observe.ParseKind(in.Kind)
	if err != nil {
		return v1.Match{}, badParameters([]v1.ProblemError{{Location: "body.kind", Message: err.Error()}})
	}
	if in.Limit == 0 {
		in.Limit = v1.DefaultMatches
	}
	return workFor(ctx, s, matchTimeouts*s.cfg.SearchTimeout, func(ctx context.Context) (v1.Match, error) {
		answer, err := s.cfg.Matcher.Match(ctx, in.Input, kind, in.Limit)
		if err != nil {
			return v1.Match{}, err
		}
		articles, err := s.matched(ctx, answer)
		if err != nil {
			return v1.Match{}, err
		}
		m := v1.NewMatch(answer, func(id kb.ID) *kb.Article { return articles[id] })
		m.ID = in.ID
		return m, nil
	})
}

// matched returns the articles of an answer. One that was removed since is not
// among them.
func (s *Server) matched(ctx context.Context, a kb.Answer) (map[kb.ID]*kb.Article, error) {
	out := map[kb.ID]*kb.Article{}
	for _, m := range a.Matches {
		doc, err := s.engine.Get(ctx, m.ID)
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[m.ID] = doc.Article
	}
	return out, nil
}
