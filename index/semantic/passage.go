package semantic

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kbadvisor/kb"
)

// Passage returns the text of an article that tells best what it is about: its
// symptoms, else its summary, else all of its content.
func Passage(a *kb.Article) string {
	for _, name := range []string{kb.Symptoms, kb.Summary} {
		if text := join(a.Named(name)); text != "" {
			return text
		}
	}
	return join(a.Content())
}

// join returns the text of sections, empty when it is all white space.
func join(sections []kb.Section) string {
	var all []string
	for _, s := range sections {
		if text := s.Plain(); text != "" {
			all = append(all, text)
		}
	}
	return strings.Join(all, "\n")
}

// cut returns the beginning of a text that has most characters when each run of
// white space counts as one and those at the beginning as none.
func cut(text string, most int) string {
	n, inBlank := 0, true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		space := unicode.IsSpace(r)
		if !space || !inBlank {
			n++
		}
		if n > most {
			return text[:i]
		}
		inBlank = space
		i += size
	}
	return text
}
