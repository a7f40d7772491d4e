package extract

import (
	"iter"
	"strings"
)

// finder looks for several words in one pass over a text. It looks at four bytes
// at a time and leaves out so many between them that no word can be missed; only
// where they may belong to a word are the words compared.
type finder struct {
	words []string
	step  int // from one look to the next, in bytes
	grams [1 << gramBits]bool
}

// gramBits is the number of bits that four bytes are hashed to.
const gramBits = 12

// newFinder returns a finder of words of at least four bytes. The longer the
// shortest of them, the faster it is.
func newFinder(words ...string) *finder {
	const most = 8 // bytes; more would gain little
	f := &finder{words: words, step: most}
	for _, w := range words {
		f.step = min(f.step, len(w)-3)
	}
	for _, w := range words {
		for at := range f.step {
			f.grams[gram(w, at)] = true
		}
	}
	return f
}

// gram returns the hash of the four bytes at an offset.
func gram(s string, at int) uint32 {
	s = s[at : at+4]
	return (uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24) * 0x9E3779B1 >> (32 - gramBits)
}

// in yields the words that stand in a text, with their offsets.
func (f *finder) in(text string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for at := 0; at+4 <= len(text); at += f.step {
			if f.grams[gram(text, at)] && !f.near(text, at, yield) {
				return
			}
		}
	}
}

// near yields the words that begin at an offset or so close before it that no
// other look finds them.
func (f *finder) near(text string, at int, yield func(string, int) bool) bool {
	for from := max(0, at-f.step+1); from <= at; from++ {
		for _, w := range f.words {
			if strings.HasPrefix(text[from:], w) && !yield(w, from) {
				return false
			}
		}
	}
	return true
}
