package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
)

// problemsPath is where the types of problems point to.
const problemsPath = "/v1/problems"

type problemsOutput struct{ Body v1.Problems }

func (s *Server) problemsOperation() {
	all := problemKinds()
	register(s, huma.Operation{
		OperationID: "problems", Path: problemsPath, Tags: []string{"server"},
		Summary:     "List the kinds of errors",
		Description: "Every code that an error of this server can have, with what to do about it.",
	}, func(context.Context, *struct{}) (*problemsOutput, error) {
		return &problemsOutput{Body: v1.Problems{Problems: all}}, nil
	})
}

// problemKinds returns the table of errors in wire form, by status and code.
func problemKinds() []v1.ProblemKind {
	var out []v1.ProblemKind
	for _, r := range rules {
		out = append(out, v1.ProblemKind{Code: r.code, Status: r.status, Title: r.title, Advice: r.advice})
	}
	slices.SortFunc(out, func(a, b v1.ProblemKind) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Code, b.Code))
	})
	return out
}
