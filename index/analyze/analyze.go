// Package analyze makes search terms out of text. Every engine indexes these
// terms as they are, so that engines cannot disagree about them.
//
// A word is a run of letters, digits and combining marks; an apostrophe between
// letters and a point or comma between digits belong to it (doesn't, 5.0).
// Everything else separates words. A term is a word in lower case without its
// apostrophes and possessive ending, stemmed by the Snowball algorithm for
// English when it has only ASCII letters. Words that every text has are no terms.
package analyze

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	snowball "github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// maxTerm is the longest term in bytes; the rest of a longer word is cut off.
const maxTerm = 64

// Token is a term with the bytes [Start, End) of the text that it was made of.
type Token struct {
	Term       string
	Start, End int
}

// Words yields the words of a text in lower case, neither stemmed nor stopped.
func Words(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for start, end := nextWord(text, 0); start < end; start, end = nextWord(text, end) {
			if !yield(Token{fold(text[start:end]), start, end}) {
				return
			}
		}
	}
}

// Terms yields the terms of a text.
func Terms(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for w := range Words(text) {
			if term := termOf(w.Term); term != "" && !yield(Token{term, w.Start, w.End}) {
				return
			}
		}
	}
}

// Term returns the term of one word, empty for a stop word.
func Term(word string) string { return termOf(fold(word)) }

// termOf returns the term of a folded word, empty for a stop word.
func termOf(word string) string {
	if stopWords[word] {
		return ""
	}
	if len(word) < 3 || !asciiLetters(word) {
		return word
	}
	env := snowball.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// fold returns a word in lower case, without apostrophes and without a
// possessive ending, cut to maxTerm bytes.
func fold(word string) string {
	w := strings.ToLower(word)
	if strings.IndexByte(w, '\'') >= 0 {
		w = strings.ReplaceAll(strings.TrimSuffix(w, "'s"), "'", "")
	} else if i := strings.Index(w, "’"); i >= 0 {
		w = strings.ReplaceAll(strings.TrimSuffix(w, "’s"), "’", "")
	}
	if len(w) <= maxTerm {
		return w
	}
	cut := maxTerm
	for cut > 0 && !utf8.RuneStart(w[cut]) {
		cut--
	}
	return w[:cut]
}

// nextWord returns the bounds of the first word at or after from; they are
// equal when there is none.
func nextWord(text string, from int) (start, end int) {
	start = from
	for start < len(text) {
		n := wordRune(text, start)
		if n > 0 {
			break
		}
		start -= n
	}
	end = start
	for end < len(text) {
		n := wordRune(text, end)
		if n <= 0 {
			n = joiner(text, start, end)
			if n == 0 {
				break
			}
		}
		end += n
	}
	return start, end
}

// wordRune returns the size of the rune at i when it belongs to a word, else
// minus its size.
func wordRune(text string, i int) int {
	c := text[i]
	if c < utf8.RuneSelf {
		if class[c] != 0 {
			return 1
		}
		return -1
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) {
		return size
	}
	return -size
}

// joiner returns the size of the mark at i when it joins the word that began
// at start with what follows, else 0.
func joiner(text string, start, i int) int {
	if i == start || i+1 >= len(text) {
		return 0
	}
	switch c := text[i]; c {
	case '\'':
		if class[text[i-1]] == letter && class[text[i+1]] == letter {
			return 1
		}
	case '.', ',':
		if class[text[i-1]] == digit && class[text[i+1]] == digit {
			return 1
		}
	case 0xE2: // the typographic apostrophe
		if strings.HasPrefix(text[i:], "’") && i+3 < len(text) &&
			class[text[i-1]] == letter && class[text[i+3]] == letter {
			return 3
		}
	}
	return 0
}

// The classes of ASCII bytes.
const (
	letter = 1
	digit  = 2
)

// class tells letters and digits from all other bytes.
var class = func() (c [256]uint8) {
	for b := 'a'; b <= 'z'; b++ {
		c[b], c[b-'a'+'A'] = letter, letter
	}
	for b := '0'; b <= '9'; b++ {
		c[b] = digit
	}
	return c
}()

func asciiLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if class[s[i]] != letter {
			return false
		}
	}
	return true
}

// stopWords are the words that tell nothing about a text in English.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an and are as at be but by for if in into is it no not of on
		or such that the their then there these they this to was will with`) {
		m[w] = true
	}
	return m
}()
