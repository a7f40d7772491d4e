package semantic

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	maxWord  = 100 // characters; longer words are unknown
	maxPiece = 64  // bytes of the longest piece
	unknown  = "[UNK]"
	inner    = "##" // begins the pieces that go on with a word
)

// vocabulary finds pieces by their text. Slots form a hash table with open
// addressing: a slot is 1 + the number of a piece, 0 when it is free.
type vocabulary struct {
	text    string   // the pieces, a line feed after each
	start   []uint32 // by piece, and the end of the text
	slots   []uint16 // a power of two of them
	longest int      // bytes of the longest piece
	unknown uint16   // the piece for words that cannot be cut into pieces
}

// newVocabulary reads n pieces.
func newVocabulary(text string, n int) (vocabulary, error) {
	v := vocabulary{text: text, start: make([]uint32, 1, n+1), slots: make([]uint16, 1<<16)}
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end <= 0 || end > maxPiece {
			return v, fmt.Errorf("read the token table: piece %d has %d bytes, want 1 to %d", len(v.start)-1, end, maxPiece)
		}
		at += end + 1
		v.start = append(v.start, uint32(at))
		v.longest = max(v.longest, end)
	}
	if len(v.start) != n+1 {
		return v, fmt.Errorf("read the token table: %d pieces, want %d", len(v.start)-1, n)
	}
	for i := range n {
		v.insert(uint16(i))
	}
	u, ok := v.find(hash(begin, unknown), "", []byte(unknown))
	if !ok {
		return v, fmt.Errorf("read the token table: there is no piece %s", unknown)
	}
	v.unknown = u
	return v, nil
}

// insert puts a piece into the table.
func (v *vocabulary) insert(piece uint16) {
	at := slot(hash(begin, v.piece(piece)))
	for v.slots[at] != 0 {
		at++
	}
	v.slots[at] = piece + 1
}

// piece returns the text of a piece.
func (v *vocabulary) piece(n uint16) string { return v.text[v.start[n] : v.start[n+1]-1] }

// cut appends the pieces of a word: from its beginning, again and again the
// longest piece that fits. A word with a stretch that no piece fits is unknown.
func (v *vocabulary) cut(word []byte, pieces []uint16) []uint16 {
	before := len(pieces)
	h, lead := begin, ""
	for len(word) > 0 {
		piece, n := v.longestPiece(h, lead, word)
		if n == 0 {
			return append(pieces[:before], v.unknown)
		}
		pieces, word = append(pieces, piece), word[n:]
		h, lead = goOn, inner
	}
	return pieces
}

// longestPiece returns the longest piece that is lead and the first bytes of
// word, and how many bytes of the word it takes: 0 when there is none. The hash
// is that of lead.
func (v *vocabulary) longestPiece(h uint32, lead string, word []byte) (piece uint16, n int) {
	var hashes [maxPiece + 1]uint32
	most := min(len(word), v.longest-len(lead))
	for i := range most {
		h = step(h, word[i])
		hashes[i+1] = h
	}
	for n = most; n > 0; n-- {
		if n < len(word) && !utf8.RuneStart(word[n]) {
			continue
		}
		if piece, ok := v.find(hashes[n], lead, word[:n]); ok {
			return piece, n
		}
	}
	return 0, 0
}

// find returns the piece whose text is lead and rest, with the hash h.
func (v *vocabulary) find(h uint32, lead string, rest []byte) (uint16, bool) {
	for at := slot(h); v.slots[at] != 0; at++ {
		n := v.slots[at] - 1
		p := v.piece(n)
		if len(p) == len(lead)+len(rest) && p[len(lead):] == string(rest) && p[:len(lead)] == lead {
			return n, true
		}
	}
	return 0, false
}

// The hash is 32-bit FNV-1a, which can be taken byte by byte.
const begin uint32 = 2166136261

// goOn is the hash of inner.
var goOn = hash(begin, inner)

func step(h uint32, b byte) uint32 { return (h ^ uint32(b)) * 16777619 }

// hash goes on with the hash of a text.
func hash(h uint32, text string) uint32 {
	for i := range len(text) {
		h = step(h, text[i])
	}
	return h
}

// slot returns where the search for a hash begins.
func slot(h uint32) uint16 { return uint16(h ^ h>>16) }
