package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"kbadvisor/index"
	"kbadvisor/index/ingest"
)

// bundled brings the bundled articles of a data folder up to date with those of
// the file system, unless the folder has them already or wants none.
func (p *program) bundled(ctx context.Context, d *data, fsys fs.FS) error {
	if d.settings.NoBundled {
		return nil
	}
	digest, err := digestFS(fsys)
	if err != nil || digest == d.settings.Bundled {
		return err
	}
	im, err := ingest.New(ingest.Config{Engine: d, Logger: p.logger(), Parse: d.parse})
	if err != nil {
		return err
	}
	sum, err := im.ImportFS(ctx, fsys, index.OriginBundled)
	if err != nil {
		return fmt.Errorf("import the bundled articles: %w", err)
	}
	if len(sum.Failures) > 0 {
		f := sum.Failures[0]
		return fmt.Errorf("import the bundled articles: %s: %s", f.Name, f.Reason)
	}
	d.settings.Bundled = digest
	return d.settings.write(d.dir)
}

// digestFS returns the SHA-256 of all names and contents of a file system in hex.
func digestFS(fsys fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, path)
		fmt.Fprintf(h, "%s %d\n", path, len(text))
		h.Write(text)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
