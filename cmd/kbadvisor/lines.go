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

type lineHit struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// lineJob is a line on its way from the reader through a worker to the writer.
type lineJob struct {
	number int
	text   []byte
	out    lineOut
	err    error
	done   chan struct{}
}

// lines answers the queries on standard input, on all cores, in their order.
func (s *searchCommand) lines(ctx context.Context, e index.Engine) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan *lineJob, workers)
	ordered := make(chan *lineJob, 64*workers)
	var readErr error
	go func() { // ends with the input, or at the next line after ctx does
		defer close(todo)
		defer close(ordered)
		readErr = readLines(ctx, s.in, todo, ordered)
	}()
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for job := range todo {
				job.out, job.err = s.line(ctx, e, job.text)
				close(job.done)
			}
		})
	}
	failed, err := s.writeLines(ctx, ordered)
	if err != nil {
		return err
	}
	wg.Wait()
	switch {
	case readErr != nil:
		return fmt.Errorf("read the queries: %w", readErr)
	case failed > 0:
		return &exit{code: exitFailures, err: fmt.Errorf("%d of the queries could not be answered", failed)}
	}
	return nil
}

// readLines sends every line that is not blank to the workers and to the writer.
func readLines(ctx context.Context, in io.Reader, todo, ordered chan<- *lineJob) error {
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 64<<10), maxLine)
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

// writeLines writes the answers in the order of the queries. It returns how many
// could not be given.
func (s *searchCommand) writeLines(ctx context.Context, ordered <-chan *lineJob) (failed int, err error) {
	w := bufio.NewWriterSize(s.out, 64<<10)
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
			job.out.Error = job.err.Error()
			s.note("standard input:%d: %s", job.number, cleanLine(job.err.Error()))
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
