package extract

import (
	"iter"
	"strings"
)

// sentence is one sentence of a section.
type sentence struct {
	text     string // blanks collapsed
	lower    string // text in lower case
	from, to int    // where it stands in the section's text
}

// sentences yields the sentences of a text. One ends at a full stop, question
// mark, exclamation mark or colon before a capital letter, at a blank line, and
// before a list item. Rules are left out.
func sentences(text string) iter.Seq[sentence] {
	return func(yield func(sentence) bool) {
		b := builder{}
		for at := 0; at < len(text); {
			end := at + len(text[at:])
			if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
				end = at + n
			}
			if !b.line(text, at, end, yield) {
				return
			}
			at = end + 1
		}
		b.flush(yield)
	}
}

// builder collects the words of a sentence.
type builder struct {
	words    []byte
	from, to int
}

// line adds a line of the text, text[at:end], and yields the sentences that it
// ends.
func (b *builder) line(text string, at, end int, yield func(sentence) bool) bool {
	line := strings.TrimSpace(text[at:end])
	if line == "" || isRule(line) {
		return b.flush(yield)
	}
	at += strings.Index(text[at:end], line)
	if item := bullet(line); item > 0 {
		if !b.flush(yield) {
			return false
		}
		at, line = at+item, line[item:]
	}
	for first := true; line != ""; first = false {
		n := strings.IndexAny(line, " \t")
		if n < 0 {
			n = len(line)
		}
		if !b.word(line[:n], at, first, yield) {
			return false
		}
		rest := strings.TrimLeft(line[n:], " \t")
		at += len(line) - len(rest)
		line = rest
	}
	return true
}

// word adds a word, the first of its line or not, and yields the sentence before
// it when it begins another.
func (b *builder) word(w string, at int, first bool, yield func(sentence) bool) bool {
	if b.ended() && capital(w) && !b.flush(yield) {
		return false
	}
	if len(b.words) == 0 {
		b.from = at
	} else if !first || !b.hyphen(w) {
		b.words = append(b.words, ' ')
	}
	b.words = append(b.words, w...)
	b.to = at + len(w)
	return true
}

// ended reports whether the words end as a sentence does.
func (b *builder) ended() bool {
	n := len(b.words)
	if n == 0 || strings.IndexByte(".!?:", b.words[n-1]) < 0 {
		return false
	}
	return n < 4 || string(b.words[n-4:]) != "U.S."
}

// hyphen reports whether the words end in a hyphen that joins them with the word
// w, the first of a line.
func (b *builder) hyphen(w string) bool {
	n := len(b.words)
	return n > 1 && b.words[n-1] == '-' && b.words[n-2] != ' ' && b.words[n-2] != '-' && w[0] >= 'a' && w[0] <= 'z'
}

// flush yields the words as a sentence, if there are any.
func (b *builder) flush(yield func(sentence) bool) bool {
	if len(b.words) == 0 {
		return true
	}
	s := sentence{text: string(b.words), from: b.from, to: b.to}
	b.words = b.words[:0]
	s.lower = strings.ToLower(s.text)
	return yield(s)
}

// capital reports whether a word begins with a capital letter, quotes and
// parentheses aside.
func capital(w string) bool {
	w = strings.TrimLeft(w, "\"'(")
	return w != "" && w[0] >= 'A' && w[0] <= 'Z'
}

// bullet returns the length of the mark of a list item at the beginning of a
// line.
func bullet(line string) int {
	if strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") {
		return 2
	}
	n := 0
	for n < len(line) && n < 3 && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n > 0 && strings.HasPrefix(line[n:], ". ") {
		return n + 2
	}
	return 0
}

// isRule reports whether a line is one repeated character that lines are drawn
// with.
func isRule(line string) bool {
	return len(line) > 2 && strings.IndexByte("=-*_~", line[0]) >= 0 && strings.Trim(line, line[:1]) == ""
}
