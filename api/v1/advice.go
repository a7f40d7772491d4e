package v1

import (
	"strings"

	"kbadvisor/kb"
)

// Advice is what an article says to somebody who wants to go on, in short.
type Advice struct {
	Cause string // empty when the article does not say
	Do    string
}

// maxAdvice is about how long either part is, in bytes; minRoom is how much room
// is worth the beginning of one more paragraph.
const (
	maxAdvice = 400
	minRoom   = 150
)

// NewAdvice returns the beginning of an article's cause and of its resolution,
// workaround or fix. Paragraphs are set apart by line feeds.
func NewAdvice(a *kb.Article) Advice {
	if a == nil {
		return Advice{}
	}
	v := Advice{Cause: opening(a, kb.Cause), Do: opening(a, kb.Resolution, kb.Workaround)}
	if v.Do == "" && a.Fix != nil {
		v.Do = a.Fix.Quote
	}
	if v.Do == "" && a.Status != nil && (a.Status.Kind == kb.FixedIn || a.Status.Kind == kb.HotfixAvailable) {
		v.Do = a.Status.Quote
	}
	return v
}

// opening returns the first paragraphs of the first of some sections that has a
// text.
func opening(a *kb.Article, names ...string) string {
	for _, name := range names {
		for _, s := range a.Named(name) {
			if text := paragraphs(s.Plain()); text != "" {
				return text
			}
		}
	}
	return ""
}

// paragraphs returns the beginning of a text: paragraphs as long as there is
// room, the last one cut at the end of a sentence or word when it is too long.
func paragraphs(text string) string {
	var b strings.Builder
	for p := range strings.SplitSeq(text, "\n\n") {
		p = strings.Join(strings.Fields(p), " ")
		if p == "" {
			continue
		}
		room := maxAdvice - b.Len()
		if room < minRoom && len(p) > room {
			return b.String() + " …"
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		if len(p) > room {
			return b.String() + shortened(p, room)
		}
		b.WriteString(p)
	}
	return b.String()
}

// shortened cuts a paragraph to n bytes, at the end of a sentence when one ends in
// the second half, else between words.
func shortened(p string, n int) string {
	p = p[:n]
	if i := strings.LastIndex(p, ". "); i > n/2 {
		return p[:i+1] + " …"
	}
	if i := strings.LastIndexByte(p, ' '); i > 0 {
		return p[:i] + " …"
	}
	return strings.ToValidUTF8(p, "") + "…"
}
