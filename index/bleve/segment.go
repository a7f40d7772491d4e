package bleve

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	indexapi "github.com/blevesearch/bleve_index_api"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// segmentPlugin makes zap segments out of documents. The result is what zap's own
// builder makes, in a fifth of the time: the terms come with numbers, there are
// no positions and no stored fields, and lists of postings are filled in place
// instead of by map. Everything else is zap's. The format is described in zap.md
// of the zapx module; a test compares both builders term by term.
type segmentPlugin struct {
	*zap.ZapPlugin
}

// registerSegments makes Bleve use the plugin in this process.
func registerSegments() { scorch.RegisterSegmentPlugin(&segmentPlugin{&zap.ZapPlugin{}}, true) }

// New makes a segment in memory.
func (p *segmentPlugin) New(docs []indexapi.Document) (segapi.Segment, uint64, error) {
	return p.NewUsing(docs, nil)
}

// NewUsing makes a segment in memory. Documents of other makes are left to zap.
func (p *segmentPlugin) NewUsing(docs []indexapi.Document, config map[string]any) (segapi.Segment, uint64, error) {
	own := make([]*document, len(docs))
	for i, d := range docs {
		var ok bool
		if own[i], ok = d.(*document); !ok {
			return p.ZapPlugin.NewUsing(docs, config)
		}
	}
	if len(own) == 0 {
		return p.ZapPlugin.NewUsing(docs, config)
	}
	stats, ok := config[segapi.StatsKey].(*segapi.Stats)
	if !ok {
		stats = &segapi.Stats{}
	}
	w := &segmentWriter{docs: own}
	if err := w.write(); err != nil {
		return nil, 0, fmt.Errorf("make a segment: %w", err)
	}
	mem := w.buf.Bytes()
	s, err := zap.InitSegmentBase(mem, crc32.ChecksumIEEE(mem), zap.DefaultChunkMode, uint64(len(own)),
		w.storedAt, w.fieldsAt, config, stats)
	return s, uint64(len(mem)), err
}

// segmentWriter writes one segment.
type segmentWriter struct {
	docs               []*document
	buf                bytes.Buffer
	bitmap             *roaring.Bitmap
	storedAt, fieldsAt uint64
	addresses          []uint64 // of each field
}

func (w *segmentWriter) at() uint64 { return uint64(w.buf.Len()) }

func (w *segmentWriter) uvarint(n uint64) {
	_, _ = w.buf.Write(binary.AppendUvarint(w.buf.AvailableBuffer(), n))
}

func (w *segmentWriter) uint64(n uint64) {
	_, _ = w.buf.Write(binary.BigEndian.AppendUint64(w.buf.AvailableBuffer(), n))
}

// write writes stored ids, the postings and dictionary of each field, and where
// they are. Articles are in the order of their ids, so that the same articles
// make the same segment.
func (w *segmentWriter) write() error {
	slices.SortFunc(w.docs, func(a, b *document) int { return cmp.Compare(a.id, b.id) })
	w.bitmap = roaring.New()
	w.buf.Grow(w.estimate())
	w.stored()
	for place, name := range fieldNames {
		if err := w.field(invert(w.docs, place)); err != nil {
			return fmt.Errorf("field %s: %w", name, err)
		}
	}
	w.fields()
	return nil
}

// estimate returns about how many bytes the segment takes.
func (w *segmentWriter) estimate() (bytes int) {
	for _, d := range w.docs {
		bytes += 64 + 5*(len(d.terms.list)+len(d.values.list))
	}
	return bytes
}

// stored writes the id of each article, and nothing else of it.
func (w *segmentWriter) stored() {
	offsets := make([]uint64, len(w.docs))
	for n, d := range w.docs {
		offsets[n] = w.at()
		head := binary.AppendUvarint(nil, uint64(len(d.id)))
		w.uvarint(uint64(len(head)))
		w.uvarint(uint64(len(d.id) + 1))
		_, _ = w.buf.Write(head)
		_, _ = w.buf.WriteString(d.id)
		_ = w.buf.WriteByte(0) // the other stored fields: nothing, packed with Snappy
	}
	w.storedAt = w.at()
	for _, o := range offsets {
		w.uint64(o)
	}
	w.uvarint(0) // no nested documents
}

// noDocValues stands for a field without values by document.
const noDocValues = ^uint64(0)

// field writes the postings and the dictionary of a field.
func (w *segmentWriter) field(terms []termPostings) error {
	var dict bytes.Buffer
	b, err := vellum.New(&dict, nil)
	if err != nil {
		return err
	}
	for _, t := range terms {
		if err := b.Insert([]byte(t.term), w.postings(t)); err != nil {
			return err
		}
	}
	if err := b.Close(); err != nil {
		return err
	}
	dictAt := w.at()
	w.uvarint(uint64(dict.Len()))
	_, _ = w.buf.Write(dict.Bytes())
	w.addresses = append(w.addresses, w.at())
	w.uvarint(noDocValues)
	w.uvarint(noDocValues)
	w.uvarint(dictAt)
	return nil
}

// postings writes one list and returns what the dictionary holds for the term:
// where the list is, or the article itself when it is the only one, with weight 1.
func (w *segmentWriter) postings(t termPostings) uint64 {
	if len(t.docs) == 1 && t.weights[0] == 1 {
		return zap.FSTValEncode1Hit(uint64(t.docs[0]), fieldLength)
	}
	weightsAt := w.at()
	w.weights(t)
	at := w.at()
	w.uvarint(weightsAt)
	w.uvarint(0) // no positions
	w.bitmap.Clear()
	w.bitmap.AddMany(t.docs)
	w.uvarint(w.bitmap.GetSerializedSizeInBytes())
	_, _ = w.bitmap.WriteTo(&w.buf)
	return at
}

// weights writes the weight and the length of each posting in chunks of
// neighbouring articles, of about as many as zap would put into one.
func (w *segmentWriter) weights(t termPostings) {
	size := uint32(len(w.docs) / (len(t.docs)/1024 + 1))
	chunks := (uint32(len(w.docs))-1)/size + 1
	w.uvarint(uint64(chunks))
	n := 0
	for c := range chunks {
		for n < len(t.docs) && t.docs[n]/size <= c {
			n++
		}
		w.uvarint(uint64(2 * n)) // where the chunk ends: two bytes for each posting
	}
	for _, weight := range t.weights {
		_ = w.buf.WriteByte(weight << 1) // the lowest bit would tell of positions
		_ = w.buf.WriteByte(fieldLength)
	}
}

// invertedSection is the number of zap's section for terms.
const invertedSection = zap.SectionInvertedTextIndex

// fields writes the list of the fields with the address of each.
func (w *segmentWriter) fields() {
	var offsets []uint64
	for i, name := range fieldNames {
		offsets = append(offsets, w.at())
		w.uvarint(uint64(len(name)))
		_, _ = w.buf.WriteString(name)
		w.uvarint(uint64(fieldOptions(name)))
		w.uvarint(1) // one section
		_, _ = w.buf.Write([]byte{0, invertedSection})
		w.uint64(w.addresses[i])
	}
	w.fieldsAt = w.at()
	w.uvarint(uint64(len(offsets)))
	for _, o := range offsets {
		w.uint64(o)
	}
}
