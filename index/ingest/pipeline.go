package ingest

import (
	"context"
	"sync"

	"kbadvisor/kb"
)

// window is how many files wait for the collector, for each worker.
const window = 8

// pipeline is one import under way. Its methods without a note run in the
// goroutine that called Importer.Import: the collector's.
type pipeline struct {
	ctx     context.Context // of the import
	cfg     Config
	run     Run
	sources []*source
	known   *known
	meter   meter
	work    chan *job

	seen   map[kb.ID]*record
	batch  batch
	flight *flight // the batch that the engine is storing, nil for none
	sum    Summary
	report reporter
	failed map[fileKey]bool // files whose articles must not be pruned
	broken bool             // some source was not read to its end
	bad    int              // such sources that are arguments
}

func newPipeline(ctx context.Context, cfg Config, run Run, sources []*source) *pipeline {
	return &pipeline{
		ctx: ctx,
		cfg: cfg, run: run, sources: sources,
		work:   make(chan *job, cfg.Workers),
		seen:   map[kb.ID]*record{},
		failed: map[fileKey]bool{},
		report: reporter{w: run.Report},
	}
}

// do runs the stages one after the other.
func (p *pipeline) do(ctx context.Context) error {
	p.meter.stage(StageScan)
	var err error
	if p.known, err = loadKnown(ctx, p.cfg.Engine, scopeOf(p.sources)); err != nil {
		return err
	}
	p.meter.stage(StageImport)
	err = p.readAll(ctx)
	if err == nil {
		p.meter.stage(StagePrune)
		err = p.prune(ctx)
	}
	p.meter.stage(StageRefresh)
	return p.finish(ctx, err)
}

// readAll reads, parses and stores all sources.
func (p *pipeline) readAll(ctx context.Context) error {
	reading, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	for range p.cfg.Workers {
		workers.Go(func() {
			for j := range p.work {
				p.parse(j)
			}
		})
	}
	err := p.drain(p.start(reading, p.readSources), cancel)
	close(p.work)
	workers.Wait()
	cancel()
	if err != nil {
		return err
	}
	return p.flushAll()
}

// readSources sends the files of all sources. It runs in a goroutine of its own.
func (p *pipeline) readSources(q *queue) error {
	for _, src := range p.sources {
		if err := src.open(q, src); err != nil && q.ctx.Err() == nil {
			if err := q.fail(src.root(), err, true); err != nil {
				return err
			}
		}
		if err := q.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// start runs a reader and returns the queue that it fills and closes.
func (p *pipeline) start(ctx context.Context, read func(*queue) error) *queue {
	q := &queue{ctx: ctx, p: p, order: make(chan *job, window*p.cfg.Workers)}
	go func() {
		defer close(q.order)
		_ = read(q) // readers report to the queue; what is left is the context's end
	}()
	return q
}

// drain takes the files of a queue in order. After an error of the engine it
// has the readers stop, and passes over what they had read.
func (p *pipeline) drain(q *queue, cancel context.CancelFunc) error {
	var failed error
	for j := range q.order {
		<-j.done
		if failed != nil {
			continue
		}
		if j.stream != nil {
			failed = p.drain(p.start(q.ctx, streamOf(j)), cancel)
		} else {
			failed = p.take(j)
		}
		if failed != nil {
			cancel()
		}
	}
	return failed
}

// streamOf returns the reader of a file that has to be read as a stream.
func streamOf(j *job) func(*queue) error {
	return func(q *queue) error {
		err := j.stream(q)
		if err == nil || q.ctx.Err() != nil {
			return err
		}
		return q.fail(j.file, err, true)
	}
}

// finish makes visible what was stored and settles the error of the import.
func (p *pipeline) finish(ctx context.Context, err error) error {
	if !p.run.DryRun {
		if e := p.cfg.Engine.Refresh(context.WithoutCancel(ctx)); err == nil {
			err = e
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return err
	case p.report.err != nil:
		return p.report.err
	case p.bad == len(p.sources):
		return noSource(p.sources)
	}
	return nil
}
