package analyze

// Phrase is a sequence of words that can be looked for in texts.
type Phrase struct {
	words []string
}

// NewPhrase returns the phrase of the words of a text.
func NewPhrase(text string) Phrase {
	var p Phrase
	for w := range Words(text) {
		p.words = append(p.words, w.Term)
	}
	return p
}

// Len returns the number of words.
func (p Phrase) Len() int { return len(p.words) }

// In reports whether the words stand in the text one after the other, without
// regard to case and to what separates them.
func (p Phrase) In(text string) bool {
	if len(p.words) == 0 {
		return false
	}
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		if sameWord(text[start:end], p.words[0]) && p.follows(text, end) {
			return true
		}
	}
	return false
}

// follows reports whether the words after the first one stand at from.
func (p Phrase) follows(text string, from int) bool {
	for _, want := range p.words[1:] {
		start, end := nextWord(text, from)
		if start == end || !sameWord(text[start:end], want) {
			return false
		}
		from = end
	}
	return true
}

// sameWord reports whether a word as written is the folded one.
func sameWord(word, folded string) bool {
	if c := word[0]; class[c] != 0 && c|0x20 != folded[0]|0x20 {
		return false
	}
	return fold(word) == folded
}
