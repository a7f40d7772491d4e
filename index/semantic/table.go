package semantic

import (
	"fmt"
	"hash/crc32"
	"math"
	"strings"
)

// A table is, with all numbers in little-endian order:
//
//	8 bytes           magic
//	3 x uint32        number of pieces, number of rows, bytes of the pieces' text
//	text              the pieces by number, a line feed after each
//	1 bit a piece     whether it has a row; the lowest bit of a byte comes first
//	float32 a row     what the numbers of the row are multiplied with
//	Dim x int8 a row  the numbers, weighted by how rare the piece is
//	uint32            CRC-32 (Castagnoli) of all that goes before
//
// Pieces without a row are kept: which pieces a word is cut into depends on them.
const (
	magic      = "kbtoken1"
	headerSize = len(magic) + 3*4
	sumSize    = 4
	maxPieces  = 1<<16 - 1
)

// load reads a table. The model refers to the text and the rows where they are.
func load(table string) (*Model, error) {
	if len(table) < headerSize+sumSize || table[:len(magic)] != magic {
		return nil, fmt.Errorf("read the token table: %d bytes that do not begin with %q", len(table), magic)
	}
	body, stored := table[:len(table)-sumSize], number(table[len(table)-sumSize:])
	if sum := checksum(body); sum != stored {
		return nil, fmt.Errorf("read the token table: checksum is %08x, want %08x: the data is damaged", sum, stored)
	}
	pieces, rows, text := number(body[8:]), number(body[12:]), number(body[16:])
	size := uint64(headerSize) + uint64(text) + (uint64(pieces)+7)/8 + uint64(rows)*(4+Dim)
	if uint64(len(body)) != size || pieces > maxPieces {
		return nil, fmt.Errorf("read the token table: %d bytes for %d pieces and %d rows, want %d", len(body), pieces, rows, size)
	}
	rest := body[headerSize:]
	names, rest := rest[:text], rest[text:]
	bits, rest := rest[:(pieces+7)/8], rest[(pieces+7)/8:]
	m := &Model{scale: make([]float32, rows), values: rest[rows*4:], weight: weights(), sum: fmt.Sprintf("%08x", stored)}
	for i := range m.scale {
		m.scale[i] = math.Float32frombits(number(rest[i*4:]))
	}
	var err error
	if m.row, err = rowsOf(bits, int(pieces), int(rows)); err != nil {
		return nil, err
	}
	m.pieces, err = newVocabulary(names, int(pieces))
	return m, err
}

// rowsOf returns for each piece 1 + the number of its row, or 0.
func rowsOf(bits string, pieces, rows int) ([]uint16, error) {
	row, n := make([]uint16, pieces), 0
	for i := range row {
		if bits[i/8]>>(i%8)&1 == 1 {
			n++
			row[i] = uint16(n)
		}
	}
	if n != rows {
		return nil, fmt.Errorf("read the token table: %d pieces have a row, want %d", n, rows)
	}
	return row, nil
}

// number reads a little-endian uint32.
func number(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// checksum returns the CRC-32 of s.
func checksum(s string) uint32 {
	h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	buf := make([]byte, 32<<10)
	for r := strings.NewReader(s); r.Len() > 0; {
		n, _ := r.Read(buf) // a string cannot fail
		h.Write(buf[:n])
	}
	return h.Sum32()
}
