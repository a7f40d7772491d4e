package ingest

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// tar reads a tar archive, or several that were put together, up to the end of
// the stream: only there does a compressed stream have its checksum.
func (c *container) tar(r *bufio.Reader) error {
	for entries := 0; ; {
		n, err := c.oneTar(r)
		entries += n
		if err == nil {
			err = skipZeros(r)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return tarError(err, entries)
		}
		if head, _ := r.Peek(sniffLen); !isTar(head) {
			return fmt.Errorf("has other data behind its end, after %d entries; fetch it again", entries)
		}
	}
}

// oneTar reads a tar archive up to the mark of its end.
func (c *container) oneTar(r io.Reader) (entries int, err error) {
	end := &endMark{r: r}
	t := tar.NewReader(end)
	for ; ; entries++ {
		h, err := t.Next()
		if err == io.EOF {
			return entries, end.check()
		}
		if err == nil {
			err = c.budget.entry()
		}
		if err == nil {
			err = c.tarEntry(h, t)
		}
		if err != nil {
			return entries, err
		}
	}
}

// endMark remembers how many zeros a stream ends with so far.
type endMark struct {
	r     io.Reader
	zeros int
}

func (e *endMark) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	rest := len(bytes.TrimRight(p[:n], "\x00"))
	if rest > 0 {
		e.zeros = 0
	}
	e.zeros += n - rest
	return n, err
}

// check tells an archive that was cut between two entries, which archive/tar
// takes for a whole one: it lacks the block of zeros at the end.
func (e *endMark) check() error {
	if e.zeros < blockLen {
		return errCut
	}
	return nil
}

// blockLen is the size of the blocks of a tar archive.
const blockLen = 512

// errCut is the error of an archive without its end.
var errCut = fmt.Errorf("the end is missing: %w", io.ErrUnexpectedEOF)

// skipZeros reads up to the next byte that is not zero. It returns io.EOF when
// there is none.
func skipZeros(r *bufio.Reader) error {
	for {
		if _, err := r.Peek(1); err != nil {
			return err
		}
		b, _ := r.Peek(r.Buffered())
		n := len(b) - len(bytes.TrimLeft(b, "\x00"))
		if _, err := r.Discard(n); err != nil || n < len(b) {
			return err
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
		return c.q.fail(c.inside(shortName(h.Name)), err, false)
	}
	f := c.inside(name)
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

// tarError says how far a tar archive was read, and what to do.
func tarError(err error, entries int) error {
	switch {
	case err == io.ErrUnexpectedEOF, err == errCut:
		return fmt.Errorf("ends early, after %d entries; fetch it again: %w", entries, err)
	case errors.Is(err, tar.ErrHeader):
		return fmt.Errorf("is damaged after %d entries; fetch it again: %w", entries, err)
	}
	return fmt.Errorf("after %d entries: %w", entries, err)
}
