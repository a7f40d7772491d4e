package analyze

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// maxCached is how many different words an Analyzer remembers.
const maxCached = 1 << 17

// Stop is the number of words that are no terms.
const Stop = ^uint32(0)

// Analyzer makes terms like Terms, as small numbers and ten times as fast,
// because it remembers the term of each word it has seen. It serves one
// goroutine at a time; the zero value is ready to use.
type Analyzer struct {
	seed  uint64
	slots []slot            // short words: open addressing, length a power of two
	used  int               // slots in use
	long  map[string]uint32 // all other words
	ids   map[string]uint32
	terms []string
}

// slot is a place of the table of short words.
type slot struct {
	key  key
	term uint32 // one more than the number of the term, or Stop; 0 for a free slot
}

// key is a word of up to maxShort ASCII letters and digits as written.
type key [2]uint64

const maxShort = 16

// Each calls fn for each term of the text with its number and its bytes. With
// stops, stop words are reported too, as Stop.
func (a *Analyzer) Each(text string, stops bool, fn func(id uint32, start, end int)) {
	if a.slots == nil {
		a.start()
	}
	for i := 0; i < len(text); {
		start := i
		for i < len(text) && class[text[i]] != 0 {
			i++
		}
		var id uint32
		switch {
		case i == len(text) || ends[text[i]] || text[i] < utf8.RuneSelf && joiner(text, start, i) == 0:
			if i == start {
				i++
				continue
			}
			if i-start <= maxShort {
				id = a.short(text[start:i], keyOf(text, start, i-start))
				break
			}
			id = a.other(text[start:i])
		default: // not plain: a joiner, or a character beyond ASCII
			if start, i = nextWord(text, start); start == i {
				return
			}
			id = a.other(text[start:i])
		}
		if id != Stop || stops {
			fn(id, start, i)
		}
	}
}

// ends tells the bytes that end a word, or stand between words, whatever is
// around them.
var ends = func() (e [256]bool) {
	for c := range 0x80 {
		e[c] = class[c] == 0 && c != '\'' && c != '.' && c != ','
	}
	return e
}()

// keyOf returns the key of the n bytes of text at i.
func keyOf(text string, i, n int) (k key) {
	if i+maxShort > len(text) {
		for j := range n {
			k[j/8] |= uint64(text[i+j]) << (j % 8 * 8)
		}
		return k
	}
	k[0] = eight(text, i)
	if n < 8 {
		k[0] &= 1<<(8*n) - 1
	} else if n > 8 {
		k[1] = eight(text, i+8) << (8 * (maxShort - n)) >> (8 * (maxShort - n))
	}
	return k
}

// eight returns the eight bytes of text at i, the first one lowest.
func eight(text string, i int) uint64 {
	s := text[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// place returns where a key is looked for first. The seed keeps texts from being
// made to collide.
func (a *Analyzer) place(k key) uint64 {
	h := (k[0] ^ a.seed) * 0x9E3779B97F4A7C15
	h = (h ^ h>>32 ^ k[1]) * 0xC2B2AE3D27D4EB4F
	return (h ^ h>>29) & uint64(len(a.slots)-1)
}

// Term returns the term with the number.
func (a *Analyzer) Term(id uint32) string { return a.terms[id] }

// Len returns one more than the highest number given out so far.
func (a *Analyzer) Len() int { return len(a.terms) }

// Reset forgets everything when more than the cache should hold is known. Numbers
// that were given out before mean nothing afterwards.
func (a *Analyzer) Reset() {
	if a.used+len(a.long) >= maxCached {
		*a = Analyzer{}
	}
}

func (a *Analyzer) start() {
	a.seed = rand.Uint64()
	a.slots = make([]slot, 1<<12)
	a.long = map[string]uint32{}
	a.ids = map[string]uint32{}
}

// short returns the number of the term of a short word, or Stop.
func (a *Analyzer) short(text string, k key) uint32 {
	at := a.place(k)
	for ; a.slots[at].term != 0; at = (at + 1) & uint64(len(a.slots)-1) {
		if s := &a.slots[at]; s.key == k {
			if s.term == Stop {
				return Stop
			}
			return s.term - 1
		}
	}
	id := a.learn(text)
	a.slots[at] = slot{k, id}
	if id != Stop {
		a.slots[at].term++
	}
	if a.used++; 2*a.used > len(a.slots) {
		a.grow()
	}
	return id
}

// other returns the number of the term of any word, or Stop.
func (a *Analyzer) other(text string) uint32 {
	id, ok := a.long[text]
	if !ok {
		id = a.learn(text)
		a.long[strings.Clone(text)] = id
	}
	return id
}

// learn returns the number of the term of a new word, or Stop.
func (a *Analyzer) learn(text string) uint32 {
	term := Term(text)
	if term == "" {
		return Stop
	}
	id, ok := a.ids[term]
	if !ok {
		id = uint32(len(a.terms))
		term = strings.Clone(term)
		a.ids[term] = id
		a.terms = append(a.terms, term)
	}
	return id
}

// grow doubles the table.
func (a *Analyzer) grow() {
	old := a.slots
	a.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.term == 0 {
			continue
		}
		at := a.place(s.key)
		for a.slots[at].term != 0 {
			at = (at + 1) & uint64(len(a.slots)-1)
		}
		a.slots[at] = s
	}
}

// Terms returns the terms by number. The list stays as it is when more terms come.
func (a *Analyzer) Terms() []string { return a.terms[:len(a.terms):len(a.terms)] }
