package match

import (
	"encoding/binary"
	"errors"
	"math"

	"kbadvisor/index/semantic"
	"kbadvisor/kb"
)

// errDamaged says that a stored catalog cannot be read. It is made anew then.
var errDamaged = errors.New("the stored catalog is damaged")

// encoder appends values to bytes.
type encoder struct{ b []byte }

func (e *encoder) number(n int)   { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) text(s string)  { e.number(len(s)); e.b = append(e.b, s...) }
func (e *encoder) span(s kb.Span) { e.number(s.Start); e.number(s.Len()) }
func (e *encoder) flag(f bool) {
	if f {
		e.number(1)
		return
	}
	e.number(0)
}

// decoder takes values off a text. After the first fault all values are zero.
type decoder struct {
	s     string
	wrong bool
}

func (d *decoder) number() int {
	n, shift := uint64(0), 0
	for i := 0; i < len(d.s) && shift < 63; i++ {
		n |= uint64(d.s[i]&0x7F) << shift
		if d.s[i] < 0x80 {
			d.s = d.s[i+1:]
			if n > math.MaxInt32 {
				break
			}
			return int(n)
		}
		shift += 7
	}
	d.s, d.wrong = "", true
	return 0
}

// text returns a text that shares memory with what is decoded.
func (d *decoder) text() string { return d.bytes(d.number()) }

func (d *decoder) bytes(n int) string {
	if n > len(d.s) {
		d.s, d.wrong = "", true
		return ""
	}
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

func (d *decoder) span() kb.Span {
	start := d.number()
	return kb.Span{Start: start, End: start + d.number()}
}

// count returns a number of things of at least one byte each.
func (d *decoder) count() int {
	n := d.number()
	if n > len(d.s) {
		d.s, d.wrong = "", true
		return 0
	}
	return n
}

// card appends a card.
func (e *encoder) card(c *card) {
	e.text(string(c.ID))
	e.b = append(e.b, c.Hash[:]...)
	e.text(c.Title)
	e.span(c.TitleAt)
	e.text(string(c.Disposition))
	e.text(c.Type)
	e.text(c.Product)
	e.number(len(c.Parts))
	for _, p := range c.Parts {
		e.number(int(p.Role))
		e.span(p.Span)
	}
	e.number(len(c.Signatures))
	for i := range c.Signatures {
		e.signature(&c.Signatures[i])
	}
	e.number(len(c.Idents))
	for _, m := range c.Idents {
		e.text(string(m.Kind))
		e.text(m.ID)
		e.flag(m.Seen)
		e.span(m.Span)
	}
	e.flag(c.Security)
	e.number(len(c.Facts))
	for _, f := range c.Facts {
		e.text(string(f))
	}
	e.b, _ = c.Vector.AppendBinary(e.b) // never fails
}

func (e *encoder) signature(s *kb.Signature) {
	for _, x := range []string{
		string(s.Kind), string(s.Origin), s.Section, string(s.Protocol), s.Code, s.Source, string(s.Phase), s.Text,
	} {
		e.text(x)
	}
	e.span(s.Span)
}

// card takes a card.
func (d *decoder) card() (c card) {
	c.ID = kb.ID(d.text())
	copy(c.Hash[:], d.bytes(len(c.Hash)))
	c.Title, c.TitleAt, c.Disposition = d.text(), d.span(), kb.StatusKind(d.text())
	c.Type, c.Product = d.text(), d.text()
	c.Parts = make([]part, d.count())
	for i := range c.Parts {
		c.Parts[i] = part{section(d.number()), d.span()}
	}
	c.Signatures = make([]kb.Signature, d.count())
	for i := range c.Signatures {
		c.Signatures[i] = d.signature()
	}
	c.Idents = make([]mark, d.count())
	for i := range c.Idents {
		c.Idents[i] = mark{Kind: kb.IdentifierKind(d.text()), ID: d.text(), Seen: d.number() == 1, Span: d.span()}
	}
	c.Security = d.number() == 1
	c.Facts = make([]kb.FactKind, d.count())
	for i := range c.Facts {
		c.Facts[i] = kb.FactKind(d.text())
	}
	if v := d.bytes(semantic.PackedSize); c.Vector.UnmarshalBinary([]byte(v)) != nil {
		d.wrong = true
	}
	return c
}

func (d *decoder) signature() (s kb.Signature) {
	s.Kind, s.Origin, s.Section = kb.SignatureKind(d.text()), kb.Origin(d.text()), d.text()
	s.Protocol, s.Code, s.Source = kb.Protocol(d.text()), d.text(), d.text()
	s.Phase, s.Text, s.Span = kb.Phase(d.text()), d.text(), d.span()
	return s
}
