package bleve

import (
	"encoding/binary"
	"errors"
	"math"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// key is what is stored for an article's id.
type key struct {
	seq    uint64 // the change that stored it, and where its record is
	hash   [32]byte
	size   int // bytes of the source
	origin uint64
	format kb.Format
	name   string
}

// encode returns the key as it is stored.
func (k key) encode() []byte {
	b := append(be64(k.seq), k.hash[:]...)
	b = binary.AppendUvarint(b, uint64(k.size))
	b = binary.AppendUvarint(b, k.origin)
	f := byte(0)
	if k.format == kb.FormatMarkdown {
		f = 1
	}
	return append(append(b, f), k.name...)
}

// readKey reads a stored key. Its name shares memory with b.
func readKey(b []byte) (k key) {
	k.seq = binary.BigEndian.Uint64(b)
	k.hash = [32]byte(b[8:40])
	size, w := binary.Uvarint(b[40:])
	b = b[40+w:]
	k.size = int(size)
	k.origin, w = binary.Uvarint(b)
	k.format = kb.FormatText
	if b[w] == 1 {
		k.format = kb.FormatMarkdown
	}
	k.name = unsafeString(b[w+1:])
	return k
}

// record is what is stored with an article's source, so that a hit can be shown
// and checked without parsing the source.
type record struct {
	id       kb.ID
	encoding kb.Encoding
	title    string
	date     kb.Date
	category string
	product  string
	status   kb.StatusKind
	body     kb.Span // from the first to the last section that is searched
}

// recordOf describes an article.
func recordOf(a *kb.Article) record {
	r := record{
		id: a.ID, encoding: a.Encoding, title: a.Title, date: a.Date, category: a.Category, product: a.Product,
	}
	if a.Status != nil {
		r.status = a.Status.Kind
	}
	first := true
	for _, s := range a.Sections {
		if !searched(s.Kind) {
			continue
		}
		if first {
			r.body.Start, first = s.Span.Start, false
		}
		r.body.End = s.Span.End
	}
	return r
}

// searched reports whether the text of a section is searched.
func searched(k kb.SectionKind) bool {
	return k == kb.Lead || k == kb.Content
}

// appendRecord appends the record to b.
func appendRecord(b []byte, r record) []byte {
	for _, s := range []string{
		string(r.id), string(r.encoding), r.title, string(r.date), r.category, r.product, string(r.status),
	} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	b = binary.AppendUvarint(b, uint64(r.body.Start))
	return binary.AppendUvarint(b, uint64(r.body.End))
}

// readRecord reads a record and returns what follows it.
func readRecord(b []byte) (r record, rest []byte, err error) {
	bad := false
	number := func() int {
		n, w := binary.Uvarint(b)
		if w <= 0 || n > math.MaxInt32 {
			bad = true
			return 0
		}
		b = b[w:]
		return int(n)
	}
	text := func() string {
		n := number()
		if n > len(b) {
			bad = true
			return ""
		}
		s := string(b[:n])
		b = b[n:]
		return s
	}
	r.id, r.encoding, r.title, r.date = kb.ID(text()), kb.Encoding(text()), text(), kb.Date(text())
	r.category, r.product, r.status = text(), text(), kb.StatusKind(text())
	r.body.Start, r.body.End = number(), number()
	if bad || r.body.Start > r.body.End || r.body.End > len(b) {
		return record{}, nil, errors.New("the record is damaged")
	}
	return r, b, nil
}

// hit makes a search hit of the record.
func (r record) hit(score float64) index.Hit {
	return index.Hit{
		ID: r.id, Title: r.title, Score: score, Date: r.date,
		Category: r.category, Product: r.product, Status: r.status,
	}
}
