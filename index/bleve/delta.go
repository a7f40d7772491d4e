package bleve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	indexapi "github.com/blevesearch/bleve_index_api"
)

// deltaBatch is how many changes go into one batch of a delta.
const deltaBatch = 500

// batchDeadline is how long Bleve may take for one batch. After an error of its
// background work it can wait for ever.
const batchDeadline = 2 * time.Minute

// delta makes a generation of the current one and the changes since.
func (e *Engine) delta(ctx context.Context, current *generation) (string, error) {
	dir := e.newDir()
	d := &deltaBuild{dir: dir}
	err := d.run(ctx, e, current)
	if err = errors.Join(err, d.close()); err != nil {
		_ = os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}

// deltaBuild collects changes by shard and applies them in batches.
type deltaBuild struct {
	dir    string
	mu     sync.Mutex
	shards [shardCount]indexapi.Index
	batch  [shardCount]*indexapi.Batch
}

func (d *deltaBuild) run(ctx context.Context, e *Engine, current *generation) error {
	queue := indexapi.NewAnalysisQueue(1)
	defer queue.Close()
	for n := range d.shards {
		if err := d.open(n, current.dir, queue); err != nil {
			return err
		}
	}
	from := current.manifest.Seq
	err := e.store.deletions(from, func(id string) error { return d.change(id, nil) })
	if err != nil {
		return err
	}
	if err := e.stored(ctx, from, ^uint64(0), func(doc *document) error { return d.change(doc.id, doc) }); err != nil {
		return err
	}
	for n := range d.shards {
		if err := errors.Join(d.flush(n), d.merge(ctx, n, current)); err != nil {
			return err
		}
	}
	return nil
}

// maxSegments is how many segments a shard may have before they are merged into
// one: each costs every search a little.
const maxSegments = 8

// merge merges the segments of a shard when there are too many.
func (d *deltaBuild) merge(ctx context.Context, n int, current *generation) (err error) {
	defer recovered("merge", &err)
	segments := 0
	for i := range current.segments {
		if current.segments[i].shard == n {
			segments++
		}
	}
	s, ok := d.shards[n].(*scorch.Scorch)
	if !ok || segments < maxSegments {
		return nil
	}
	return s.ForceMerge(ctx, nil)
}

// open clones a shard and opens the clone for writing.
func (d *deltaBuild) open(n int, from string, queue *indexapi.AnalysisQueue) (err error) {
	defer recovered("open a clone", &err)
	if err := clone(shardDir(from, n), shardDir(d.dir, n)); err != nil {
		return err
	}
	d.batch[n] = indexapi.NewBatch()
	d.shards[n], err = openScorch(shardDir(d.dir, n), false, queue)
	return err
}

// change adds a change to its batch; doc is nil for a deletion.
func (d *deltaBuild) change(id string, doc *document) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := shardOf(id)
	if doc == nil {
		d.batch[n].Delete(id)
	} else {
		d.batch[n].Update(doc)
	}
	if len(d.batch[n].IndexOps) < deltaBatch {
		return nil
	}
	return d.flush(n)
}

// flush applies the batch of a shard and gives up when Bleve does not come back.
func (d *deltaBuild) flush(n int) error {
	b := d.batch[n]
	d.batch[n] = indexapi.NewBatch()
	if len(b.IndexOps) == 0 {
		return nil
	}
	faults := asyncFaults.Load()
	done := make(chan error, 1)
	go func() {
		var err error
		defer func() { done <- err }()
		defer recovered("apply a batch", &err)
		err = d.shards[n].Batch(b)
	}()
	timer := time.NewTimer(batchDeadline)
	defer timer.Stop()
	select {
	case err := <-done:
		if err == nil && asyncFaults.Load() != faults {
			err = errors.New("background work of Bleve failed")
		}
		return err
	case <-timer.C:
		return fmt.Errorf("batch not finished by Bleve within %s", batchDeadline)
	}
}

// close closes the shards.
func (d *deltaBuild) close() (err error) {
	defer recovered("close a clone", &err)
	var errs []error
	for _, s := range d.shards {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	return errors.Join(errs...)
}

// clone makes a shard that shares the immutable segment files of another one,
// and has a copy of the rest. A shard that is not there gives an empty folder.
func clone(from, to string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		src, dst := filepath.Join(from, entry.Name()), filepath.Join(to, entry.Name())
		if strings.HasSuffix(src, ".zap") && os.Link(src, dst) == nil {
			continue
		}
		if err := copyFile(src, dst); err != nil {
			return err
		}
	}
	return err
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
