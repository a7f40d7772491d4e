package ingest

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// tar reads a tar archive.
func (c *container) tar(r io.Reader) error {
	t := tar.NewReader(r)
	for n := 0; ; n++ {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = c.budget.entry()
		}
		if err == nil {
			err = c.tarEntry(h, t)
		}
		if err != nil {
			return tarError(err, n)
		}
	}
}

// tarEntry sends one entry.
func (c *container) tarEntry(h *tar.Header, r io.Reader) error {
	switch h.Typeflag {
	case tar.TypeDir, tar.TypeXGlobalHeader:
		return nil
	}
	name, err := cleanName(h.Name)
	if err != nil {
		return c.q.fail(c.file.inside(shortName(h.Name)), err, false)
	}
	f := c.file.inside(name)
	if why := hidden(name); why != "" {
		return c.q.skip(f, why)
	}
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeGNUSparse:
	case tar.TypeSymlink, tar.TypeLink:
		return c.q.skip(f, "link, not followed")
	default:
		return c.q.skip(f, "not a regular file")
	}
	return c.entry(f, r, h.Size)
}

// entry reads the content of one entry of an archive. Size is what the archive
// says.
func (c *container) entry(f file, r io.Reader, size int64) error {
	r = c.budget.unpacked(r, &c.budget.files)
	limit := c.q.p.cfg.Limits.MaxArticle
	data, err := readUpTo(r, limit+1, size)
	if err != nil {
		return err
	}
	if len(data) <= limit {
		return c.q.send(&job{file: f, data: data})
	}
	if pack := sniff(data); pack != plain {
		return c.q.skip(f, nested(pack))
	}
	return c.articles(f, io.MultiReader(bytes.NewReader(data), r))
}

// nested says why an archive inside an archive is not opened.
func nested(pack packing) string {
	return fmt.Sprintf("%s inside an archive, not opened; import it by itself", pack)
}

// tarError adds what to do about the error of a tar archive.
func tarError(err error, entries int) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("ends early after %d entries; fetch it again: %w", entries, err)
	case errors.Is(err, tar.ErrHeader):
		return fmt.Errorf("is damaged after %d entries; fetch it again: %w", entries, err)
	}
	return err
}
