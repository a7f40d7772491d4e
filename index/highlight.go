package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kbadvisor/index/analyze"
	"kbadvisor/kb"
)

// Marker knows the words to mark in passages of a query's hits.
type Marker struct {
	terms    map[string]bool
	prefixes []string
}

// NewMarker returns the marker of a query's words, required words and phrases.
func NewMarker(q Query) Marker {
	m := Marker{terms: map[string]bool{}}
	add := func(text string) {
		for t := range analyze.Terms(text) {
			m.terms[t.Term] = true
		}
	}
	for _, w := range slices.Concat(q.Words, q.Required) {
		if w.Prefix {
			for t := range analyze.Words(w.Text) {
				m.prefixes = append(m.prefixes, t.Term)
			}
			continue
		}
		add(w.Text)
	}
	for _, p := range q.Phrases {
		add(p)
	}
	return m
}

// matches returns the term of a word that is to be marked, else "".
func (m Marker) matches(word string) string {
	for _, p := range m.prefixes {
		if strings.HasPrefix(word, p) {
			return p
		}
	}
	if t := analyze.Term(word); m.terms[t] {
		return t
	}
	return ""
}

// The size of a passage in bytes, and how many an article has at most.
const (
	passageSize = 240
	maxPassages = 2
)

// mark is a word of a text that is to be marked.
type mark struct {
	kb.Span
	term string
}

// passage is a stretch of a section with marks in it.
type passage struct {
	section *kb.Section
	text    kb.Span // bytes of the section's text
	marks   []mark
	value   int // different terms
}

// Highlights returns the passages of an article that have most of the words, the
// best one first.
func Highlights(a *kb.Article, m Marker) []Highlight {
	if len(m.terms) == 0 && len(m.prefixes) == 0 {
		return nil
	}
	var best []passage
	for i := range a.Sections {
		s := &a.Sections[i]
		if s.Kind == kb.Content || s.Kind == kb.Lead {
			if p, ok := m.passage(s); ok {
				best = append(best, p)
			}
		}
	}
	slices.SortStableFunc(best, func(x, y passage) int { return cmp.Compare(y.value, x.value) })
	var out []Highlight
	for _, p := range best[:min(len(best), maxPassages)] {
		out = append(out, p.highlight(a))
	}
	return out
}

// passage returns the best stretch of a section.
func (m Marker) passage(s *kb.Section) (best passage, ok bool) {
	var marks []mark
	for w := range analyze.Words(s.Text) {
		if t := m.matches(w.Term); t != "" {
			marks = append(marks, mark{kb.Span{Start: w.Start, End: w.End}, t})
		}
	}
	end := 0
	for i := range marks {
		terms := map[string]bool{}
		for end = i; end < len(marks) && marks[end].End-marks[i].Start <= passageSize-60; end++ {
			terms[marks[end].term] = true
		}
		if len(terms) > best.value {
			best = passage{section: s, marks: marks[i:end], value: len(terms)}
		}
	}
	if best.value == 0 {
		return passage{}, false
	}
	best.widen()
	return best, true
}

// widen takes in what stands around the marks, up to whole words.
func (p *passage) widen() {
	text := p.section.Text
	first, last := p.marks[0].Start, p.marks[len(p.marks)-1].End
	room := max(0, passageSize-(last-first))
	start := max(0, first-room/3)
	for start > 0 && start < first && !unicode.IsSpace(rune(text[start-1])) {
		start++
	}
	end := min(len(text), last+room-(first-start))
	for end > last && end < len(text) && !unicode.IsSpace(rune(text[end])) {
		end--
	}
	for start < first && unicode.IsSpace(rune(text[start])) {
		start++
	}
	for end > last && unicode.IsSpace(rune(text[end-1])) {
		end--
	}
	p.text = kb.Span{Start: start, End: end}
}

// highlight collapses the blanks of a passage, leaves out the fences of code in
// Markdown, and moves the marks along.
func (p *passage) highlight(a *kb.Article) Highlight {
	h := Highlight{Section: p.section.Name, Span: a.Locator(*p.section).Span(p.text.Start, p.text.End)}
	if h.Section == "" {
		h.Section = p.section.Heading
	}
	var b strings.Builder
	at := map[int]int{} // place in the result by place in the text, of what is kept
	text := p.section.Text
	blank := false
	for i := p.text.Start; i < p.text.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if a.Format == kb.FormatMarkdown && r == '`' && strings.HasPrefix(text[i:], "```") {
			blank = true
			i += lineLength(text[i:p.text.End])
			continue
		}
		at[i] = b.Len()
		if unicode.IsSpace(r) {
			blank = true
		} else {
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
				at[i]++
			}
			blank = false
			b.WriteRune(r)
		}
		i += size
	}
	at[p.text.End] = b.Len()
	h.Text = b.String()
	for _, m := range p.marks {
		start, ok := at[m.Start]
		if end, kept := at[m.End]; ok && kept {
			h.Marks = append(h.Marks, kb.Span{Start: start, End: end})
		}
	}
	return h
}

// lineLength returns the length of the first line of a text.
func lineLength(text string) int {
	if n := strings.IndexByte(text, '\n'); n >= 0 {
		return n
	}
	return len(text)
}
