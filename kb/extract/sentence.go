package extract

import "strings"

// sentence is one sentence of a section.
type sentence struct {
	lower    string // lower case, every run of white space one blank
	from, to int    // where it stands in the section's text
}

// sentences cuts a text. A sentence ends at a full stop, question mark,
// exclamation mark or colon before a capital letter, at a blank line, and before
// a list item. Rules are left out. A hyphen at the end of a line joins.
// What is longer than maxSentence, such as a table, is cut at a word.
func sentences(text string) []sentence {
	c := cutter{text: text, low: make([]byte, 0, len(text)+8)}
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		c.line(at, end)
		at = end + 1
	}
	c.flush()
	return c.done()
}

// maxSentence is the length in bytes over which no sentence goes on.
const maxSentence = 2000

// cutter is the state of sentences.
type cutter struct {
	text  string
	low   []byte // the sentences so far
	start int    // where the one that is being read begins in low
	from  int    // where it begins in text
	to    int    // where it ends in text, so far
	marks []cut
}

// cut is where a sentence ends in low, and where it stands in the text.
type cut struct {
	end, from, to int
}

// line reads the line text[at:end].
func (c *cutter) line(at, end int) {
	for at < end && white(c.text[at]) {
		at++
	}
	line := c.text[at:end]
	if line == "" || isRule(strings.TrimRight(line, " \t\r")) {
		c.flush()
		return
	}
	if n := bullet(line); n > 0 {
		c.flush()
		at += n
	}
	for first := true; at < end; first = false {
		for at < end && white(c.text[at]) {
			at++
		}
		if at == end {
			return
		}
		c.gap(at, first)
		for ; at < end && !white(c.text[at]); at++ {
			c.low = append(c.low, lower(c.text[at]))
		}
		c.to = at
	}
}

// gap goes from one word to the next, which begins at an offset and may be the
// first of its line.
func (c *cutter) gap(at int, first bool) {
	if len(c.low)-c.start > maxSentence || c.ended() && capital(c.text[at:min(at+4, len(c.text))]) {
		c.flush()
	}
	n := len(c.low)
	switch {
	case n == c.start:
		c.from = at
	case first && n-c.start > 1 && c.low[n-1] == '-' && c.low[n-2] != ' ' && c.low[n-2] != '-' && c.text[at] >= 'a' && c.text[at] <= 'z':
	default:
		c.low = append(c.low, ' ')
	}
}

// ended reports whether the words so far end as a sentence does.
func (c *cutter) ended() bool {
	s := c.low[c.start:]
	n := len(s)
	if n == 0 || s[n-1] != '.' && s[n-1] != ':' && s[n-1] != '!' && s[n-1] != '?' {
		return false
	}
	return n < 4 || string(s[n-4:]) != "u.s."
}

// flush ends a sentence, if there is one.
func (c *cutter) flush() {
	if len(c.low) > c.start {
		c.marks = append(c.marks, cut{len(c.low), c.from, c.to})
		c.start = len(c.low)
	}
}

// done returns the sentences.
func (c *cutter) done() []sentence {
	low, at := string(c.low), 0
	out := make([]sentence, len(c.marks))
	for i, m := range c.marks {
		out[i] = sentence{low[at:m.end], m.from, m.to}
		at = m.end
	}
	return out
}

// original returns the words of a sentence as they are written, with every run
// of white space one blank.
func (s sentence) original(text string) string {
	var b strings.Builder
	b.Grow(s.to - s.from)
	for line := range strings.SplitSeq(text[s.from:s.to], "\n") {
		first := true
		for word := range strings.FieldsSeq(line) {
			if b.Len() > 0 && !(first && joins(b.String(), word)) {
				b.WriteByte(' ')
			}
			b.WriteString(word)
			first = false
		}
	}
	return b.String()
}

// joins reports whether a line that ends in a hyphen goes on in the next one,
// which begins with a word.
func joins(line, word string) bool {
	n := len(line)
	return n > 1 && line[n-1] == '-' && line[n-2] != ' ' && line[n-2] != '-' && word[0] >= 'a' && word[0] <= 'z'
}

// white reports whether c is white space in a line.
func white(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// lower returns the lower case of an ASCII letter, any other byte unchanged.
func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// capital reports whether a word begins with a capital letter, quotes and
// parentheses aside.
func capital(w string) bool {
	for i := 0; i < len(w); i++ {
		switch c := w[i]; c {
		case '"', '\'', '(':
		default:
			return c >= 'A' && c <= 'Z'
		}
	}
	return false
}

// bullet returns the length of the mark of a list item at the beginning of a
// line.
func bullet(line string) int {
	if len(line) > 1 && (line[0] == '-' || line[0] == '*') && line[1] == ' ' {
		return 2
	}
	n := digitsAt(line, 0)
	if n > 0 && n <= 3 && strings.HasPrefix(line[n:], ". ") {
		return n + 2
	}
	return 0
}

// isRule reports whether a line is one repeated character that lines are drawn
// with.
func isRule(line string) bool {
	return len(line) > 2 && strings.IndexByte("=-*_~", line[0]) >= 0 && strings.Trim(line, line[:1]) == ""
}
