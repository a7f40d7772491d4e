package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// source is one argument of a run.
type source struct {
	arg    string
	origin string
	part   bool                              // it is one file of what the origin names
	open   func(q *queue, src *source) error // feeds the queue with its files
	fsys   fs.FS                             // what open walks, nil for sources of a path
	err    error                             // why it could not be read to its end
}

// stdinName is the argument that stands for standard input.
const stdinName = "-"

// sources resolves the arguments of the run. Nothing is read yet but the first
// bytes of files.
func (r Run) sources() ([]*source, error) {
	if len(r.Sources) == 0 {
		return nil, errors.New("import: no source given")
	}
	var out []*source
	for _, arg := range r.Sources {
		src := &source{arg: arg, origin: r.Origin, open: pathSource}
		if arg == stdinName {
			if r.Stdin == nil {
				return nil, errors.New("import -: standard input is not there")
			}
			src.open = streamSource(r.Stdin)
		}
		if src.origin == "" {
			if err := src.label(); err != nil {
				return nil, fmt.Errorf("import %s: %w", arg, err)
			}
		}
		out = append(out, src)
	}
	return out, nil
}

// root is the file that stands for the whole source.
func (s *source) root() file {
	base := filepath.Base(s.arg)
	return file{src: s, name: base, shown: s.arg, root: true}
}

// streamSource reads a source from a stream.
func streamSource(r io.Reader) func(*queue, *source) error {
	return func(q *queue, src *source) error {
		c := &container{q: q, file: src.root()}
		return c.stream(&interruptible{ctx: q.ctx, r: r}, 0)
	}
}

// pathSource reads the file, folder or pattern that the argument names.
func pathSource(q *queue, src *source) error {
	info, err := os.Stat(src.arg)
	if errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(src.arg, "*?[") {
		return globSource(q, src)
	}
	if err != nil {
		return plainError(err)
	}
	return sendPath(q, src.root(), src.arg, info)
}

// globSource reads what the argument matches, in the order of the names.
func globSource(q *queue, src *source) error {
	paths, err := filepath.Glob(src.arg)
	if err != nil {
		return fmt.Errorf("bad pattern: %w", err)
	}
	if len(paths) == 0 {
		return errors.New("no such file, and as a pattern it matches nothing")
	}
	base := globBase(src.arg)
	for _, path := range paths {
		name := filepath.ToSlash(strings.TrimPrefix(path, base))
		f := file{src: src, name: name, shown: path}
		info, err := os.Stat(path)
		if err == nil {
			err = sendPath(q, f, path, info)
		}
		if err != nil {
			if err := q.fail(f, plainError(err), true); err != nil {
				return err
			}
		}
	}
	return nil
}

// globBase returns the folders of a pattern before the first special character.
func globBase(pattern string) string {
	fixed := pattern[:strings.IndexAny(pattern, "*?[")]
	return fixed[:strings.LastIndexByte(filepath.ToSlash(fixed), '/')+1]
}

// sendPath sends what stands at a path of the file system.
func sendPath(q *queue, f file, path string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		prefix := f.name + "/"
		if f.root {
			prefix = ""
		}
		return walk(q, os.DirFS(path), folder{src: f.src, prefix: prefix, path: path})
	case info.Mode().IsRegular():
		return q.send(&job{file: f, open: func() (fs.File, error) { return os.Open(path) }})
	}
	r, err := os.Open(path) // a pipe or a device, as in <(command)
	if err != nil {
		return plainError(err)
	}
	defer r.Close()
	c := &container{q: q, file: f}
	return c.stream(&interruptible{ctx: q.ctx, r: r}, 0)
}

// plainError drops the path from an error of the file system: the report names
// it already.
func plainError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// interruptible ends a read that blocks when the context ends. The goroutine
// that waits in the read stays until the read returns.
type interruptible struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte
	rest []byte
	err  error
	got  chan int
}

// Read returns bytes of the stream, or the error of the context.
func (s *interruptible) Read(p []byte) (int, error) {
	if len(s.rest) == 0 && s.err == nil {
		s.fill()
	}
	if len(s.rest) > 0 {
		n := copy(p, s.rest)
		s.rest = s.rest[n:]
		return n, nil
	}
	return 0, s.err
}

func (s *interruptible) fill() {
	if s.got == nil {
		s.buf, s.got = make([]byte, 128<<10), make(chan int, 1)
	}
	var err error
	go func() {
		var n int
		n, err = s.r.Read(s.buf)
		s.got <- n
	}()
	select {
	case n := <-s.got:
		s.rest, s.err = s.buf[:n], err
	case <-s.ctx.Done():
		s.err = s.ctx.Err()
	}
}
