package scan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"sync/atomic"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/stream"
)

// ErrUnknown says that a file is no report that can be read.
var ErrUnknown = errors.New("no known report")

// FileError tells of a file, or a member of a zip file, why it cannot be read as a
// report.
type FileError struct {
	Name string
	Err  error
}

// Error returns name and reason.
func (e *FileError) Error() string { return e.Name + ": " + e.Err.Error() }

// Unwrap returns the reason.
func (e *FileError) Unwrap() error { return e.Err }

// Options tell how reports are read. The zero value is good.
type Options struct {
	Format string        // name of the format, empty to tell it by content
	Limits stream.Limits // of each report, zero for the defaults
	Total  int64         // bytes of all reports in the file together when they are unpacked, 0 for any number
}

// Report is a report of a known format.
type Report struct {
	Name   string // of the file; of a member of a zip file "scans.zip/a.xml"
	Format stream.Format
	Size   int64 // bytes of the file, packed

	file   *counted
	open   func() (io.ReadCloser, error)
	limits stream.Limits
}

// Open finds the reports in a file: itself, or the members of a zip file. A file
// that is no report fails with a *FileError: ErrUnknown and words that say what it looks like. A
// member of a zip file that is none is passed over; its error is joined to what is
// returned beside the reports that are there.
func Open(name string, in io.ReaderAt, size int64, o Options) ([]*Report, error) {
	if o.Format != "" && !slices.ContainsFunc(Formats(), func(f stream.Format) bool { return f.Name == o.Format }) {
		return nil, fmt.Errorf("%w has the format %q", ErrUnknown, o.Format)
	}
	file := &counted{in: in, most: o.Total}
	magic := make([]byte, 4)
	n, err := in.ReadAt(magic, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &FileError{name, err}
	}
	if string(magic[:n]) == "PK\x03\x04" || string(magic[:n]) == "PK\x05\x06" {
		return openZip(name, file, size, o)
	}
	r := &Report{Name: name, Size: size, file: file, limits: o.Limits, open: func() (io.ReadCloser, error) {
		return unpacked(io.NopCloser(io.NewSectionReader(file, 0, size)))
	}}
	if err := r.detect(o.Format); err != nil {
		return nil, &FileError{name, err}
	}
	return []*Report{r}, nil
}

// Findings reads the report from its beginning. An error ends it: what came before
// it is all that could be read, and the error names the place (*stream.Error).
func (r *Report) Findings(ctx context.Context) iter.Seq2[kb.Finding, error] {
	return stream.All(func(emit func(kb.Finding) error) error {
		in := stream.NewReport(func() (io.ReadCloser, error) {
			raw, err := r.open()
			if err != nil {
				return nil, err
			}
			return stacked{stoppable{ctx, r.file, raw}, raw}, nil
		}, r.limits)
		return guarded(r.Format.Name, emit, func(emit stream.Emit) error { return in.Run(r.Format.Name, r.Format.Reader, emit) })
	})
}

// guarded turns a panic of a reader into an error: one report must not end those
// beside it, or the server around them. Panics of who takes the findings go on.
func guarded(format string, emit stream.Emit, read func(stream.Emit) error) (err error) {
	taking := false
	defer func() {
		if taking {
			return
		}
		if v := recover(); v != nil {
			err = fmt.Errorf("the reader of %s fails on it, please report this: %v", format, v)
		}
	}()
	return read(func(f kb.Finding) error {
		taking = true
		err := emit(f)
		taking = false
		return err
	})
}

// Done returns how much of the file was read, 0 to 1. The members of a zip file tell
// it of the whole file.
func (r *Report) Done() float64 {
	return min(1, float64(r.file.furthest.Load())/float64(max(1, r.Size)))
}

// stoppable is a reader that stops when its context ends, and when all that was
// unpacked of its file is too much.
type stoppable struct {
	ctx  context.Context
	file *counted
	io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.Reader.Read(p)
	if all := s.file.unpacked.Add(int64(n)); s.file.most > 0 && all > s.file.most {
		return 0, fmt.Errorf("%w: the file has more than %d bytes when it is unpacked", stream.ErrLimit, s.file.most)
	}
	return n, err
}

// counted remembers how far a file was read, and how much came out of it.
type counted struct {
	in       io.ReaderAt
	furthest atomic.Int64
	unpacked atomic.Int64
	most     int64 // of unpacked, 0 for any number
}

// ReadAt implements io.ReaderAt.
func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.in.ReadAt(p, at)
	if end := at + int64(n); end > c.furthest.Load() {
		c.furthest.Store(end)
	}
	return n, err
}
