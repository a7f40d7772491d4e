package analyze

// maxCached is how many different words an Analyzer remembers.
const maxCached = 1 << 17

// Stop is the number of words that are no terms.
const Stop = ^uint32(0)

// Analyzer makes terms like Terms, as small numbers and several times as fast,
// because it remembers the term of each word it has seen. It serves one
// goroutine at a time; the zero value is ready to use.
type Analyzer struct {
	words map[string]uint32 // word as written -> number of its term
	ids   map[string]uint32 // term -> number
	terms []string
}

// Each calls fn for each term of the text with its number and its bytes. With
// stops, stop words are reported too, as Stop.
func (a *Analyzer) Each(text string, stops bool, fn func(id uint32, start, end int)) {
	for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
		if id := a.number(text[start:end]); id != Stop || stops {
			fn(id, start, end)
		}
	}
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

// number returns the number of the word's term, or Stop.
func (a *Analyzer) number(word string) uint32 {
	if id, ok := a.words[word]; ok {
		return id
	}
	if a.words == nil {
		a.words, a.ids = map[string]uint32{}, map[string]uint32{}
	}
	id := Stop
	if term := Term(word); term != "" {
		var ok bool
		if id, ok = a.ids[term]; !ok {
			id = uint32(len(a.terms))
			term = string(append([]byte(nil), term...))
			a.ids[term] = id
			a.terms = append(a.terms, term)
		}
	}
	a.words[string(append([]byte(nil), word...))] = id
	return id
}
