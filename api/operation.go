package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	v1 "kbadvisor/api/v1"
)

// The media types of answers. All text is UTF-8.
const (
	typeJSON     = "application/json"
	typeProblem  = "application/problem+json"
	typeHTML     = "text/html; charset=utf-8"
	typeText     = "text/plain; charset=utf-8"
	typeMarkdown = "text/markdown; charset=utf-8"
)

// codeInternal is the code of the last row of rules.
const codeInternal = "internal"

// register declares an operation for GET and HEAD. Errors of handle go through
// the table in rules.go.
func register[I, O any](s *Server, op huma.Operation, handle func(context.Context, *I) (*O, error)) {
	safe := guarded(s, &op, handle)
	get, head := op, op
	get.Method = http.MethodGet
	head.Method, head.OperationID, head.Hidden = http.MethodHead, op.OperationID+"-head", true
	head.Responses = maps.Clone(op.Responses)
	huma.Register(s.huma, get, safe)
	huma.Register(s.huma, head, safe)
}

// registerPost declares an operation for POST, whose body has at most a number of
// bytes. A colon in its path is written with a backslash in front, which the
// router wants.
func registerPost[I, O any](s *Server, op huma.Operation, limit int64, handle func(context.Context, *I) (*O, error)) {
	op.Method, op.MaxBodyBytes, op.BodyReadTimeout = http.MethodPost, limit, bodyTimeout
	s.bodies[strings.ReplaceAll(op.Path, `\`, "")] = limit
	huma.Register(s.huma, op, guarded(s, &op, handle))
}

// guarded documents the errors of an operation and returns its handler with errors
// as they are told to clients.
func guarded[I, O any](s *Server, op *huma.Operation, handle func(context.Context, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	op.Responses["default"] = s.problemResponse()
	return func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	}
}

// strictQuery refuses query strings that are not well-formed and parameters that
// are unknown, repeated, or not UTF-8, for every operation.
func (s *Server) strictQuery(ctx huma.Context, next func(huma.Context)) {
	u := ctx.URL()
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		s.fail(humaecho.Unwrap(ctx), errBadRequest)
		return
	}
	if faults := queryFaults(values, ctx.Operation().Parameters); len(faults) > 0 {
		s.fail(humaecho.Unwrap(ctx), badParameters(faults))
		return
	}
	next(ctx)
}

// queryFaults returns what is wrong with the names and the number of values of
// the parameters of a request, ordered by name.
func queryFaults(values url.Values, known []*huma.Param) []v1.ProblemError {
	var faults []v1.ProblemError
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if msg := parameterFault(name, values[name], known); msg != "" {
			at := cut("query."+string(bytes.ToValidUTF8([]byte(name), []byte("?"))), 60)
			faults = append(faults, v1.ProblemError{Location: at, Message: msg})
		}
	}
	return faults
}

// parameterFault returns what is wrong with one parameter, or nothing.
func parameterFault(name string, values []string, known []*huma.Param) string {
	i := slices.IndexFunc(known, func(p *huma.Param) bool { return p.In == "query" && p.Name == name })
	if i < 0 {
		return "unknown parameter"
	}
	list := known[i].Schema != nil && known[i].Schema.Type == huma.TypeArray
	if len(values) > 1 && !list {
		return "given more than once"
	}
	if len(values) > 1 && slices.Contains(values, "") {
		return "has an empty value"
	}
	if slices.ContainsFunc(values, func(v string) bool { return !utf8.ValidString(v) }) {
		return "is not valid UTF-8"
	}
	return ""
}

// humaConfig returns the set-up of huma: JSON only, no pages that load from
// elsewhere, errors in our own form.
func (s *Server) humaConfig() huma.Config {
	format := huma.Format{Marshal: writeJSON, Unmarshal: json.Unmarshal}
	return huma.Config{
		OpenAPI:       openAPI(),
		Formats:       map[string]huma.Format{typeJSON: format, "json": format},
		DefaultFormat: typeJSON,
		Transformers:  []huma.Transformer{s.transform},
	}
}

// raw is a body that is encoded already.
type raw []byte

// transform gives errors their final form just before they are written. Their
// status is that of huma, which newProblem keeps.
func (s *Server) transform(ctx huma.Context, _ string, v any) (any, error) {
	var p *problem
	switch e := v.(type) {
	case *problem:
		p = e
	case *huma.ErrorModel:
		p = s.problem(ctx.Context(), fromHuma(e))
	default:
		return v, nil
	}
	u := ctx.URL()
	body, contentType := s.renderProblem(p, &u, ctx.Header("Accept"), ctx.SetHeader)
	ctx.SetHeader("Content-Type", contentType)
	ctx.SetHeader("Cache-Control", "no-store")
	return raw(body), nil
}

// writeJSON writes a body as JSON, without escapes for HTML: no answer is ever
// read as HTML (nosniff).
func writeJSON(w io.Writer, v any) error {
	if b, ok := v.(raw); ok {
		_, err := w.Write(b)
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// encodeJSON returns what writeJSON writes. It is for types of v1, which always
// can be encoded.
func encodeJSON(v any) []byte {
	var b bytes.Buffer
	if err := writeJSON(&b, v); err != nil {
		panic(err)
	}
	return b.Bytes()
}
