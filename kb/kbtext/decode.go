package kbtext

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"kbadvisor/kb"
)

// oddByte returns the offset of the first byte from at on that is not from 0x20
// to 0x7E, or the length of src.
func oddByte(src []byte, at int) int {
	for ; at+8 <= len(src); at += 8 {
		if m := oddBytes(binary.LittleEndian.Uint64(src[at:])); m != 0 {
			return at + bits.TrailingZeros64(m)/8
		}
	}
	for at < len(src) && src[at] >= ' ' && src[at] < 0x7F {
		at++
	}
	return at
}

// oddBytes sets the highest bit of the bytes of x that are not from 0x20 to 0x7E.
// It may set some above the first of them that are.
func oddBytes(x uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	del := x ^ 0x7F*ones
	return (x | (x-0x20*ones)&^x | (del-ones)&^del) & high
}

// decodePlain makes the text and the lines of a source that is ASCII without
// control characters but TAB. It reports false when the source is not.
func (p *page) decodePlain() bool {
	var b strings.Builder
	b.Grow(len(p.src))
	for at := 0; at < len(p.src); {
		end := oddByte(p.src, at)
		for end < len(p.src) && p.src[end] == '\t' {
			end = oddByte(p.src, end+1)
		}
		p.marks = append(p.marks, mark{uint32(b.Len()), uint32(at)})
		b.Write(p.src[at:end])
		if at = end; end == len(p.src) {
			break
		}
		if at = lineEnd(p.src, end); at == end {
			return false
		}
		b.WriteByte('\n')
	}
	p.text = b.String()
	return true
}

// lineEnd returns the offset behind the line end at an offset (LF, CRLF or CR),
// or that offset when there is none.
func lineEnd(src []byte, at int) int {
	switch {
	case src[at] == '\n':
		return at + 1
	case src[at] != '\r':
		return at
	case at+1 < len(src) && src[at+1] == '\n':
		return at + 2
	}
	return at + 1
}

// cutter cuts a source into lines.
type cutter struct {
	src []byte
	at  int // where the next line begins
	lf  int // where the next line feed stands, or the end
}

// newCutter returns a cutter of src from an offset on.
func newCutter(src []byte, at int) *cutter {
	return &cutter{src: src, at: at, lf: at - 1}
}

// next returns the next line without its line end, where it begins, and whether
// it has a line end: LF, CRLF or CR.
func (c *cutter) next() (line []byte, at int, ended bool) {
	at = c.at
	if c.lf < at {
		c.lf = len(c.src)
		if n := bytes.IndexByte(c.src[at:], '\n'); n >= 0 {
			c.lf = at + n
		}
	}
	end := c.lf
	if r := bytes.IndexByte(c.src[at:c.lf], '\r'); r >= 0 {
		end = at + r
	}
	c.at = min(end+1, len(c.src))
	if end+1 == c.lf && c.lf < len(c.src) {
		c.at = c.lf + 1
	}
	return c.src[at:end], at, end < len(c.src)
}

// decodeOther makes the text and the lines of a source that is not plain.
func (p *page) decodeOther() {
	p.marks = p.marks[:0]
	at := 0
	if bytes.HasPrefix(p.src, []byte(bom)) {
		at, p.enc = len(bom), kb.UTF8
	}
	if bytes.ContainsFunc(p.src[at:], func(r rune) bool { return r >= utf8.RuneSelf }) {
		p.enc = kb.Windows1252
		if utf8.Valid(p.src[at:]) {
			p.enc = kb.UTF8
		}
	}
	var b strings.Builder
	b.Grow(len(p.src) + len(p.src)/16)
	for c := newCutter(p.src, at); c.at < len(p.src); {
		line, at, ended := c.next()
		p.marks = append(p.marks, mark{uint32(b.Len()), uint32(at)})
		p.decodeLine(&b, line)
		if ended {
			b.WriteByte('\n')
		}
	}
	p.text = b.String()
}

// decodeLine appends a line in the page's encoding to b, and warns about what is
// odd in it, once for each kind.
func (p *page) decodeLine(b *strings.Builder, line []byte) {
	for len(line) > 0 {
		c, size := rune(line[0]), 1
		switch {
		case c < utf8.RuneSelf:
		case p.enc == kb.UTF8:
			c, size = utf8.DecodeRune(line)
		default:
			c = windows1252(line[0])
		}
		p.warnRune(c, line[:size])
		if control(c) {
			c = utf8.RuneError
		}
		b.WriteRune(c)
		line = line[size:]
	}
}

// windows1252 returns the character of a byte, U+FFFD for those without one.
func windows1252(c byte) rune {
	r := charmap.Windows1252.DecodeByte(c)
	if control(r) {
		return utf8.RuneError
	}
	return r
}

// control reports whether c is a control character other than TAB.
func control(c rune) bool {
	return c < ' ' && c != '\t' || c >= 0x7F && c < 0xA0
}
