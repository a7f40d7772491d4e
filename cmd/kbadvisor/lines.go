package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"

	"kbadvisor/index"
)

// lineOutput is the answer to a line; with returns what is written in its place
// when it cannot be given.
type lineOutput interface{ with(fault string) lineOutput }

// lineRun answers lines of standard input.
type lineRun struct {
	*program
	what   string // what the lines are, "queries"
	max    int    // the longest line in bytes
	answer func(ctx context.Context, line []byte) (lineOutput, error)
}

// maxLine is the longest line of queries in bytes.
const maxLine = 1 << 20

// lineIn is a line of queries.
type lineIn struct {
	ID    json.RawMessage `json:"id"` // any JSON value; it comes back as it is
	Query string          `json:"query"`
}

// lineOut is the line of results for it.
type lineOut struct {
	ID      json.RawMessage `json:"id"`
	Results []lineHit       `json:"results"`
	Error   string          `json:"error,omitempty"`
}

func (o lineOut) with(fault string) lineOutput {
	o.Error = fault
	return o
}

type lineHit struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// lineJob is a line on its way from the reader through a worker to the writer.
type lineJob struct {
	number int
	text   []byte
	out    lineOutput
	err    error
	done   chan struct{}
}

// lines answers the queries on standard input.
func (s *searchCommand) lines(ctx context.Context, e index.Engine) error {
	r := lineRun{program: s.program, what: "queries", max: maxLine, answer: func(ctx context.Context, line []byte) (lineOutput, error) {
		return s.line(ctx, e, line)
	}}
	return r.run(ctx, s.in)
}

// run answers the lines on all cores, in their order.
func (l *lineRun) run(ctx context.Context, in io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan *lineJob, workers)
	ordered := make(chan *lineJob, 64*workers)
	var readErr error
	go func() { // ends with the input, or at the next line after ctx does
		defer close(todo)
		defer close(ordered)
		readErr = l.read(ctx, in, todo, ordered)
	}()
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for job := range todo {
				job.out, job.err = l.answer(ctx, job.text)
				close(job.done)
			}
		})
	}
	failed, err := l.write(ctx, ordered)
	if err != nil {
		return err
	}
	wg.Wait()
	switch {
	case readErr != nil:
		return fmt.Errorf("read the %s: %w", l.what, readErr)
	case failed > 0:
		return &exit{code: exitFailures, err: fmt.Errorf("%d of the %s could not be answered", failed, l.what)}
	}
	return nil
}

// read sends every line that is not blank to the workers and to the writer.
func (l *lineRun) read(ctx context.Context, in io.Reader, todo, ordered chan<- *lineJob) error {
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 64<<10), l.max)
	for n := 1; scan.Scan(); n++ {
		text := strings.TrimSpace(scan.Text())
		if text == "" {
			continue
		}
		job := &lineJob{number: n, text: []byte(text), done: make(chan struct{})}
		for _, to := range []chan<- *lineJob{ordered, todo} {
			select {
			case to <- job:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	return scan.Err()
}

// write writes the answers in the order of the lines. It returns how many
// could not be given.
func (l *lineRun) write(ctx context.Context, ordered <-chan *lineJob) (failed int, err error) {
	w := bufio.NewWriterSize(l.out, 64<<10)
	defer func() { err = errors.Join(err, w.Flush()) }()
	for {
		var job *lineJob
		select {
		case job = <-ordered:
		default: // nothing waits: let the reader see what is there
			if err := w.Flush(); err != nil {
				return failed, err
			}
			select {
			case job = <-ordered:
			case <-ctx.Done():
				return failed, ctx.Err()
			}
		}
		if job == nil {
			return failed, nil
		}
		select {
		case <-job.done:
		case <-ctx.Done():
			return failed, ctx.Err()
		}
		if job.err != nil {
			failed++
			job.out = job.out.with(job.err.Error())
			l.note("standard input:%d: %s", job.number, cleanLine(job.err.Error()))
		}
		if err := jsonLine(w, job.out); err != nil {
			return failed, err
		}
	}
}

// line answers one line.
func (s *searchCommand) line(ctx context.Context, e index.Engine, text []byte) (lineOut, error) {
	out := lineOut{Results: []lineHit{}}
	var in lineIn
	if err := json.Unmarshal(text, &in); err != nil {
		return out, fmt.Errorf(`want a line of {"id", "query"}: %w`, err)
	}
	out.ID = in.ID
	q := plainQuery(in.Query)
	if len(q.Words) == 0 {
		return out, nil
	}
	q.Limit = s.limit
	q.Sort = index.Sort(s.sort)
	page, err := e.Search(ctx, q)
	for _, h := range page.Hits {
		out.Results = append(out.Results, lineHit{ID: string(h.ID), Score: h.Score})
	}
	return out, err
}
