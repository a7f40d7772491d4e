package kbtext

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"kbadvisor/kb"
)

// odd marks the bytes that need more than copying: those outside ASCII and the
// control characters other than TAB, LF and CR.
var odd = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 0x7F || c < ' ' && c != '\t' && c != '\n' && c != '\r'
	}
	return t
}()

// plain reports whether src is ASCII without control characters.
func plain(src []byte) bool {
	for len(src) >= 8 {
		if !printable(binary.LittleEndian.Uint64(src)) && anyOdd(src[:8]) {
			return false
		}
		src = src[8:]
	}
	return !anyOdd(src)
}

// anyOdd reports whether src has one of the bytes that are marked in odd.
func anyOdd(src []byte) bool {
	for _, c := range src {
		if odd[c] {
			return true
		}
	}
	return false
}

// printable reports whether the eight bytes of x are all from 0x20 to 0x7E.
func printable(x uint64) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	del := x ^ 0x7F*ones
	return (x|(x-0x20*ones)&^x|(del-ones)&^del)&high == 0
}

// decodePlain makes the text and the lines of a plain source.
func (p *page) decodePlain() {
	var b strings.Builder
	b.Grow(len(p.src))
	for c := newCutter(p.src, 0); c.at < len(p.src); {
		line, at, ended := c.next()
		p.marks = append(p.marks, mark{uint32(b.Len()), uint32(at)})
		b.Write(line)
		if ended {
			b.WriteByte('\n')
		}
	}
	p.text = b.String()
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
