package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// decompress opens a compressed stream with bounded memory.
func decompress(in io.Reader, pack packing) (io.ReadCloser, error) {
	if pack == packGz {
		return gzip.NewReader(in)
	}
	dec, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(maxWindow))
	if err != nil {
		return nil, err
	}
	return dec.IOReadCloser(), nil
}

// unpacker is a reader of a compressed stream whose errors say what to do.
type unpacker struct {
	pack packing
	r    io.Reader
}

func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	return n, packError(u.pack, err)
}

// packError adds to an error of a compressed stream what to do about it.
func packError(pack packing, err error) error {
	switch {
	case err == nil, err == io.EOF, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return fmt.Errorf("%w: %s needs a window of more than %d MiB; compress it anew without --long", ErrLimit, pack, maxWindow>>20)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch):
		return fmt.Errorf("%s is damaged, the checksum differs, and articles from it may be; fetch it again and import it anew: %w", pack, err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s ends early; fetch it again: %w", pack, err)
	}
	return fmt.Errorf("%s is damaged; fetch it again: %w", pack, err)
}

// trimPacking takes the ending that a packer added off a name.
func trimPacking(name string) string {
	switch ext := path.Ext(name); strings.ToLower(ext) {
	case ".gz", ".gzip", ".zst", ".zstd", ".z":
		if short := name[:len(name)-len(ext)]; path.Base(short) != "." && short != "" {
			return short
		}
	}
	return name
}
