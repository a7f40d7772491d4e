package signature

import "strings"

// templateBuilder makes templates and keeps its buffers for the next one.
type templateBuilder struct {
	tokens []Token
	holes  []hole
	elems  []element // room for the elements of many templates
	first  int       // of elems, where the present template begins
}

// roomElements is how many elements room is made for at once when many
// templates are built.
const roomElements = 1 << 14

// makeRoom makes sure that the next template needs no reallocation, which
// would keep the old room alive beside the new one.
func (b *templateBuilder) makeRoom() {
	if cap(b.elems)-len(b.elems) < maxElements+1 {
		b.elems = make([]element, 0, roomElements)
	}
}

// build returns the template of a text.
func (b *templateBuilder) build(text string) Template {
	b.tokens = AppendTokens(b.tokens[:0], text)
	b.holes = appendHoles(b.holes[:0], text)
	t := Template{text: text}
	for _, keep := range [...]keep{keepWords, keepValues, keepAll} {
		t.elems = b.fill(text, keep)
		t.weigh(plainWeight)
		if keep == keepAll || t.enough(keep) {
			break
		}
		b.elems = b.elems[:len(b.elems)-len(t.elems)]
	}
	t.alone, t.size = t.strong < 2 && !t.anyCode(), len(b.tokens)
	return t
}

// enough reports whether the literals of the template tell it from others:
// one that carries sense if values are literals already, else three, or two
// with a code or with two stop words.
func (t *Template) enough(keep keep) bool {
	if keep == keepValues || t.strong == 0 || t.strong > 2 {
		return t.strong > 0
	}
	literals := 0
	for i := range t.elems {
		if !t.elems[i].is(elemVariable) {
			literals++
		}
	}
	return literals == len(t.elems) || t.strong == 2 && (literals > 3 || t.anyCode())
}

// keep tells what stays literal.
type keep uint8

const (
	keepWords  keep = iota // words and codes
	keepValues             // and sample values
	keepAll                // and placeholders
)

// anyCode reports whether a code is among the literals.
func (t *Template) anyCode() bool {
	for i := range t.elems {
		if t.elems[i].is(elemCode) {
			return true
		}
	}
	return false
}

// hashRun returns one hash for several tokens in a row; for one token it is
// the token's own.
func hashRun(tokens []Token) uint64 {
	h := tokens[0].hash
	for _, t := range tokens[1:] {
		h = pairHash(h, t.hash)
	}
	return h
}

// pairHash returns the hash of two tokens in a row.
func pairHash(a, b uint64) uint64 {
	h := a*0x9E3779B97F4A7C15 ^ (b<<31 | b>>33)
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>32
}

// markEnds marks the elements after which a sentence or a line ends.
func markEnds(text string, elems []element) {
	for i := range elems {
		next := len(text)
		if i+1 < len(elems) {
			next = int(elems[i+1].start)
		}
		gap := text[elems[i].end:max(next, int(elems[i].end))]
		if i+1 < len(elems) && strings.HasSuffix(gap, " .") {
			continue // the point belongs to what follows: .DLL
		}
		if gap != " " && endsSentence(gap) {
			elems[i].flags |= elemEnds
		}
	}
}

// endsSentence reports whether what stands between two tokens ends a sentence.
func endsSentence(gap string) bool {
	for i := 0; i < len(gap); i++ {
		if gap[i] == '\n' {
			return true
		}
		if strings.IndexByte(".!?:;", gap[i]) >= 0 && (i+1 == len(gap) || gap[i+1] <= ' ' || strings.IndexByte(`"')`, gap[i+1]) >= 0) {
			return true
		}
	}
	return false
}
