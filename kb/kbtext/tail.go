package kbtext

import "strings"

// maxTail is the largest number of trailing paragraphs of metadata.
const maxTail = 3

// tail is the metadata at the end of the body: extra query words and categories.
type tail struct {
	line  int  // line at which it begins, or on which it begins
	at    mark // where it begins
	words []string
}

// readTail finds the metadata at the end of the lines [from, to).
func (p *page) readTail(from, to int) tail {
	t := tail{line: to, at: p.marks[to]}
	for range maxTail {
		end := p.trimBlank(from, t.line)
		start := end
		for start > from && !p.blank(start-1) {
			start--
		}
		i, col := p.metadata(start, end)
		if i < 0 {
			break
		}
		t.line, t.at = i, p.marks[i]
		t.words = append(p.queryWords(i, end, col), t.words...)
		if col > 0 {
			t.at = p.shift(i, col)
			t.line++
		}
		if i > start || col > 0 {
			break
		}
	}
	return t
}

// shift returns the place of a column of the line with the index i. The columns
// are bytes of the decoded line; what stands before must be found in the source
// by the label that begins there.
func (p *page) shift(i, col int) mark {
	m := p.marks[i]
	label := p.line(i)[col : col+len("dditional")]
	raw := string(p.src[m.src:p.marks[i+1].src])
	return mark{m.text + uint32(col), m.src + uint32(strings.LastIndex(raw, label))}
}

// metadata returns the line of the paragraph [start, end) on which metadata
// begins, and the column. Text may go before it in the paragraph, when a label of
// query words tells clearly where it ends. The line is -1 when there is none.
func (p *page) metadata(start, end int) (line, col int) {
	if start == end {
		return -1, 0
	}
	if s := p.line(start); isCategory(s) || wordsLabel(s) > 0 {
		return start, 0
	}
	for i := start; i < end; i++ {
		s := p.line(i)
		if i > start && wordsLabel(s) > 0 {
			return i, 0
		}
		if !strings.Contains(s, " Additional ") {
			continue
		}
		if at := strings.LastIndex(s, " Additional "); at > 0 && wordsLabel(s[at+1:]) > 0 && endsSentence(s[:at]) {
			return i, at + 1
		}
	}
	return -1, 0
}

// queryWords returns the words after the labels of query words in the lines
// [from, to), the first of them read from a column on.
func (p *page) queryWords(from, to, col int) []string {
	var words []string
	taking := false
	for i := from; i < to; i++ {
		s := p.line(i)[col:]
		col = 0
		if isCategory(s) {
			taking = false
			if at := strings.Index(s, "Additional "); at > 0 {
				s = s[at:]
			}
		}
		if n := wordsLabel(s); n > 0 {
			taking, s = true, s[n:]
		}
		if taking {
			words = append(words, strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' })...)
		}
	}
	return words
}

// isCategory reports whether a line begins with KBCategory: or KBSubcategory:.
func isCategory(s string) bool {
	if len(s) < 3 || !strings.EqualFold(s[:2], "kb") {
		return false
	}
	label, _, ok := strings.Cut(s[2:], ":")
	return ok && (strings.EqualFold(label, "category") || strings.EqualFold(label, "subcategory"))
}

// wordsLabel returns the length of the label of query words at the beginning of a
// line, 0 when there is none: "Additional", one word such as query or reference
// (it occurs misspelled), "word" or "words", and a colon.
func wordsLabel(s string) int {
	const first = "additional "
	if len(s) < len(first) || !strings.EqualFold(s[:len(first)], first) {
		return 0
	}
	label, _, ok := strings.Cut(s, ":")
	if !ok {
		return 0
	}
	f := strings.Fields(label[len(first):])
	if len(f) != 2 || len(f[0]) > 12 || !strings.EqualFold(f[1], "word") && !strings.EqualFold(f[1], "words") {
		return 0
	}
	return len(label) + 1
}

// endsSentence reports whether s ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \t")
	return s != "" && strings.IndexByte(".!?:)\"", s[len(s)-1]) >= 0
}
