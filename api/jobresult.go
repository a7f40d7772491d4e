package api

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"kbadvisor/api/report"
)

// reportPolicy is that of a result as a page: it lies in a box of its own, which may
// run the script that is in the page, and neither load nor send anything.
const reportPolicy = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-modals; default-src 'none'; " +
	"style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// resultInput asks for a result.
type resultInput struct {
	ID     string `path:"id" maxLength:"64" doc:"Name of the job"`
	Format string `query:"format" enum:"json,jsonl,csv,md,html,sarif,text" doc:"Form of the answer; Accept decides without it"`
	Accept string `header:"Accept" hidden:"true"`

	call
}

func (s *Server) resultOperation() {
	register(s, huma.Operation{
		OperationID: "job-result", Path: jobsPath + "/{id}/result", Tags: []string{"link"},
		Summary:     "Read what a job found",
		Description: "The findings of all reports in the form that format or Accept asks for, as often as wanted until the job expires.",
		Responses:   map[string]*huma.Response{"200": {Description: "The findings", Content: s.resultTypes()}},
	}, s.jobResult)
}

func (s *Server) jobResult(_ context.Context, in *resultInput) (*linkOutput, error) {
	form, err := resultForm(in.Format, in.Accept)
	if err != nil {
		return nil, err
	}
	j, err := s.jobs.get(in.ID)
	if err != nil {
		return nil, err
	}
	r, err := j.open()
	if err != nil {
		return nil, err
	}
	return s.newResult(in.call, r, form), nil
}

// newResult returns an answer that writes a result and closes it.
func (s *Server) newResult(c call, r *linkResult, form report.Format) *linkOutput {
	out := &linkOutput{Disposition: `inline; filename="findings` + form.Ending + `"`}
	out.Status, out.ContentType = http.StatusOK, form.MediaType
	if n := r.broken(); n > 0 {
		out.Errors = strconv.Itoa(n)
	}
	if form.Name == "html" {
		// A page in a sandbox cannot have an opener policy (HTML, section 7.4.5).
		out.Policy, out.Frame, out.Opener = reportPolicy, "SAMEORIGIN", "unsafe-none"
	}
	out.Body = func(ctx huma.Context) {
		defer r.close()
		ctx.SetStatus(out.Status)
		if c.request.Method == http.MethodHead {
			return
		}
		if err := s.writeResult(c, r, form); err != nil {
			s.abort(c, err)
		}
	}
	return out
}

// broken counts the reports of a result that were not read to their end.
func (r *linkResult) broken() int {
	n := 0
	for _, rep := range r.document.Summary.Reports {
		if rep.Error != "" {
			n++
		}
	}
	return n
}

// writeResult writes a result in a form.
func (s *Server) writeResult(c call, r *linkResult, form report.Format) error {
	w := bufio.NewWriterSize(&timed{c.answer, http.NewResponseController(c.answer)}, 64<<10)
	if err := form.Write(w, r.document, report.Options{Version: s.cfg.Version, Time: r.made}); err != nil {
		return err
	}
	return w.Flush()
}

// abort cuts an answer off that has begun, so that the client sees that it is not
// complete.
func (s *Server) abort(c call, err error) {
	if ctx := c.request.Context(); ctx.Err() == nil {
		s.logFailure(ctx, err)
	}
	panic(http.ErrAbortHandler)
}

// timed is an answer whose client has to take every piece in time. The server's time
// for an answer does not hold for it.
type timed struct {
	out     io.Writer
	control *http.ResponseController
}

func (t *timed) Write(p []byte) (int, error) {
	// Without a connection there are no deadlines to set.
	_ = t.control.SetWriteDeadline(time.Now().Add(writePatience))
	return t.out.Write(p)
}
