package ingest

import (
	"bytes"
	"strconv"
	"strings"
)

// sniffLen is how many bytes sniff wants to see.
const sniffLen = 512

// packing is how the bytes of a file are packed.
type packing string

// The packings. Those of the second group are recognised to be refused.
const (
	plain   packing = ""
	packZip packing = "zip"
	packTar packing = "tar"
	packGz  packing = "gzip"
	packZst packing = "zstd"

	packXz   packing = "xz"
	packBz2  packing = "bzip2"
	pack7z   packing = "7z"
	packRar  packing = "rar"
	packCab  packing = "cabinet"
	packLz4  packing = "lz4"
	packComp packing = "compress"
)

// supported reports whether the packing can be read.
func (p packing) supported() bool {
	return p == packZip || p == packTar || p == packGz || p == packZst
}

// magics are the first bytes of packed files.
var magics = []struct {
	magic string
	pack  packing
}{
	{"PK\x03\x04", packZip},
	{"PK\x05\x06", packZip}, // without entries
	{"\x1f\x8b\x08", packGz},
	{"\x28\xb5\x2f\xfd", packZst},
	{"\xfd7zXZ\x00", packXz},
	{"BZh", packBz2},
	{"7z\xbc\xaf\x27\x1c", pack7z},
	{"Rar!\x1a\x07", packRar},
	{"MSCF\x00\x00\x00\x00", packCab},
	{"\x04\x22\x4d\x18", packLz4},
	{"\x1f\x9d", packComp},
}

// sniff tells the packing from the first bytes of a file.
func sniff(head []byte) packing {
	for _, m := range magics {
		if len(head) >= len(m.magic) && string(head[:len(m.magic)]) == m.magic {
			return m.pack
		}
	}
	switch {
	case len(head) >= 4 && head[0]&0xf0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18":
		return packZst // a skippable frame
	case isTar(head):
		return packTar
	}
	return plain
}

// isTar reports whether head begins with the header of a tar entry: the magic
// of POSIX and GNU, or for older ones the checksum.
func isTar(head []byte) bool {
	if len(head) < sniffLen || head[0] == 0 {
		return false
	}
	if string(head[257:262]) == "ustar" {
		return true
	}
	field := strings.Trim(string(bytes.TrimRight(head[148:156], "\x00 ")), " ")
	want, err := strconv.ParseUint(field, 8, 32)
	if err != nil {
		return false
	}
	var sum uint64
	for i, c := range head[:sniffLen] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += uint64(c)
	}
	return sum == want
}
