package ingest

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// zip reads a zip archive of size bytes.
func (c *container) zip(r io.ReaderAt, size int64) error {
	c.budget = c.newBudget(size)
	at := &packedAt{b: c.budget, r: r, limit: maxDirectory}
	z, err := zip.NewReader(at, size)
	if errors.Is(err, ErrLimit) {
		return err
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("its directory cannot be read; fetch it again: %w", err)
	}
	at.limit, c.budget.in = 0, 0
	if why := notArticles(z); why != "" {
		return c.q.skip(c.file, why)
	}
	c.q.p.meter.archive()
	c.outermost = outermostOfZip(z)
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(
		zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(maxWindow)))
	for _, entry := range z.File {
		if err := c.budget.entry(); err != nil {
			return err
		}
		if err := c.zipEntry(entry); err != nil {
			return err
		}
	}
	return nil
}

// notArticles tells the zip archives that are documents or programs, empty for
// others.
func notArticles(z *zip.Reader) string {
	for i, f := range z.File {
		switch {
		case f.Name == "[Content_Types].xml":
			return "an Office document; save it as text or Markdown"
		case f.Name == "mimetype" && i == 0:
			return "an OpenDocument or EPUB file; save it as text or Markdown"
		case f.Name == "META-INF/MANIFEST.MF":
			return "a Java program"
		}
	}
	return ""
}

// zipEntry sends one entry. Only limits and the end of the context end the
// archive: every other entry can still be read.
func (c *container) zipEntry(entry *zip.File) error {
	mode := entry.Mode()
	if mode.IsDir() {
		return nil
	}
	name, err := cleanName(entry.Name)
	if err != nil {
		return c.q.fail(c.inside(shortName(entry.Name)), err, false)
	}
	f := c.inside(name)
	switch why := hidden(name); {
	case why != "":
		return c.q.skip(f, why)
	case !mode.IsRegular():
		return c.q.skip(f, "link or device, not followed")
	case entry.Flags&1 != 0:
		return c.q.entryFailed(f, "is encrypted; unpack it with its password and import the files")
	}
	r, err := entry.Open()
	if err == nil {
		defer r.Close()
		err = c.entry(f, r, int64(min(entry.UncompressedSize64, 1<<62)))
	}
	if err == nil || errors.Is(err, ErrLimit) || c.q.ctx.Err() != nil {
		return err
	}
	return c.q.fail(f, zipError(err, entry), false)
}

// zipError adds what to do about the error of an entry.
func zipError(err error, entry *zip.File) error {
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return fmt.Errorf("compression method %d is not supported; repack it with the usual one (deflate)", entry.Method)
	case errors.Is(err, zip.ErrChecksum):
		return fmt.Errorf("is damaged, the checksum differs; fetch it again: %w", err)
	}
	return fmt.Errorf("cannot be unpacked; fetch it again: %w", err)
}
