package bleve

import (
	"fmt"
	"sync"
	"unsafe"

	"github.com/klauspost/compress/zstd"
)

// codec compresses sources with a dictionary that is made of the first articles
// that come in number: single articles are too small to compress well alone.
// Records say whether they were compressed with it.
type codec struct {
	mu      sync.RWMutex
	plain   *zstd.Encoder
	primed  *zstd.Encoder // nil before there is a dictionary
	decoder *zstd.Decoder
}

// dictionarySize is how much text goes into the dictionary, in bytes, and
// dictionaryFrom how many articles have to come in one batch for one to be made.
const (
	dictionarySize = 104 << 10
	dictionaryFrom = 200
	dictionaryID   = 1
)

// newCodec returns a codec with the dictionary, which may be nil.
func newCodec(dictionary []byte) (*codec, error) {
	c := &codec{}
	var err error
	if c.plain, err = newEncoder(nil); err != nil {
		return nil, err
	}
	return c, c.prime(append([]byte(nil), dictionary...))
}

func newEncoder(dictionary []byte) (*zstd.Encoder, error) {
	opts := []zstd.EOption{
		zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false),
		zstd.WithWindowSize(1 << 20), zstd.WithLowerEncoderMem(true),
	}
	if len(dictionary) > 0 {
		opts = append(opts, zstd.WithEncoderDictRaw(dictionaryID, dictionary))
	}
	return zstd.NewWriter(nil, opts...)
}

// prime puts the dictionary to use; an empty one is none.
func (c *codec) prime(dictionary []byte) error {
	opts := []zstd.DOption{zstd.WithDecoderMaxMemory(64 << 20), zstd.WithDecoderConcurrency(0)}
	c.mu.Lock()
	defer c.mu.Unlock()
	var err error
	if len(dictionary) > 0 {
		if c.primed, err = newEncoder(dictionary); err != nil {
			return err
		}
		opts = append(opts, zstd.WithDecoderDictRaw(dictionaryID, dictionary))
	}
	c.decoder, err = zstd.NewReader(nil, opts...)
	return err
}

// hasDictionary reports whether the dictionary has been made.
func (c *codec) hasDictionary() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.primed != nil
}

// dictionaryOf samples the sources evenly.
func dictionaryOf(sources [][]byte) []byte {
	var dict []byte
	const sample = 1500
	step := max(1, len(sources)*sample/dictionarySize)
	for i := 0; i < len(sources) && len(dict) < dictionarySize; i += step {
		dict = append(dict, sources[i][:min(sample, len(sources[i]))]...)
	}
	// The end of an article is the part that articles share most.
	last := sources[len(sources)-1]
	return append(dict, last[max(0, len(last)-2*sample):]...)
}

// pack compresses a record with the article's source behind it.
func (c *codec) pack(r record, source []byte) []byte {
	c.mu.RLock()
	defer c.mu.RUnlock()
	enc := c.plain
	if c.primed != nil {
		enc = c.primed
	}
	plain := append(appendRecord(make([]byte, 0, 256+len(source)), r), source...)
	return enc.EncodeAll(plain, make([]byte, 0, 256+len(source)/3))
}

// unpack returns a record and the source behind it.
func (c *codec) unpack(raw []byte) (record, []byte, error) {
	r, source, _, err := c.unpackInto(raw, nil)
	return r, source, err
}

// unpackInto is unpack in buf's memory; it returns the buffer to use next time.
func (c *codec) unpackInto(raw, buf []byte) (r record, source, out []byte, err error) {
	c.mu.RLock()
	dec := c.decoder
	c.mu.RUnlock()
	out, err = dec.DecodeAll(raw, buf[:0])
	if err != nil {
		return record{}, nil, buf, fmt.Errorf("unpack: %w", err)
	}
	r, source, err = readRecord(out)
	return r, source, out, err
}

// unsafeString returns the bytes as a string without a copy.
func unsafeString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
