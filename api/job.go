package api

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	v1 "kbadvisor/api/v1"
)

// The states of a job.
const (
	jobQueued    = "queued"
	jobRunning   = "running"
	jobDone      = "done"
	jobFailed    = "failed"
	jobCancelled = "cancelled"
)

// job links an upload while nobody waits for it, or somebody only watches.
type job struct {
	id     string
	upload *upload
	ask    linkAsk
	ctx    context.Context // of the work; cancel ends it
	cancel context.CancelFunc
	ended  chan struct{} // closed when the state is final
	lane   *lane

	attended atomic.Bool // as linkAsk says, until the request ends

	progress linkProgress

	mu sync.Mutex
	outcome
	created, started, finished, expires time.Time
}

// linkProgress tells how far the linking of an upload is. One goroutine writes it,
// any number read it.
type linkProgress struct {
	findings atomic.Int64
	share    atomic.Int64 // in thousandths
}

// begin tells that the work begins. It reports whether there is any: not when the job
// has ended already.
func (j *job) begin() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.state != jobQueued {
		return false
	}
	j.state, j.started = jobRunning, time.Now()
	return true
}

// outcome is how a job ends.
type outcome struct {
	state   string
	result  *linkResult // of a job that is done
	failure *problem    // of one that failed
}

// end sets the final state, once, and returns the one before. The result belongs to
// the job from then on, or is given up when the job has ended already.
func (j *job) end(o outcome, keep time.Duration) (before string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if before = j.state; final(before) {
		o.result.close()
		return before
	}
	j.outcome = o
	j.finished = time.Now()
	j.expires = j.finished.Add(keep)
	close(j.ended)
	return before
}

// final reports whether a job ends with a state.
func final(state string) bool { return state != jobQueued && state != jobRunning }

// open returns the result for reading, which the caller closes, or an error that
// tells why there is none.
func (j *job) open() (*linkResult, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.state == jobDone && j.result.acquire():
		return j.result, nil
	case j.state == jobDone:
		return nil, errNoJob
	case j.state == jobFailed:
		return nil, j.failure
	case j.state == jobCancelled:
		return nil, withDetail(errNoResult, "The job was cancelled.")
	}
	return nil, withDetail(errNoResult, "The job is %s, with %d findings so far.", j.state, j.progress.findings.Load())
}

// forget gives up the result, but for those who read it just now.
func (j *job) forget() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.result.close()
}

// wire returns the job as clients see it.
func (j *job) wire() v1.Job {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := v1.Job{
		ID: j.id, State: j.state, Bytes: j.upload.size, Links: j.links(),
		Findings: int(j.progress.findings.Load()), Share: float64(j.progress.share.Load()) / 1000,
		Created: j.created, Started: j.started, Finished: j.finished, Expires: j.expires,
	}
	if j.failure != nil {
		out.Error = &j.failure.wire
	}
	if j.state == jobDone {
		sum := j.result.document.Summary
		out.Findings, out.Share, out.Reports, out.Verdicts, out.Reasons = sum.Findings, 1, sum.Reports, sum.Verdicts, sum.Reasons
	}
	return out
}

// links returns the addresses of the job.
func (j *job) links() v1.JobLinks {
	self := jobsPath + "/" + j.id
	result := self + "/result"
	if j.ask.format != "" {
		result += "?format=" + j.ask.format
	}
	return v1.JobLinks{Self: self, Events: self + "/events", Result: result, Page: linkPath + "/" + j.id}
}
