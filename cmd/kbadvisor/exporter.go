package main

import (
	"archive/tar"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"kbadvisor/index/ingest"
)

// exporter is where exported articles go.
type exporter interface {
	put(name string, source []byte) error
	// finish ends the work, which has failed when err is not nil.
	finish(err error) error
}

func (p *program) exporter(out string) (exporter, error) {
	switch {
	case out == "":
		return plainExport{p.out}, nil
	case out == "-" && p.out.terminal:
		return nil, usagef("a tar is nothing for a terminal: send standard output to a file, or name one with --out")
	case out == "-":
		return newTarExport(p.out, func(err error) error { return err })
	case strings.HasSuffix(out, ".tar"), strings.HasSuffix(out, ".tar.zst"):
		return newFileExport(out)
	}
	return newFolderExport(out)
}

// plainExport writes the bytes of one article.
type plainExport struct{ w io.Writer }

func (e plainExport) put(_ string, source []byte) error { _, err := e.w.Write(source); return err }
func (e plainExport) finish(err error) error            { return err }

// folderExport writes a file for each article.
type folderExport struct{ root *os.Root }

func newFolderExport(dir string) (exporter, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	return folderExport{root}, err
}

func (e folderExport) put(name string, source []byte) error {
	if dir := path.Dir(name); dir != "." {
		if err := e.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	return e.root.WriteFile(name, source, 0o644)
}
func (e folderExport) finish(err error) error { return errors.Join(err, e.root.Close()) }

// tarExport writes an archive. The same articles give the same bytes.
type tarExport struct {
	tar   *tar.Writer
	close func(error) error
}

// newTarExport begins with the note that the names in the archive are whole.
func newTarExport(w io.Writer, close func(error) error) (tarExport, error) {
	e := tarExport{tar: tar.NewWriter(w), close: close}
	err := e.tar.WriteHeader(&tar.Header{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": ingest.WholePaths}})
	return e, err
}

func (e tarExport) put(name string, source []byte) error {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(source)), Mode: 0o644, ModTime: time.Unix(0, 0)}
	if err := e.tar.WriteHeader(h); err != nil {
		return err
	}
	_, err := e.tar.Write(source)
	return err
}

func (e tarExport) finish(err error) error {
	if err == nil {
		err = e.tar.Close()
	}
	return e.close(err)
}

// newFileExport writes an archive to a file that appears when it is complete.
func newFileExport(name string) (exporter, error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".tmp-*")
	if err != nil {
		return nil, err
	}
	var w io.Writer = f
	end := func() error { return nil }
	if strings.HasSuffix(name, ".zst") {
		z, err := zstd.NewWriter(f)
		if err != nil {
			return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
		w, end = z, z.Close
	}
	e, err := newTarExport(w, func(err error) error {
		if err = errors.Join(err, end(), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
			return errors.Join(err, os.Remove(f.Name()))
		}
		return os.Rename(f.Name(), name)
	})
	if err != nil {
		return nil, e.finish(err)
	}
	return e, nil
}
