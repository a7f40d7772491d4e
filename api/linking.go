package api

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb"
	"kbadvisor/kb/scan"
)

// linkResult is what the linking of an upload gave. It is kept on disk as long as
// somebody has it open.
type linkResult struct {
	document report.Document
	made     time.Time
	spool    *report.Spool
	folder   *folder

	mu    sync.Mutex
	users int
}

// acquire opens the result once more. It fails when it is gone.
func (r *linkResult) acquire() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.users > 0 {
		r.users++
	}
	return r.users > 0
}

// close gives the result up for one who has it open; the last one removes it. There
// is nobody to tell of a file that cannot be removed: the room is removed as a whole.
func (r *linkResult) close() {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.users--; r.users == 0 {
		_ = r.spool.Close()
		r.folder.discard()
	}
}

// linkJob does the work of a job.
func (s *Server) linkJob(ctx context.Context, j *job) (o outcome) {
	defer func() {
		if v := recover(); v != nil {
			o = s.failed(j, &panicError{value: v, stack: debug.Stack()})
		}
	}()
	r, err := s.link(ctx, j)
	switch {
	case err == nil:
		return outcome{state: jobDone, result: r}
	case j.ctx.Err() != nil: // somebody else has ended it
		return outcome{state: jobCancelled}
	case ctx.Err() != nil:
		err = fmt.Errorf("%w: %w", errLinkTime, err)
	}
	return s.failed(j, err)
}

// failed returns the outcome of a job that failed.
func (s *Server) failed(j *job, err error) outcome {
	return outcome{state: jobFailed, failure: s.problem(j.ctx, uploadError(err))}
}

// link links the reports of an upload.
func (s *Server) link(ctx context.Context, j *job) (_ *linkResult, err error) {
	r := &linkResult{users: 1}
	if r.folder, err = s.room.folder(); err != nil {
		return nil, err
	}
	if r.spool, err = report.NewSpool(r.folder.path); err != nil {
		r.folder.discard()
		return nil, err
	}
	defer func() {
		if err != nil {
			r.close()
		}
	}()
	c := &report.Collector{Linker: s.cfg.Linker, Get: s.articleOf, MinConfidence: j.ask.minConfidence}
	read := int64(0)
	for _, f := range j.upload.files {
		c.Progress = func(p report.Progress) { j.tell(p, read, f.size) }
		if err := s.linkFile(ctx, c, r, f, j.ask.inputFormat); err != nil {
			return nil, err
		}
		read += f.size
	}
	summary, err := c.Summary(ctx)
	if err != nil {
		return nil, err
	}
	if p := unreadable(summary.Reports); p != nil {
		return nil, p
	}
	r.document, r.made = r.spool.Document(summary), time.Now()
	return r, errors.Join(r.spool.Seal(), r.folder.use(r.spool.Size()))
}

// tell notes how far a job is: so many bytes of files before one, and a share of it.
func (j *job) tell(p report.Progress, before, size int64) {
	j.progress.findings.Store(int64(p.Findings))
	j.progress.share.Store(int64(1000 * (float64(before) + p.Done*float64(size)) / float64(max(1, j.upload.size))))
}

// linkFile keeps the findings of a file.
func (s *Server) linkFile(ctx context.Context, c *report.Collector, r *linkResult, f uploaded, format string) error {
	in, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer in.Close()
	for found, err := range c.File(ctx, f.name, in, f.size, scan.Options{Format: format, Total: maxUnpacked * s.cfg.Link.MaxUpload}) {
		if err == nil {
			err = r.spool.Add(found)
		}
		if err == nil && r.spool.Len()%256 == 0 {
			err = r.folder.use(r.spool.Size())
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// unreadable returns the problem of an upload in which nothing is a report, nil when
// something is.
func unreadable(reports []v1.LinkedReport) *problem {
	var said []string
	for _, r := range reports {
		if r.Format != "" {
			return nil
		}
		said = append(said, cut(report.CleanLine(r.Name+": "+r.Error), 300))
	}
	return withDetail(errNoReport, "%s.", strings.Join(said[:min(len(said), 3)], "; "))
}

// articleOf returns an article for the words of a result.
func (s *Server) articleOf(ctx context.Context, id kb.ID) (*kb.Article, error) {
	doc, err := s.engine.Get(ctx, id)
	return doc.Article, err
}
