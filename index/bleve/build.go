package bleve

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"golang.org/x/sync/errgroup"
)

// shardCount is how many Bleve indexes a generation has. Two can be built and
// searched at the same time, and more would make merging and opening slower.
const shardCount = 2

// buildBatch is how many documents make one segment before the final merge. The
// documents of one segment are in memory, about 1 KiB each.
const buildBatch = 30000

// shardOf returns the number of the shard that holds an article.
func shardOf(id string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return int(h.Sum32() % shardCount)
}

func shardDir(dir string, n int) string {
	return filepath.Join(dir, fmt.Sprintf("shard-%d", n))
}

// builder makes the shards of a generation from scratch.
type builder struct {
	dir    string
	group  *errgroup.Group
	ctx    context.Context
	input  [shardCount]chan *document
	cancel context.CancelFunc
	done   bool
}

// newBuilder starts building in dir, which must not exist.
func newBuilder(ctx context.Context, dir string) (*builder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	b := &builder{dir: dir}
	ctx, b.cancel = context.WithCancel(ctx)
	b.group, b.ctx = errgroup.WithContext(ctx)
	for n := range b.input {
		b.input[n] = make(chan *document, 64)
		b.group.Go(func() error { return b.shard(n) })
	}
	return b, nil
}

// shard builds one shard out of its input. A shard without documents leaves no
// folder behind.
func (b *builder) shard(n int) (err error) {
	defer recovered("build", &err)
	var made *scorch.Builder
	for {
		select {
		case <-b.ctx.Done():
			return b.ctx.Err()
		case d, ok := <-b.input[n]:
			if !ok {
				if made == nil {
					return nil
				}
				return made.Close()
			}
			if made == nil {
				if made, err = b.start(n); err != nil {
					return err
				}
			}
			if err := made.Index(d); err != nil {
				return err
			}
		}
	}
}

func (b *builder) start(n int) (*scorch.Builder, error) {
	return scorch.NewBuilder(map[string]any{
		"path": shardDir(b.dir, n), "buildPathPrefix": b.dir, "batchSize": buildBatch, "mergeMax": 128,
	})
}

// add hands a document to its shard.
func (b *builder) add(d *document) error {
	select {
	case b.input[shardOf(d.id)] <- d:
		return nil
	case <-b.ctx.Done():
		return context.Cause(b.ctx)
	}
}

// finish ends the build and waits for the shards.
func (b *builder) finish() error {
	if !b.done {
		b.done = true
		for _, in := range b.input {
			close(in)
		}
	}
	return b.group.Wait()
}

// close ends the build and returns its folder, or the error that ended it
// earlier; then nothing is left of it.
func (b *builder) close(err error) (string, error) {
	if err != nil {
		b.cancel()
	}
	if err = errors.Join(err, b.finish()); err != nil {
		_ = os.RemoveAll(b.dir)
		return "", err
	}
	b.cancel()
	return b.dir, nil
}

// recovered turns a panic of Bleve into an error.
func recovered(what string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: Bleve panicked: %v", what, r)
	}
}
