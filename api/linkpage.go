package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/api/web"
	"kbadvisor/kb/scan"
)

// jobPolicy is pagePolicy for the page of a job: it has a script of ours that follows
// the job, and the result in a frame.
const jobPolicy = pagePolicy + "; script-src 'self'; connect-src 'self'; frame-src 'self'"

// shortWork is how long the page waits for a job before it shows its progress.
const shortWork = time.Second

type linkPageInput struct{ call }

type cancelInput struct {
	ID string `path:"id" maxLength:"64"`

	call
}

// linkPageOperations declare the page on which people upload reports.
func (s *Server) linkPageOperations() {
	register(s, huma.Operation{OperationID: "link-page", Path: linkPath, Hidden: true},
		func(context.Context, *struct{}) (*pageOutput, error) {
			body, err := s.pages.Link(web.Link{Formats: v1.NewFormats(scan.Formats()).Formats, MaxBytes: s.cfg.Link.MaxUpload})
			return newPage(body), err
		})
	registerPost(s, huma.Operation{OperationID: "link-form", Path: linkPath, Hidden: true}, s.cfg.Link.MaxUpload, s.linkForm)
	register(s, huma.Operation{OperationID: "job-page", Path: linkPath + "/{id}", Hidden: true}, s.jobPage)
	registerPost(s, huma.Operation{OperationID: "job-cancel", Path: linkPath + "/{id}", Hidden: true}, maxBody, s.cancelForm)
}

// linkForm makes a job of a form that was filled in, and leads to its page.
func (s *Server) linkForm(ctx context.Context, in *linkPageInput) (*pageOutput, error) {
	defer in.hurried()
	j, err := s.takeUpload(ctx, in.call, "", formAsk)
	if err != nil {
		return nil, err
	}
	select { // small reports need no page of progress
	case <-j.ended:
	case <-time.After(shortWork):
	case <-ctx.Done():
	}
	return &pageOutput{Status: http.StatusSeeOther, Location: j.links().Page}, nil
}

// jobPage shows how far a job is, and its result when it is done.
func (s *Server) jobPage(_ context.Context, in *jobInput) (*pageOutput, error) {
	j, err := s.jobs.get(in.ID)
	if err != nil {
		return nil, err
	}
	var forms []web.Form
	for _, f := range report.Formats() {
		forms = append(forms, web.Form{Href: jobsPath + "/" + j.id + "/result?format=" + f.Name, Label: f.Name, File: "findings" + f.Ending})
	}
	body, err := s.pages.Job(web.Job{Job: j.wire(), Forms: forms})
	out := newPage(body)
	out.Policy = jobPolicy
	return out, err
}

// cancelForm ends a job for one who has no script to send DELETE with.
func (s *Server) cancelForm(_ context.Context, in *cancelInput) (*pageOutput, error) {
	if new(http.CrossOriginProtection).Check(in.request) != nil {
		return nil, errCrossSite
	}
	if err := s.jobs.remove(in.ID); err != nil {
		return nil, err
	}
	return &pageOutput{Status: http.StatusSeeOther, Location: linkPath}, nil
}
