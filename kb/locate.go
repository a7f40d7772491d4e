package kb

import "unicode/utf8"

// Locator finds the place in an article's source of what was found in the text
// of one of its sections. Offsets that do not decrease from call to call cost
// time in proportion to the text between them.
type Locator struct {
	source []byte
	text   string
	enc    Encoding
	at     int // offset in the source at which the text begins
	t, s   int // an offset in the text and the same place in the source
}

// Locator returns a locator for the text of a section.
func (a *Article) Locator(s Section) *Locator {
	return &Locator{source: a.Source, text: s.Text, enc: a.Encoding, at: s.TextAt, s: s.TextAt}
}

// Span returns where the bytes [from, to) of the section's text stand in the
// source.
func (l *Locator) Span(from, to int) Span {
	start := l.offset(from)
	return Span{Start: start, End: l.offset(to)}
}

// offset returns the place in the source of an offset in the text.
func (l *Locator) offset(t int) int {
	if t < l.t {
		l.t, l.s = 0, l.at
	}
	t = min(t, len(l.text))
	for l.t < t && l.s < len(l.source) {
		l.step(t)
	}
	return min(l.s, len(l.source))
}

// step goes to the next line end or other character that may differ in length,
// and past it, but not beyond an offset in the text.
func (l *Locator) step(t int) {
	from := l.t
	for l.t < t && l.text[l.t] != '\n' && l.text[l.t] < utf8.RuneSelf {
		l.t++
	}
	l.s += l.t - from
	if l.t >= t || l.s >= len(l.source) {
		return
	}
	_, size := utf8.DecodeRuneInString(l.text[l.t:])
	l.t += size
	switch {
	case l.source[l.s] == '\r' && l.s+1 < len(l.source) && l.source[l.s+1] == '\n':
		l.s += 2
	case l.source[l.s] < utf8.RuneSelf || l.enc == Windows1252:
		l.s++
	default:
		_, size = utf8.DecodeRune(l.source[l.s:])
		l.s += size
	}
}
