package ingest

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
)

// folder says how the files of a folder are named.
type folder struct {
	src    *source
	prefix string // before the names, empty or with a slash at the end
	path   string // before the names that people see, empty for none
}

func (d folder) file(name string) file {
	full := path.Join(d.prefix, name)
	return file{src: d.src, name: full, shown: filepath.Join(d.path, filepath.FromSlash(name))}
}

// folderSource reads a source from a file system.
func folderSource(fsys fs.FS) func(*queue, *source) error {
	return func(q *queue, src *source) error { return walk(q, fsys, folder{src: src}) }
}

// walk sends the regular files of a folder and its subfolders in the order of
// their names. Everything else is reported.
func walk(q *queue, fsys fs.FS, d folder) error {
	return fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		f := d.file(name)
		if err != nil {
			if name == "." {
				return plainError(err)
			}
			return q.fail(f, fmt.Errorf("cannot be listed: %w", plainError(err)), true)
		}
		if why := hidden(path.Base(name)); why != "" {
			if err := q.skip(f, why); err != nil || !entry.IsDir() {
				return err
			}
			return fs.SkipDir
		}
		switch mode := entry.Type(); {
		case mode.IsDir():
			return q.ctx.Err()
		case mode&fs.ModeSymlink != 0:
			return q.skip(f, "symbolic link, not followed")
		case !mode.IsRegular():
			return q.skip(f, "not a regular file")
		}
		return q.send(&job{file: f, open: func() (fs.File, error) { return fsys.Open(name) }})
	})
}
