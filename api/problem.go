package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	v1 "kbadvisor/api/v1"
	"kbadvisor/api/web"
	"kbadvisor/index"
	"kbadvisor/index/query"
)

// problem is an error together with what a client is told about it.
type problem struct {
	wire   v1.Problem
	retry  int    // seconds of Retry-After, none when 0
	absent string // the article that is not there; a page offers to search for it
	cause  error  // for the log only
}

func (p *problem) Error() string { return p.wire.Code + ": " + p.cause.Error() }

func (p *problem) Unwrap() error { return p.cause }

// GetStatus returns the HTTP status; huma asks for it.
func (p *problem) GetStatus() int { return p.wire.Status }

// GetHeaders returns the headers that go with the problem; huma asks for them.
func (p *problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retry))
	}
	return h
}

// ContentType returns the media type of problems; huma asks for it.
func (p *problem) ContentType(string) string { return typeProblem }

// withDetail returns an error of a kind in rules with words of its own. They
// reach the client: they must not hold the text of an internal error.
func withDetail(kind error, format string, args ...any) *problem {
	p := newProblem(kind)
	p.wire.Detail = fmt.Sprintf(format, args...) + " " + ruleFor(kind).advice
	return p
}

// newProblem returns what a client is told about an error.
func newProblem(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		err = errors.Join(errorFor(e.Code), err)
	}
	r := ruleFor(err)
	p := &problem{retry: r.retry, cause: err, wire: v1.Problem{
		Type: problemsPath + "#" + r.code, Title: r.title, Status: r.status, Code: r.code,
		Detail: r.detail + " " + r.advice,
	}}
	if e, ok := errors.AsType[*query.SyntaxError](err); ok {
		p.wire.Position = &e.Pos
		p.wire.Detail = syntaxDetail(e)
		p.wire.Errors = []v1.ProblemError{{Location: "query.q", Message: cut(e.Msg, 200)}}
	}
	return p
}

// syntaxDetail says in a sentence or two what is wrong with a query and where.
func syntaxDetail(e *query.SyntaxError) string {
	d := fmt.Sprintf("The query has a fault at character %d: %s", e.Column, sentence(cut(e.Msg, 200)))
	if e.Hint != "" {
		hint := sentence(cut(e.Hint, 300))
		d += " " + strings.ToUpper(hint[:1]) + hint[1:]
	}
	return d
}

// sentence ends a text with one full stop.
func sentence(s string) string { return strings.TrimRight(s, ". ") + "." }

// badParameters returns the problem of parameters that cannot be used.
func badParameters(faults []v1.ProblemError) *problem {
	p := newProblem(errBadParameter)
	p.wire.Errors = faults[:min(len(faults), maxProblem)]
	var said []string
	for _, f := range p.wire.Errors[:min(len(faults), 3)] {
		said = append(said, f.Location+": "+sentence(f.Message))
	}
	p.wire.Detail = strings.Join(said, " ")
	return p
}

// fromHuma returns the problem for an error that huma found by itself. Of its
// texts only those about parameters are passed on: the others may hold the
// words of a Go decoder.
func fromHuma(e *huma.ErrorModel) *problem {
	kind := errorFor(e.Status)
	if kind != errBadParameter {
		return newProblem(kind)
	}
	var faults []v1.ProblemError
	for _, d := range e.Errors {
		if d != nil {
			faults = append(faults, v1.ProblemError{Location: cut(d.Location, 100), Message: cut(d.Message, 300)})
		}
	}
	return badParameters(faults)
}

// problem returns what a client is told about an error, and logs the error when
// it is the server's own fault.
func (s *Server) problem(ctx context.Context, err error) *problem {
	p := newProblem(err)
	p.wire.RequestID = requestIDOf(ctx)
	if p.wire.Code == codeInternal {
		s.logFailure(ctx, err)
	}
	return p
}

func (s *Server) logFailure(ctx context.Context, err error) {
	s.log.ErrorContext(ctx, "request failed", "request_id", requestIDOf(ctx), "error", cut(err.Error(), 1000))
	if e, ok := errors.AsType[*panicError](err); ok {
		s.log.DebugContext(ctx, "panic", "request_id", requestIDOf(ctx), "stack", string(e.stack))
	}
}

// fail answers a request with an error.
func (s *Server) fail(c echo.Context, err error) {
	if c.Response().Committed {
		return
	}
	p := s.problem(c.Request().Context(), err)
	h := c.Response().Header()
	for name, values := range p.GetHeaders() {
		h[name] = values
	}
	body, contentType := s.renderProblem(p, c.Request().URL, c.Request().Header.Get("Accept"), h.Set)
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Response().WriteHeader(p.wire.Status)
	_, _ = c.Response().Write(body) // the client is gone when this fails
}

// renderProblem returns the body of an error and its type: a page for people who
// asked for one, problem+json for everybody else.
func (s *Server) renderProblem(p *problem, u *url.URL, accept string, setHeader func(name, value string)) (body []byte, contentType string) {
	if wantsPage(u.Path, accept) {
		page, err := s.pages.Problem(web.Problem{Problem: p.wire, Query: cut(u.Query().Get("q"), index.MaxText), Absent: p.absent})
		if err == nil {
			setPageHeaders(setHeader)
			return page, typeHTML
		}
	}
	return encodeJSON(p.wire), typeProblem
}

// wantsPage reports whether a person in front of a browser asks.
func wantsPage(path, accept string) bool {
	return !strings.HasPrefix(path, "/v1/") && negotiate(accept, []string{typeJSON, typeHTML}) == typeHTML
}

// cut returns at most n bytes of s, without tearing a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
