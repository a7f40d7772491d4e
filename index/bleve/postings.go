package bleve

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// textPostings reads the postings of textField out of a segment's mapped file.
// Bleve's own iterators give one posting in the time in which this gives ten,
// because every posting of ours takes two bytes: a weight, doubled, and a length
// (see segmentWriter.weights). The file was checked when the generation was opened.
type textPostings struct {
	data []byte
	dict *vellum.FST
}

// weightList is one list of postings: the articles of the segment in order, with
// two bytes for each.
type weightList struct {
	docs    *roaring.Bitmap
	weights []byte
}

// openText finds the dictionary of textField in a segment.
func openText(s segapi.Segment) (p textPostings, err error) {
	file, ok := s.(*zap.Segment)
	if !ok {
		return p, fmt.Errorf("unexpected segment %T", s)
	}
	at, err := file.DictAddr(textField)
	if err != nil {
		return p, err
	}
	p.data = file.Data()
	size, n := binary.Uvarint(p.data[at:])
	p.dict, err = vellum.Load(p.data[at+uint64(n) : at+uint64(n)+size])
	return p, err
}

// errPostings says that a list of postings is not as segmentWriter writes it.
var errPostings = errors.New("postings of another form")

// find returns the postings of a term; a list without articles when it has none.
func (p *textPostings) find(term string) (l weightList, err error) {
	at, ok, err := p.dict.Get([]byte(term))
	if err != nil || !ok {
		return weightList{docs: &roaring.Bitmap{}}, err
	}
	if at&zap.FSTValEncodingMask == zap.FSTValEncoding1Hit {
		doc, _ := zap.FSTValDecode1Hit(at)
		return weightList{roaring.BitmapOf(uint32(doc)), []byte{1 << 1, fieldLength}}, nil
	}
	rest := p.data[at:]
	number := func() uint64 {
		v, n := binary.Uvarint(rest)
		rest = rest[n:]
		return v
	}
	weightsAt, _, size := number(), number(), number()
	l.docs = roaring.New()
	if _, err := l.docs.FromBuffer(rest[:size]); err != nil {
		return l, err
	}
	rest = p.data[weightsAt:]
	end := uint64(0)
	for range number() {
		end = number()
	}
	if end != 2*l.docs.GetCardinality() {
		return l, errPostings
	}
	l.weights = rest[:end]
	return l, nil
}
