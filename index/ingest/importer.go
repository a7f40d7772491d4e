package ingest

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"runtime"
	"time"

	"kbadvisor/index"
	"kbadvisor/kb/kbfile"
)

// The default size of a batch.
const (
	defaultBatch = 1000    // documents
	batchBytes   = 8 << 20 // of source
)

// Config is what an Importer works with. Only Engine has to be set.
type Config struct {
	Engine  index.Engine
	Workers int // goroutines that parse, 0 for GOMAXPROCS
	// Batch is the most documents for one Engine.Put, 0 for 1000. A batch also
	// ends at 8 MiB of source.
	Batch  int
	Parse  kbfile.Options
	Limits Limits
	Logger *slog.Logger // nil for none
	// Progress is called about ten times a second and once at the end, always
	// from one goroutine; it must not block for long. May be nil.
	Progress func(Progress)
}

// Validate reports what is wrong with the configuration.
func (c Config) Validate() error {
	switch {
	case c.Engine == nil:
		return errors.New("ingest: Config.Engine is not set")
	case c.Workers < 0:
		return errors.New("ingest: Config.Workers is negative")
	case c.Batch < 0:
		return errors.New("ingest: Config.Batch is negative")
	}
	return c.Limits.validate()
}

// withDefaults returns the configuration with every zero replaced.
func (c Config) withDefaults() Config {
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Batch == 0 {
		c.Batch = defaultBatch
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Limits.MaxArticle == 0 {
		c.Limits.MaxArticle = c.Parse.MaxArticle
	}
	c.Limits = c.Limits.withDefaults()
	c.Parse.MaxArticle = c.Limits.MaxArticle
	return c
}

// Importer imports articles into an engine. Its methods may be called at the
// same time from several goroutines.
type Importer struct {
	cfg Config
}

// New returns an importer, or what is wrong with the configuration.
func New(cfg Config) (*Importer, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	return &Importer{cfg: cfg.withDefaults()}, nil
}

// Import brings the articles of the run's sources into the engine and makes
// them visible to searches. The summary is right whatever the error:
//
//   - a file that is no article is skipped, one that cannot be read or parsed
//     is failed; the import goes on and the error is nil;
//   - a source that cannot be read to its end is a failure too; the error
//     matches ErrNoSource only when no source could be;
//   - ErrPruneTooMuch says that everything was imported and nothing was pruned;
//   - when ctx ends, what is parsed already is stored, and the error is ctx's;
//   - an error of the engine ends the import.
func (im *Importer) Import(ctx context.Context, run Run) (Summary, error) {
	sources, err := run.sources()
	if err != nil {
		return Summary{}, err
	}
	return im.run(ctx, run, sources)
}

// ImportFS brings the articles of fsys into the engine under one origin,
// together with their removal: what the engine has of that origin and fsys has
// not is deleted. An article that the engine has from another origin is left as
// it is. It is meant for the articles that ship with the program
// (index.OriginBundled).
func (im *Importer) ImportFS(ctx context.Context, fsys fs.FS, origin string) (Summary, error) {
	src := &source{arg: origin, origin: origin, open: folderSource(fsys), fsys: fsys}
	run := Run{Prune: true, Force: true, yield: true}
	return im.run(ctx, run, []*source{src})
}

// run does an import of resolved sources.
func (im *Importer) run(ctx context.Context, run Run, sources []*source) (Summary, error) {
	start := time.Now()
	defer limitMemory()()
	p := newPipeline(ctx, im.cfg, run, sources)
	stop := p.watchProgress()
	err := p.do(ctx)
	stop()
	p.sum.Seconds = time.Since(start).Seconds()
	return p.sum, err
}
