package api

import (
	"context"
	"crypto/rand"
	"slices"
	"sync"
	"time"
)

// jobs are the uploads that are linked in the background, and the results that are
// kept for a while. They live in memory and end with the server.
type jobs struct {
	work  func(context.Context, *job) outcome
	most  int           // jobs, in whatever state
	keep  time.Duration // how long one stays when it has ended
	limit time.Duration // how long one may run

	small, large *lane // small uploads do not wait for large ones

	mu      sync.Mutex
	byID    map[string]*job
	closed  bool
	workers sync.WaitGroup
}

// lane is a queue of jobs with those who work on it. It is guarded by jobs.mu.
type lane struct {
	most    int // jobs that run at the same time
	running int
	queue   []*job
}

// How many uploads are linked at the same time. The linking of one uses all
// processors by itself.
const (
	smallLane = 2
	largeLane = 1
)

func newJobs(c LinkConfig, work func(context.Context, *job) outcome) *jobs {
	return &jobs{
		work: work, most: c.MaxJobs, keep: c.Keep, limit: c.Timeout,
		small: &lane{most: smallLane}, large: &lane{most: largeLane}, byID: map[string]*job{},
	}
}

// add takes a job into the queue of a lane, or fails with errTooManyJobs. Of the
// context only the values count: the job outlives the request that brought it.
func (js *jobs) add(ctx context.Context, l *lane, u *upload, ask linkAsk) (*job, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	if err := js.full(); err != nil {
		return nil, err
	}
	j := &job{id: rand.Text(), upload: u, ask: ask, lane: l, ended: make(chan struct{}), outcome: outcome{state: jobQueued}, created: time.Now()}
	j.ctx, j.cancel = context.WithCancel(context.WithoutCancel(ctx))
	j.attended.Store(ask.attended)
	js.byID[j.id] = j
	l.queue = append(l.queue, j)
	if l.running < l.most {
		l.running++
		js.workers.Go(func() { js.run(l) })
	}
	return j, nil
}

// free reports why no job can be taken, if so.
func (js *jobs) free() error {
	js.mu.Lock()
	defer js.mu.Unlock()
	return js.full()
}

// full is free for those who have the lock.
func (js *jobs) full() error {
	switch {
	case js.closed:
		return errStopping
	case len(js.byID) >= js.most:
		return errTooManyJobs
	}
	return nil
}

// run works until the queue of a lane is empty.
func (js *jobs) run(l *lane) {
	for j := js.next(l); j != nil; j = js.next(l) {
		js.do(j)
	}
}

// next takes a job off the queue. Without one the worker ends.
func (js *jobs) next(l *lane) *job {
	js.mu.Lock()
	defer js.mu.Unlock()
	if len(l.queue) == 0 {
		l.running--
		return nil
	}
	j := l.queue[0]
	l.queue = slices.Delete(l.queue, 0, 1)
	return j
}

// do runs a job to its end.
func (js *jobs) do(j *job) {
	if !j.begin() {
		return
	}
	ctx, cancel := context.WithTimeout(j.ctx, js.limit)
	defer cancel()
	o := js.work(ctx, j)
	j.upload.discard()
	js.finish(j, o)
}

// finish gives a job its final state and the time that it has left. It returns the
// state before.
func (js *jobs) finish(j *job, o outcome) (before string) {
	if before = j.end(o, js.keep); final(before) {
		return before
	}
	j.cancel()
	time.AfterFunc(js.keep, func() { _ = js.remove(j.id) }) // it may be gone already
	return before
}

// get returns a job, or errNoJob.
func (js *jobs) get(id string) (*job, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	if j := js.byID[id]; j != nil {
		return j, nil
	}
	return nil, errNoJob
}

// remove ends a job and forgets it, or fails with errNoJob.
func (js *jobs) remove(id string) error {
	js.mu.Lock()
	j := js.byID[id]
	delete(js.byID, id)
	if j != nil {
		j.lane.queue = slices.DeleteFunc(j.lane.queue, func(q *job) bool { return q == j })
	}
	js.mu.Unlock()
	if j == nil {
		return errNoJob
	}
	js.abandon(j)
	return nil
}

// abandon cancels a job that has not ended, and gives up what it holds. The upload of
// one that runs is given up by its worker.
func (js *jobs) abandon(j *job) {
	if js.finish(j, outcome{state: jobCancelled}) == jobQueued {
		j.upload.discard()
	}
	j.forget()
}

// stop takes no more jobs, and ends those for which no request waits.
func (js *jobs) stop() {
	js.end(func(j *job) bool { return !j.attended.Load() })
}

// close ends all jobs and waits for them.
func (js *jobs) close() {
	js.end(func(*job) bool { return true })
	js.workers.Wait()
}

// end takes no more jobs, and ends some.
func (js *jobs) end(which func(*job) bool) {
	js.mu.Lock()
	js.closed = true
	var ids []string
	for id, j := range js.byID {
		if which(j) {
			ids = append(ids, id)
		}
	}
	js.mu.Unlock()
	for _, id := range ids {
		_ = js.remove(id) // somebody else may have done it
	}
}
