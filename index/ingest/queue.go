package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"kbadvisor/kb"
)

// file names one file of a source.
type file struct {
	src   *source
	name  string // inside its origin: what the document is called and ids are made of
	shown string // for people
	root  bool   // it is the whole source
	inner bool   // it came out of an archive
}

// inside returns the file that an archive holds under a name, below its
// outermost folder.
func (f file) inside(name, outermost string) file {
	out := file{src: f.src, name: strings.TrimPrefix(name, outermost), shown: f.shown + ":" + name, inner: true}
	if !f.root {
		out.name = f.name + "/" + out.name
	}
	return out
}

// job is a file on its way. A worker fills in the outcome and closes done.
type job struct {
	file
	data []byte                  // what it holds, or
	open func() (fs.File, error) // how to get at it

	done chan struct{}
	// results has an entry for each article of the file.
	results []result
	// stream is set instead when the file has to be read as a stream: an archive,
	// or more than one article can have.
	stream func(*queue) error
}

// result is one article, or why there is none.
type result struct {
	article *kb.Article
	name    string // of the document
	same    kb.ID  // the article is stored with these bytes; it was not parsed

	err    error
	skip   bool // err says that the file is no article
	broken bool // err says that more of the source could not be read
}

// queue takes the files of one reader, in the order read.
type queue struct {
	ctx   context.Context
	p     *pipeline
	order chan *job // to the collector
}

// send passes on a file that has to be parsed. It fails when the context ends.
func (q *queue) send(j *job) error {
	j.done = make(chan struct{})
	select {
	case q.p.work <- j:
		return q.put(j)
	case <-q.ctx.Done():
		return q.ctx.Err()
	}
}

// result passes on what became of a file.
func (q *queue) result(f file, r result) error {
	j := &job{file: f, results: []result{r}, done: make(chan struct{})}
	close(j.done)
	return q.put(j)
}

func (q *queue) put(j *job) error {
	select {
	case q.order <- j:
		return nil
	case <-q.ctx.Done():
		return q.ctx.Err()
	}
}

// skip reports a file that is no article.
func (q *queue) skip(f file, why string) error {
	return q.result(f, result{err: errors.New(why), skip: true})
}

// fail reports a file that cannot be read; with broken, that more than this one
// file could not.
func (q *queue) fail(f file, err error, broken bool) error {
	return q.result(f, result{err: err, broken: broken})
}

// entryFailed reports an entry of an archive that cannot be read.
func (q *queue) entryFailed(f file, format string, args ...any) error {
	return q.fail(f, fmt.Errorf(format, args...), false)
}
