package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
)

// linkInput is an upload with what is wanted of it. The body is read by receive.
type linkInput struct {
	Format        string  `query:"format" enum:"json,jsonl,csv,md,html,sarif,text" doc:"Form of the answer; Accept decides without it"`
	InputFormat   string  `query:"input_format" maxLength:"64" doc:"Format of the reports, one of /v1/formats; their content tells it without"`
	MinConfidence float64 `query:"min_confidence" minimum:"0" maximum:"1" doc:"Results that are less sure than this are left out"`
	Filename      string  `query:"filename" maxLength:"200" doc:"Name of the report, for a body that is no form" example:"scan.nessus"`
	Accept        string  `header:"Accept" hidden:"true"`
	Prefer        string  `header:"Prefer" doc:"respond-async makes a job of any upload (RFC 7240); wait=N makes one of what is not linked after N seconds" example:"respond-async"`

	call
}

// linkOutput is a result in its form, or the job that makes it. A page may lie in a
// frame of ours.
type linkOutput struct {
	Status      int
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Errors      string `header:"X-Report-Errors" doc:"How many reports could not be read, or not to their end"`
	Location    string `header:"Location" hidden:"true"`
	Applied     string `header:"Preference-Applied" hidden:"true"`
	Policy      string `header:"Content-Security-Policy" hidden:"true"`
	Frame       string `header:"X-Frame-Options" hidden:"true"`
	Opener      string `header:"Cross-Origin-Opener-Policy" hidden:"true"`
	Body        func(huma.Context)
}

// linkPath is where uploads go: under /v1 those of programs.
const linkPath = "/link"

func (s *Server) linkOperation() {
	op := huma.Operation{
		OperationID: "link", Path: "/v1" + linkPath, Tags: []string{"link"},
		Summary: "Link the findings of reports",
		Description: "Every finding of the reports with the article that explains it, or an honest no. The body is one report, also packed with gzip or zip, " +
			"or a form with the field report for each. The answer has the form that format or Accept asks for. " +
			"A large upload, one with Prefer: respond-async, and one that takes minutes becomes a job (202). " +
			"A report that breaks off gives the findings before that place, and the summary says why.",
		Responses: map[string]*huma.Response{
			"200": {Description: "The findings", Content: s.resultTypes()},
			"202": {Description: "A job that links them", Content: map[string]*huma.MediaType{typeJSON: {Schema: s.schemaOf(v1.Job{})}}, Headers: map[string]*huma.Param{
				"Location":           {Description: "Address of the job", Schema: &huma.Schema{Type: "string"}},
				"Preference-Applied": {Description: "respond-async when that made it a job", Schema: &huma.Schema{Type: "string"}},
			}},
		},
	}
	registerPost(s, op, s.cfg.Link.MaxUpload, s.linkUpload)
	// Declared before, huma would read the body.
	s.huma.OpenAPI().Paths[op.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: reportTypes()}
}

// linkUpload takes an upload and answers with its result when that is near.
func (s *Server) linkUpload(ctx context.Context, in *linkInput) (*linkOutput, error) {
	form, err := resultForm(in.Format, in.Accept)
	if err != nil {
		return nil, err
	}
	async, wait := parsePrefer(in.Prefer)
	j, err := s.takeUpload(ctx, in.call, in.Filename, func(u *upload) (linkAsk, error) {
		now := u.size <= s.cfg.Link.MaxAnswer && (!async || wait > 0)
		return linkAsk{in.InputFormat, in.Format, in.MinConfidence, now}, u.onlyReports()
	})
	if err != nil {
		return nil, err
	}
	defer in.hurried()
	if !j.attended.Load() {
		return jobAnswer(j, async), nil
	}
	defer j.attended.Store(false)
	select {
	case <-j.ended:
		return s.answerNow(in.call, j, form)
	case <-time.After(min(orDefault(wait, maxWait), maxWait)):
		return jobAnswer(j, async), nil
	case <-ctx.Done():
		_ = s.jobs.remove(j.id) // nobody knows of it
		return nil, ctx.Err()
	}
}

// takeUpload makes a job of the body of a request. The function tells what is wanted
// of it when the body is there.
func (s *Server) takeUpload(ctx context.Context, c call, name string, ask func(*upload) (linkAsk, error)) (*job, error) {
	if err := s.mayLink(ctx, c.request); err != nil {
		return nil, err
	}
	u, err := s.receive(c, name)
	if err != nil {
		return nil, err
	}
	wanted, err := ask(u)
	lane := s.jobs.small
	if u.size > s.cfg.Link.MaxAnswer {
		lane = s.jobs.large
	}
	var j *job
	if err == nil {
		j, err = s.jobs.add(ctx, lane, u, wanted)
	}
	if err != nil {
		u.discard()
	}
	return j, err
}

// mayLink refuses an upload before it is read.
func (s *Server) mayLink(ctx context.Context, r *http.Request) error {
	if new(http.CrossOriginProtection).Check(r) != nil {
		return errCrossSite
	}
	if s.cfg.Linker == nil {
		return ErrNoMatcher
	}
	for _, err := range s.cfg.Linker.Link(ctx, func(func(kb.Finding, error) bool) {}) {
		return err // without findings it tells only whether it is ready
	}
	return s.jobs.free()
}

// answerNow answers with the result of a job that has ended, which nobody else knows
// of.
func (s *Server) answerNow(c call, j *job, form report.Format) (*linkOutput, error) {
	r, err := j.open()
	_ = s.jobs.remove(j.id) // the server's end may have removed it
	if errors.Is(err, errNoResult) {
		return nil, errStopping // nobody else can cancel it
	}
	if err != nil {
		return nil, err
	}
	return s.newResult(c, r, form), nil
}

// jobAnswer tells of a job.
func jobAnswer(j *job, async bool) *linkOutput {
	out := &linkOutput{Status: http.StatusAccepted, ContentType: typeJSON, Location: jobsPath + "/" + j.id}
	if async {
		out.Applied = "respond-async"
	}
	body := encodeJSON(j.wire())
	out.Body = func(ctx huma.Context) {
		ctx.SetStatus(out.Status)
		_, _ = ctx.BodyWriter().Write(body) // the client is gone when this fails
	}
	return out
}
