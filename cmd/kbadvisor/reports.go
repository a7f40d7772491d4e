package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"kbadvisor/api/report"
	v1 "kbadvisor/api/v1"
	"kbadvisor/kb/scan"
)

// reports are the files that link reads, opened.
type reports struct {
	files []reportFile
	size  int64 // of all
	read  int64 // of those that are done
	now   int64 // of the one that is read
}

// reportFile is a file of which every part can be read again. One that cannot be
// opened has an error.
type reportFile struct {
	name string // as findings name it
	path string
	file *os.File
	size int64
	info os.FileInfo // of what it was read from; nil when that is no file
	temp bool        // it is ours to remove
	err  error
}

// openReports opens what the arguments name. It fails when that cannot be an input at
// all; a file that is not there is told with the others.
func (p *program) openReports(args []string) (*reports, error) {
	in := &reports{}
	for _, arg := range args {
		f := reportFile{name: reportName(arg, args), path: arg}
		if arg == "-" {
			f.name = "standard input"
			if in, ok := p.in.(*os.File); ok {
				f.info, _ = in.Stat() // only holds asks for it
			}
			f.keep(p.in)
		} else {
			f.open()
		}
		var wrong *exit
		if errors.As(f.err, &wrong) {
			in.close()
			return nil, wrong
		}
		in.files = append(in.files, f)
		in.size += f.size
	}
	return in, nil
}

// reportName returns the name of a report in what is written, which may be mailed:
// that of its file for a path from the root, unless another report has it, too.
func reportName(path string, all []string) string {
	if !filepath.IsAbs(path) {
		return path
	}
	base := filepath.Base(path)
	for _, other := range all {
		if other != path && filepath.Base(other) == base {
			return path
		}
	}
	return base
}

// open opens a file. What can be read only once, such as a pipe, is kept first.
func (r *reportFile) open() {
	f, err := os.Open(r.path)
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		r.err = e.Err // the name stands before it
		return
	}
	info, err := f.Stat()
	switch {
	case err == nil && info.Mode().IsRegular():
		r.file, r.size, r.info = f, info.Size(), info
		return
	case err == nil && info.IsDir():
		err = usagef("%s is a folder: name the reports in it", r.path)
	case err == nil:
		r.keep(f)
		err = r.err
	}
	f.Close()
	r.err = err
}

// keep copies what can be read only once into a file.
func (r *reportFile) keep(in io.Reader) {
	if r.file, r.err = os.CreateTemp("", "kbadvisor-report-*"); r.err == nil {
		r.temp = os.Remove(r.file.Name()) != nil // an open file may lose its name, but not everywhere
		r.size, r.err = io.Copy(r.file, in)
	}
	if r.err != nil {
		r.err = fmt.Errorf("keep the report: %w", r.err)
	}
}

// findings yields the findings of all files, linked.
func (r *reports) findings(ctx context.Context, c *report.Collector, o scan.Options) iter.Seq2[v1.Finding, error] {
	return func(yield func(v1.Finding, error) bool) {
		for _, f := range r.files {
			if f.err != nil {
				c.Skip(f.name, f.err)
				continue
			}
			r.now = f.size
			for found, err := range c.File(ctx, f.name, f.file, f.size, o) {
				if !yield(found, err) {
					return
				}
			}
			r.read, r.now = r.read+f.size, 0
		}
	}
}

// holds reports whether a file is one of those that are read, under any name.
func (r *reports) holds(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && slices.ContainsFunc(r.files, func(f reportFile) bool {
		return f.info != nil && os.SameFile(info, f.info)
	})
}

// opened reports whether a report could be opened, whatever is in it. The members of
// a zip file are.
func (r *reports) opened(name string) bool {
	return !slices.ContainsFunc(r.files, func(f reportFile) bool { return f.name == name && f.err != nil })
}

// share returns the part of all files that is read, when so much of the one in work is.
func (r *reports) share(done float64) float64 {
	return (float64(r.read) + done*float64(r.now)) / float64(max(1, r.size))
}

// close closes the files and removes those that are ours.
func (r *reports) close() {
	for _, f := range r.files {
		if f.file == nil {
			continue
		}
		f.file.Close()
		if f.temp {
			_ = os.Remove(f.file.Name()) // the system's folder for temporary files
		}
	}
}
