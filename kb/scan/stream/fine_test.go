package stream

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// TestFineLooksAtEveryByte compares with looking at one byte after the other.
func TestFineLooksAtEveryByte(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		src := make([]byte, r.IntN(40))
		for i := range src {
			if src[i] = byte(' ' + r.IntN(95)); src[i] == '&' || r.IntN(20) == 0 {
				src[i] = []byte{'\n', 'x', '\t', '\r', '%', '\'', '!', 0x7f, 0x80, 0xff, 0x1f, 0, 1, '&'}[r.IntN(14)]
			}
		}
		for _, s := range []syntax{plainText, jsonText, xmlText} {
			want := 0
			for want < len(src) && mayStay(s, src[want]) {
				want++
			}
			if got := (&cleaner{syntax: s}).fine(src); got != want {
				t.Fatalf("%q, syntax %d: %d bytes are fine, want %d", src, s, got, want)
			}
		}
	}
}

func mayStay(s syntax, b byte) bool {
	control := b < ' ' && b != '\n' && b != '\t' && b != '\r'
	return b < utf8.RuneSelf && (s == plainText || !control) && (s != xmlText || b != '&')
}
