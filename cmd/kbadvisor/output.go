package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// output is where a command writes: standard output, or a file that appears under its
// name when it is complete.
type output struct {
	io.Writer
	file *os.File // nil for standard output
	name string   // of the file in the end; empty when it has that already
	buf  *bufio.Writer
}

// openOutput opens a file, or standard output when no name is given. What exists and
// is no file, such as a pipe or a terminal, is written to as it is.
func (p *program) openOutput(name string) (*output, error) {
	if name == "" || name == "-" {
		return &output{Writer: p.out}, nil
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	temp, final := filepath.Join(filepath.Dir(name), ".tmp-"+rand.Text()), name
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	mode := os.FileMode(0o666) // less the umask
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return nil, usagef("%s is a folder: name a file", cleanLine(name))
	case err == nil && info.Mode().IsRegular():
		mode = info.Mode().Perm()
	case err == nil:
		temp, final, flags = name, "", os.O_WRONLY
	}
	f, err := os.OpenFile(temp, flags, mode)
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, fmt.Errorf("write %s: %w", cleanLine(name), e.Err) // the name of temp says nothing
	}
	if err != nil {
		return nil, err
	}
	o := &output{file: f, name: final, buf: bufio.NewWriterSize(f, 64<<10)}
	o.Writer = o.buf
	return o, nil
}

// finish ends the writing, which has failed when err is not nil: then a file that was
// there stays as it was.
func (o *output) finish(err error) error {
	if o.file == nil {
		return err
	}
	err = errors.Join(err, o.buf.Flush())
	if o.name == "" {
		return errors.Join(err, o.file.Close())
	}
	if err == nil {
		err = o.file.Sync()
	}
	if err = errors.Join(err, o.file.Close()); err != nil {
		return errors.Join(err, os.Remove(o.file.Name()))
	}
	return os.Rename(o.file.Name(), o.name)
}
