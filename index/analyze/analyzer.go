package analyze

import (
	"math/rand/v2"
	"strings"
)

// maxCached is how many different words an Analyzer remembers.
const maxCached = 1 << 17

// Stop is the number of words that are no terms.
const Stop = ^uint32(0)

// Analyzer makes terms like Terms, as small numbers and ten times as fast,
// because it remembers the term of each word it has seen. It serves one
// goroutine at a time; the zero value is ready to use.
type Analyzer struct {
	seed  uint32
	slots []slot // hash table with open addressing; its length is a power of two
	words []word // in the order in which they were seen
	ids   map[string]uint32
	terms []string
}

// slot is a place of the hash table.
type slot struct {
	hash uint32
	word uint32 // one more than the place in words, 0 for a free slot
}

// word is a word as written with the number of its term.
type word struct {
	text string
	id   uint32
}

// Each calls fn for each term of the text with its number and its bytes. With
// stops, stop words are reported too, as Stop.
func (a *Analyzer) Each(text string, stops bool, fn func(id uint32, start, end int)) {
	if a.slots == nil {
		a.start()
	}
	for i := 0; i < len(text); {
		start, hash := i, a.seed
		for i < len(text) && class[text[i]] != 0 {
			hash = (hash ^ uint32(text[i])) * hashPrime
			i++
		}
		if i < len(text) && ends[text[i]] {
			if i == start {
				i++
				continue
			}
		} else if i < len(text) { // not plain: a joiner, or a character beyond ASCII
			if start, i = nextWord(text, start); start == i {
				return
			}
			hash = a.hash(text[start:i])
		}
		if id := a.number(text[start:i], hash); id != Stop || stops {
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

// hashPrime is the multiplier of the FNV-1a hash for 32 bits.
const hashPrime = 16777619

// hash hashes a word. The seed keeps texts from being made to collide.
func (a *Analyzer) hash(text string) uint32 {
	h := a.seed
	for i := 0; i < len(text); i++ {
		h = (h ^ uint32(text[i])) * hashPrime
	}
	return h
}

// Term returns the term with the number.
func (a *Analyzer) Term(id uint32) string { return a.terms[id] }

// Len returns one more than the highest number given out so far.
func (a *Analyzer) Len() int { return len(a.terms) }

// Reset forgets everything when more than the cache should hold is known. Numbers
// that were given out before mean nothing afterwards.
func (a *Analyzer) Reset() {
	if len(a.words) >= maxCached {
		*a = Analyzer{}
	}
}

func (a *Analyzer) start() {
	a.seed = rand.Uint32()
	a.slots = make([]slot, 1<<12)
	a.ids = map[string]uint32{}
}

// number returns the number of the word's term, or Stop.
func (a *Analyzer) number(text string, hash uint32) uint32 {
	mask := uint32(len(a.slots) - 1)
	at := (hash ^ hash>>15) & mask
	for a.slots[at].word != 0 {
		if a.slots[at].hash == hash {
			if w := &a.words[a.slots[at].word-1]; w.text == text {
				return w.id
			}
		}
		at = (at + 1) & mask
	}
	return a.learn(text, hash, at)
}

// learn remembers a new word in a free slot.
func (a *Analyzer) learn(text string, hash, at uint32) uint32 {
	id := Stop
	if term := Term(text); term != "" {
		var ok bool
		if id, ok = a.ids[term]; !ok {
			id = uint32(len(a.terms))
			term = strings.Clone(term)
			a.ids[term] = id
			a.terms = append(a.terms, term)
		}
	}
	a.words = append(a.words, word{strings.Clone(text), id})
	a.slots[at] = slot{hash, uint32(len(a.words))}
	if 2*len(a.words) > len(a.slots) {
		a.grow()
	}
	return id
}

// grow doubles the table.
func (a *Analyzer) grow() {
	old := a.slots
	a.slots = make([]slot, 2*len(old))
	mask := uint32(len(a.slots) - 1)
	for _, s := range old {
		if s.word == 0 {
			continue
		}
		at := (s.hash ^ s.hash>>15) & mask
		for a.slots[at].word != 0 {
			at = (at + 1) & mask
		}
		a.slots[at] = s
	}
}

// Terms returns the terms by number. The list stays as it is when more terms come.
func (a *Analyzer) Terms() []string { return a.terms[:len(a.terms):len(a.terms)] }
