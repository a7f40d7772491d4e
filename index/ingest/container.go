package ingest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"

	"kbadvisor/kb/kbfile"
)

// container reads a file as a stream: an archive, a compressed file, or several
// articles in a row. It feeds what it finds to the queue.
type container struct {
	q      *queue
	file   file
	budget *budget
	// outermost is the one folder that everything is in, with a slash; empty when
	// there is none or it is not known, as of a tar archive that is a stream.
	outermost string
}

// inside returns the file that the archive holds under a name.
func (c *container) inside(name string) file { return c.file.inside(name, c.outermost) }

// openContainer returns what reads a file that has to be read as a stream.
func openContainer(f file, open func() (fs.File, error)) func(*queue) error {
	return func(q *queue) error {
		r, err := open()
		if err != nil {
			return plainError(err)
		}
		defer r.Close()
		info, err := r.Stat()
		if err != nil {
			return plainError(err)
		}
		c := &container{q: q, file: f}
		at, ok := r.(io.ReaderAt)
		head := make([]byte, sniffLen)
		if ok {
			n, _ := at.ReadAt(head, 0)
			if sniff(head[:n]) == packZip {
				return c.zip(at, info.Size())
			}
		}
		c.lookAhead(open)
		return c.stream(r, info.Size())
	}
}

// newBudget begins to count. Size is that of the packed source, 0 when it is not
// known.
func (c *container) newBudget(size int64) *budget {
	return &budget{ctx: c.q.ctx, limits: c.q.p.cfg.Limits, inMax: size, consumed: c.q.p.meter.consumed}
}

// stream reads a stream whose packing is told by its first bytes.
func (c *container) stream(r io.Reader, size int64) error {
	c.budget = c.newBudget(size)
	in := bufio.NewReaderSize(c.budget.packed(r), 128<<10)
	head, _ := in.Peek(sniffLen)
	pack := sniff(head)
	switch pack {
	case packZip:
		return c.spool(in)
	case packGz, packZst:
		return c.compressed(in, pack)
	case packTar:
		c.q.p.meter.archive()
		return c.tar(bufio.NewReaderSize(c.budget.unpacked(in, &c.budget.out), 64<<10))
	case plain:
		return c.plain(c.file, in)
	}
	return unsupported(pack)
}

// unsupported says what to do with a packing that is not read.
func unsupported(pack packing) error {
	return fmt.Errorf("%s is not supported; unpack it and import what comes out, or repack it as .zip, .tar.gz or .tar.zst", pack)
}

// compressed reads a compressed stream: of a tar archive or of one file.
func (c *container) compressed(in io.Reader, pack packing) error {
	dec, err := decompress(in, pack)
	if err != nil {
		return packError(pack, err)
	}
	defer dec.Close()
	r := c.budget.unpacked(&unpacker{pack, dec}, &c.budget.out)
	out := bufio.NewReaderSize(r, 64<<10)
	head, err := out.Peek(sniffLen)
	if err != nil && err != io.EOF {
		return err
	}
	switch inner := sniff(head); inner {
	case packTar:
		c.q.p.meter.archive()
		return c.tar(out)
	case plain:
		f := c.file
		f.name, f.inner = trimPacking(f.name), true
		return c.plain(f, out)
	default:
		return fmt.Errorf("holds %s inside %s; unpack it once and import what comes out", inner, pack)
	}
}

// plain reads one file, which may hold several articles.
func (c *container) plain(f file, r io.Reader) error {
	limit := c.q.p.cfg.Limits.MaxArticle
	data, err := readUpTo(r, limit+1, 0)
	if err != nil {
		return err
	}
	if len(data) <= limit {
		return c.q.send(&job{file: f, data: data})
	}
	return c.articles(f, io.MultiReader(bytes.NewReader(data), r))
}

// articles reads a file that is larger than one article may be.
func (c *container) articles(f file, r io.Reader) (err error) {
	defer c.q.p.recovered(f, &err)
	failing := &errorReader{r: r}
	for a, err := range kbfile.Read(failing, f.name, c.q.p.cfg.Parse) {
		if err != nil && failing.err != nil {
			return failing.err
		}
		res := parseResult(f.name, a, err)
		if a != nil {
			res.name = memberName(f.name, a.ID)
		}
		if err := c.q.result(f, res); err != nil {
			return err
		}
	}
	return failing.err
}

// errorReader remembers why reading failed.
type errorReader struct {
	r   io.Reader
	err error
}

func (e *errorReader) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	if err != nil && err != io.EOF {
		e.err = err
	}
	return n, err
}

// readUpTo reads at most limit bytes. Hint is how many are expected, which a
// header may lie about.
func readUpTo(r io.Reader, limit int, hint int64) ([]byte, error) {
	size := 8 << 10
	if hint > 0 {
		size = int(min(hint+1, int64(limit)))
	}
	buf := make([]byte, 0, size)
	for {
		n, err := r.Read(buf[len(buf):min(cap(buf), limit)])
		buf = buf[:len(buf)+n]
		if err == io.EOF || err == nil && len(buf) == limit {
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
	}
}

// spool copies a zip archive that comes as a stream to a temporary file: its
// directory is at the end.
func (c *container) spool(r io.Reader) error {
	tmp, err := os.CreateTemp("", "kbadvisor-import-*.zip")
	if err != nil {
		return fmt.Errorf("keep the zip archive in a temporary file: %w", err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	limit := c.q.p.cfg.Limits.MaxTotal
	n, err := io.Copy(tmp, io.LimitReader(r, limit+1))
	if err != nil {
		return fmt.Errorf("copy the zip archive to a temporary file: %w", err)
	}
	if n > limit {
		return limitError("the zip archive has more than %d bytes", limit)
	}
	return c.zip(tmp, n)
}
