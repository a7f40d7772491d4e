package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"runtime"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	v1 "kbadvisor/api/v1"
)

// batchInput is a body that is read here and not by huma, so that an item that does
// not fit the schema fails alone.
type batchInput struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	RawBody     []byte
}

type batchOutput struct{ Body v1.MatchAnswers }

func (s *Server) batchOperation() {
	registerPost(s, huma.Operation{
		OperationID: "match-batch", Path: `/v1/match\:batch`, Tags: []string{"match"},
		Summary: "Explain many observations",
		Description: "Answers to up to 1,000 observations, in their order. An item that cannot be answered has an error " +
			"in its place and does not keep the others from their answers.",
		SkipValidateBody: true,
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			typeJSON: {Schema: s.schemaOf(v1.MatchBatch{})},
		}},
	}, maxBatch, func(ctx context.Context, in *batchInput) (*batchOutput, error) {
		batch, err := s.readBatch(in)
		if err != nil {
			return nil, err
		}
		out := &batchOutput{Body: v1.MatchAnswers{Answers: s.batch(ctx, batch)}}
		for _, a := range out.Body.Answers {
			if a.Error != nil {
				out.Body.Failed++
			}
		}
		return out, ctx.Err()
	})
}

// readBatch reads a batch and checks what is not the fault of one item.
func (s *Server) readBatch(in *batchInput) (v1.MatchBatch, error) {
	var b v1.MatchBatch
	if !isType(in.ContentType, typeJSON) {
		return b, errMediaType
	}
	if err := readStrict(in.RawBody, &b); err != nil {
		return b, err
	}
	var faults []v1.ProblemError
	if n := len(b.Items); n < 1 || n > maxItems {
		faults = append(faults, v1.ProblemError{Location: "body.items", Message: fmt.Sprintf("has %d items, expected 1 to %d", n, maxItems)})
	}
	if b.Limit < 0 || b.Limit > maxResults {
		faults = append(faults, v1.ProblemError{Location: "body.limit", Message: fmt.Sprintf("is %d, expected 1 to %d", b.Limit, maxResults)})
	}
	switch {
	case len(faults) > 0:
		return b, badParameters(faults)
	case s.cfg.Matcher == nil:
		return b, ErrNoMatcher
	}
	return b, nil
}

// readStrict reads a JSON object with no fields that are not known.
func readStrict(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var syntax *json.SyntaxError
	switch _, more := d.Token(); {
	case errors.As(err, &syntax), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), err == nil && more != io.EOF:
		return errBadRequest
	case err != nil: // its words name types of Go
		return badParameters([]v1.ProblemError{{Location: "body", Message: "has a field that is unknown or of the wrong type"}})
	}
	return nil
}

// isType reports whether a Content-Type, or none, is a media type.
func isType(header, want string) bool {
	name, _, err := mime.ParseMediaType(header)
	return header == "" || err == nil && name == want
}

// batch answers the items on all processors. Each takes a place among the
// searches for itself, so that a batch does not keep others waiting.
func (s *Server) batch(ctx context.Context, in v1.MatchBatch) []v1.MatchAnswer {
	out := make([]v1.MatchAnswer, len(in.Items))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), s.cfg.MaxSearches, len(in.Items)) {
		wg.Go(func() {
			for i := range next {
				out[i] = s.batchItem(ctx, in, i)
			}
		})
	}
	for i := range in.Items {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// batchItem answers one item.
func (s *Server) batchItem(ctx context.Context, in v1.MatchBatch, i int) v1.MatchAnswer {
	item := in.Items[i]
	m, err := v1.Match{}, ctx.Err()
	switch {
	case err != nil:
	case item.Fault() != "":
		err = badParameters([]v1.ProblemError{{Location: fmt.Sprintf("body.items[%d]", i), Message: item.Fault()}})
	default:
		m, err = s.match(ctx, v1.MatchRequest{ID: item.ID, Input: item.Input, Kind: item.Kind, Limit: in.Limit})
	}
	if err != nil {
		return v1.NewFailure(item.ID, s.problem(ctx, err).wire)
	}
	return v1.MatchAnswer{Match: m}
}
