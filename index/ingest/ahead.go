package ingest

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// countAhead finds out how much there is to read, for the progress, while the
// import is under way. Nothing is known when a source is a stream.
func (p *pipeline) countAhead(quit <-chan struct{}) {
	var files, bytes int64
	for _, src := range p.sources {
		n, size, ok := src.measure(quit)
		if !ok {
			return
		}
		files, bytes = files+n, bytes+size
	}
	p.meter.totalFiles.Store(files)
	p.meter.totalBytes.Store(bytes)
}

// measure counts the files of a source and their bytes. It reports false when
// that cannot be known.
func (s *source) measure(quit <-chan struct{}) (files, bytes int64, ok bool) {
	if s.fsys != nil {
		return measureFS(s.fsys, quit)
	}
	if s.arg == stdinName {
		return 0, 0, false
	}
	paths := []string{s.arg}
	if _, err := os.Stat(s.arg); err != nil {
		paths, _ = filepath.Glob(s.arg)
	}
	for _, name := range paths {
		info, err := os.Stat(name)
		switch {
		case err != nil:
		case info.IsDir():
			n, size, ok := measureFS(os.DirFS(name), quit)
			if !ok {
				return 0, 0, false
			}
			files, bytes = files+n, bytes+size
		case !info.Mode().IsRegular():
			return 0, 0, false
		default:
			files, bytes = files+1, bytes+info.Size()
		}
	}
	return files, bytes, true
}

// measureFS counts the files that walk would send.
func measureFS(fsys fs.FS, quit <-chan struct{}) (files, bytes int64, ok bool) {
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		select {
		case <-quit:
			return fs.SkipAll
		default:
		}
		switch {
		case err != nil:
			return nil
		case hidden(path.Base(name)) != "":
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			if info, err := d.Info(); err == nil {
				files, bytes = files+1, bytes+info.Size()
			}
		}
		return nil
	})
	return files, bytes, err == nil
}
