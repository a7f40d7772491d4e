package semantic

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPackKeepsTheCosine(t *testing.T) {
	m := model(t)
	for _, a := range []string{relay, forward, screen, sixty} {
		for _, b := range []string{relay, forward, screen, sixty} {
			v, w := m.Query(a), m.Query(b)
			p := w.Pack()
			if d := math.Abs(float64(v.Dot(&w) - v.Cosine(&p))); d > 0.005 {
				t.Errorf("%q with %q: packing changed the cosine by %.4f", a, b, d)
			}
		}
	}
}

func TestPackedBinary(t *testing.T) {
	v := model(t).Query(relay)
	want := v.Pack()
	b, err := want.AppendBinary([]byte("x"))
	if err != nil || len(b) != 1+PackedSize {
		t.Fatalf("got %d bytes and %v, want %d", len(b), err, 1+PackedSize)
	}
	var got Packed
	if err := got.UnmarshalBinary(b[1:]); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestUnmarshalBinaryRefuses(t *testing.T) {
	good := make([]byte, PackedSize)
	if err := new(Packed).UnmarshalBinary(good); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"nothing":          nil,
		"a byte too few":   good[1:],
		"a byte too many":  append(good, 0),
		"negative scale":   append(good[:Dim:Dim], 0, 0, 0x80, 0xBF),
		"no number":        append(good[:Dim:Dim], 0, 0, 0xC0, 0x7F),
		"too great a size": append(good[:Dim:Dim], 0, 0, 0, 0x40),
	} {
		if new(Packed).UnmarshalBinary(b) == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func BenchmarkDot(b *testing.B) {
	v := model(b).Query(relay)
	w := v
	for b.Loop() {
		v.Dot(&w)
	}
}

func BenchmarkCosine(b *testing.B) {
	v := model(b).Query(relay)
	p := v.Pack()
	for b.Loop() {
		v.Cosine(&p)
	}
}
