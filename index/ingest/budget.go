package ingest

import (
	"context"
	"io"
)

// budget counts what one archive or stream costs while it is read.
type budget struct {
	ctx      context.Context
	limits   Limits
	in       int64 // packed bytes consumed
	inMax    int64 // size of the packed source, 0 when it is not known
	out      int64 // bytes that came out of the decompressor
	files    int64 // bytes that were read from entries; holes of sparse files count
	entries  int
	consumed func(n int) // told of packed bytes, for progress
}

// entry counts one entry.
func (b *budget) entry() error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if b.entries++; b.entries > b.limits.MaxEntries {
		return limitError("more than %d entries", b.limits.MaxEntries)
	}
	return nil
}

// check compares what was unpacked with the limits.
func (b *budget) check() error {
	n := max(b.out, b.files)
	if n > b.limits.MaxTotal {
		return limitError("unpacks to more than %d bytes", b.limits.MaxTotal)
	}
	if n < ratioFrom {
		return nil
	}
	in := b.in
	if b.inMax > 0 {
		in = min(in, b.inMax)
	}
	if n/int64(b.limits.MaxRatio) > in {
		return limitError("%d bytes unpack to more than %d times as many", in, b.limits.MaxRatio)
	}
	return nil
}

// packed counts what is read from r as consumed, and ends with the context.
func (b *budget) packed(r io.Reader) io.Reader { return &packedReader{b, r} }

type packedReader struct {
	b *budget
	r io.Reader
}

func (p *packedReader) Read(buf []byte) (int, error) {
	if err := p.b.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.Read(buf)
	p.b.in += int64(n)
	p.b.consumed(n)
	return n, err
}

// packedAt does the same for random access. It fails when more than the limit
// was read, until the limit is lifted.
type packedAt struct {
	b     *budget
	r     io.ReaderAt
	limit int64 // 0 for none
}

func (p *packedAt) ReadAt(buf []byte, off int64) (int, error) {
	if err := p.b.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.ReadAt(buf, off)
	p.b.in += int64(n)
	p.b.consumed(n)
	if p.limit > 0 && p.b.in > p.limit {
		return 0, limitError("its directory has more than %d bytes", p.limit)
	}
	return n, err
}

// unpacked counts what is read from r in *total and ends at a limit.
func (b *budget) unpacked(r io.Reader, total *int64) io.Reader {
	return &unpackedReader{b: b, r: r, total: total}
}

type unpackedReader struct {
	b     *budget
	r     io.Reader
	total *int64
}

func (u *unpackedReader) Read(buf []byte) (int, error) {
	n, err := u.r.Read(buf)
	*u.total += int64(n)
	if limit := u.b.check(); limit != nil {
		return 0, limit
	}
	return n, err
}
