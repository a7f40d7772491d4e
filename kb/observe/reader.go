package observe

import (
	"slices"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/ident"
)

// reader splits one text that is no session into messages.
type reader struct {
	s    string
	hint kb.ObservationKind
	ids  []kb.Identifier
	recs []record
	out  []kb.Message

	starts []int // offsets at which lines begin
}

// newReader returns a reader of a text.
func newReader(text string, hint kb.ObservationKind) *reader {
	r := &reader{s: text, hint: hint, ids: ident.Find(text), starts: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '\r' {
			r.starts = append(r.starts, i+1)
		}
	}
	return r
}

// lineStart returns the offset at which the line of an offset begins.
func (r *reader) lineStart(at int) int {
	i, found := slices.BinarySearch(r.starts, at)
	if !found {
		i--
	}
	return r.starts[i]
}

// maxLine is how many bytes of a line are looked through for the parts of a
// record.
const maxLine = 2000

// lineEnd returns the offset at which the line of an offset ends, at most maxLine
// behind it.
func (r *reader) lineEnd(at int) int {
	to := min(len(r.s), at+maxLine)
	if n := strings.IndexAny(r.s[at:to], "\r\n"); n >= 0 {
		return at + n
	}
	return to
}

// within returns the identifiers that begin in a stretch.
func (r *reader) within(s span) []kb.Identifier {
	at := func(offset int) int {
		i, _ := slices.BinarySearchFunc(r.ids, offset, func(id kb.Identifier, o int) int { return id.Span.Start - o })
		return i
	}
	return r.ids[at(s.Start):at(s.End)]
}

// span is a stretch of the text with blanks at neither end.
type span = kb.Span

// trim returns the bytes from..to without blanks and line ends around them.
func (r *reader) trim(from, to int) span {
	for from < to && isBlank(r.s[from]) {
		from++
	}
	for to > from && isBlank(r.s[to-1]) {
		to--
	}
	return span{Start: from, End: to}
}

// isBlank reports whether c is a blank, a line end or a byte that shows nothing.
func isBlank(c byte) bool { return c <= ' ' }

// put notes a message: the bytes from..to, of which the bytes from textFrom on
// are what it says.
func (r *reader) put(role kb.Role, from, textFrom, to int) {
	sp := r.trim(from, to)
	if sp.Len() == 0 {
		return
	}
	body := r.trim(max(textFrom, sp.Start), sp.End)
	m := kb.Message{Role: role, Text: tidy(r.s[body.Start:body.End]), Span: sp}
	if role != kb.RoleComment && role != kb.RoleCommand {
		m.Kind, m.Code = r.kindOf(body)
	}
	r.out = append(r.out, m)
}

// tidy returns a text with every run of blanks as one and lines kept apart.
func tidy(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.Join(words, " "))
	}
	return b.String()
}

// line is one line of the text without its end.
type line struct{ from, to int }

// lines returns the lines of the bytes from..to that are not blank. Lines end with
// \n, \r or both.
func (r *reader) lines(from, to int) []line {
	var out []line
	for from < to {
		n := strings.IndexAny(r.s[from:to], "\r\n")
		end := to
		if n >= 0 {
			end = from + n
		}
		if sp := r.trim(from, end); sp.Len() > 0 {
			out = append(out, line{from, end})
		}
		from = end + 1
	}
	return out
}

// text returns the text of a line.
func (r *reader) text(l line) string { return r.s[l.from:l.to] }

// read splits the text into messages and tells what it is.
func (r *reader) read() kb.ObservationKind {
	lines := r.lines(0, len(r.s))
	switch {
	case len(r.recs) > 0:
		r.readRecords()
		return kb.ObsEvent
	case r.scanner(lines):
		r.readFinding(lines)
		return kb.ObsFinding
	}
	return r.readProse(lines)
}
