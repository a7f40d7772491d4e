package semantic

import (
	"encoding/binary"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"kbadvisor/kb/kbtest"
)

var update = flag.Bool("update", false, "write table.bin anew from its sources")

// TestTable makes the table of its sources, which the shared data hold, and
// compares it with the one that is built in.
func TestTable(t *testing.T) {
	want := makeTable(sources(t))
	if *update {
		if err := os.WriteFile("table.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(want) != table {
		t.Errorf("table.bin is not made of the sources: %d bytes, want %d; run with -update", len(table), len(want))
	}
}

// sources reads the pieces, and the scale and the numbers of each.
func sources(t *testing.T) (pieces []string, scale []float32, values []byte) {
	t.Helper()
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(kbtest.Shared(t), "data", "semantic", name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	pieces = strings.Split(strings.TrimSuffix(string(read("vocab.txt")), "\n"), "\n")
	raw := read("w128.scale.f32")
	for i := 0; i+4 <= len(raw); i += 4 {
		scale = append(scale, math.Float32frombits(binary.LittleEndian.Uint32(raw[i:])))
	}
	values = read("w128.i8")
	if len(scale) != len(pieces) || len(values) != len(pieces)*Dim {
		t.Fatalf("%d pieces, %d scales, %d numbers do not fit together", len(pieces), len(scale), len(values))
	}
	return pieces, scale, values
}

// makeTable writes a table: the pieces in order, and the scale and the numbers
// of each; pieces whose numbers are all zero get no row.
func makeTable(pieces []string, scale []float32, values []byte) []byte {
	bits := make([]byte, (len(pieces)+7)/8)
	var text, scales, rows []byte
	for i, p := range pieces {
		text = append(append(text, p...), '\n')
		row := values[i*Dim : (i+1)*Dim]
		if strings.Trim(string(row), "\x00") == "" {
			continue
		}
		bits[i/8] |= 1 << (i % 8)
		scales = binary.LittleEndian.AppendUint32(scales, math.Float32bits(scale[i]))
		rows = append(rows, row...)
	}
	out := []byte(magic)
	for _, n := range []int{len(pieces), len(scales) / 4, len(text)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	for _, part := range [][]byte{text, bits, scales, rows} {
		out = append(out, part...)
	}
	return binary.LittleEndian.AppendUint32(out, checksum(string(out)))
}

// TestRowsAreLatin makes sure that letters that keep their accents do not count.
func TestRowsAreLatin(t *testing.T) {
	m := model(t)
	rows := 0
	for i, r := range m.row {
		if r == 0 {
			continue
		}
		rows++
		for _, c := range m.pieces.piece(uint16(i)) {
			if unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) {
				t.Errorf("piece %q has a row", m.pieces.piece(uint16(i)))
			}
		}
	}
	if rows != 14267 {
		t.Errorf("%d pieces have a row, want 14,267", rows)
	}
}

// small returns a table of a few pieces.
func small() []byte {
	values := make([]byte, 4*Dim)
	values[Dim], values[2*Dim+1] = 1, 0xFF
	return makeTable([]string{unknown, "a", "##b", "."}, []float32{1, 2, 3, 4}, values)
}

func TestLoadSmallTable(t *testing.T) {
	m, err := load(string(small()))
	if err != nil {
		t.Fatal(err)
	}
	got := m.Query("ab . zz")
	want := Vector{2 / float32(math.Sqrt(13)), -3 / float32(math.Sqrt(13))}
	for i := range got {
		if math.Abs(float64(got[i]-want[i])) > 1e-6 {
			t.Fatalf("got %v, want %v", got[:4], want[:4])
		}
	}
}

func TestLoadRefusesDamage(t *testing.T) {
	good := small()
	for n := range good {
		if _, err := load(string(good[:n])); err == nil {
			t.Errorf("the first %d bytes are taken for a table", n)
		}
		bad := append([]byte(nil), good...)
		bad[n] ^= 0x10
		if _, err := load(string(bad)); err == nil {
			t.Errorf("damage at byte %d is not seen", n)
		}
	}
}

// FuzzLoad gives tables with a right checksum and anything else.
func FuzzLoad(f *testing.F) {
	good := small()
	f.Add(good[:len(good)-sumSize])
	f.Add([]byte(magic + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte(magic + "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, body []byte) {
		whole := binary.LittleEndian.AppendUint32(body[:len(body):len(body)], checksum(string(body)))
		m, err := load(string(whole))
		if err == nil {
			m.Query("ab . zz" + string(body))
		}
	})
}
