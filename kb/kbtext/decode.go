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
	for at := 0; at < len(p.src); {
		line, next := cutLine(p.src, at)
		p.marks = append(p.marks, mark{uint32(b.Len()), uint32(at)})
		b.Write(line)
		if len(line) < next-at {
			b.WriteByte('\n')
		}
		at = next
	}
	p.text = b.String()
}

// cutLine returns the line of src that begins at an offset, without its line
// end, and the offset of the next one.
func cutLine(src []byte, at int) (line []byte, next int) {
	rest := src[at:]
	n := bytes.IndexByte(rest, '\n')
	if n < 0 {
		n = len(rest)
	}
	if r := bytes.IndexByte(rest[:n], '\r'); r >= 0 {
		if r+1 == n && n < len(rest) {
			return rest[:r], at + n + 1
		}
		return rest[:r], at + r + 1
	}
	return rest[:n], min(at+n+1, len(src))
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
	for at < len(p.src) {
		line, next := cutLine(p.src, at)
		p.marks = append(p.marks, mark{uint32(b.Len()), uint32(at)})
		p.decodeLine(&b, line)
		if len(line) < next-at {
			b.WriteByte('\n')
		}
		at = next
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
