package kbmark

import (
	"strings"
	"unicode"

	"kbadvisor/kb"
)

// strength tells how well a heading's words name a section.
type strength uint8

const (
	unknown strength = iota
	partial          // the words begin or end with a known phrase
	weak             // a known phrase that also serves for parts of a section
	strong           // a known phrase
)

// class is what a heading's words say.
type class struct {
	name string // of the section, empty when unknown
	strength
}

// vocabulary knows the words that people use for headings.
type vocabulary struct {
	user map[string]string
}

// newVocabulary returns the vocabulary with the user's own words.
func newVocabulary(user map[string]string) *vocabulary {
	v := &vocabulary{user: make(map[string]string, len(user))}
	for words, name := range user {
		v.user[phraseOf(words)] = name
	}
	return v
}

// known reports whether the heading is, as a whole, a phrase that starts a
// section wherever it stands.
func (v *vocabulary) known(text string) bool {
	return len(text) <= 80 && v.classify(text).strength == strong
}

// classify returns what the heading's words say: the whole first, then its parts,
// then its first and last words.
func (v *vocabulary) classify(text string) class {
	if len(text) > 200 {
		return class{}
	}
	p := phraseOf(text)
	if name, ok := v.user[p]; ok && p != "" {
		return class{name, strong}
	}
	if c := whole(p); c.name != "" {
		return c
	}
	if i := strings.IndexAny(text, ":("); i > 0 {
		if c := v.whole(phraseOf(text[:i])); c.name != "" {
			return c
		}
	}
	if c := joined(p); c.name != "" {
		return c
	}
	if c := versions(p); c.name != "" {
		return c
	}
	return edges(p)
}

// versions reads "compatible Server X versions": what the article applies to,
// with the name of the product between.
func versions(p string) class {
	words := strings.Fields(p)
	if len(words) < 2 || len(words) > 8 {
		return class{}
	}
	switch words[0] {
	case "affected", "compatible", "supported", "impacted", "applicable", "vulnerable":
	default:
		return class{}
	}
	switch words[len(words)-1] {
	case "version", "versions", "product", "products", "release", "releases", "edition", "editions", "platforms", "systems":
		return class{kb.AppliesToName, strong}
	}
	return class{}
}

func (v *vocabulary) whole(p string) class {
	if name, ok := v.user[p]; ok && p != "" {
		return class{name, strong}
	}
	return whole(p)
}

// whole looks the phrase up, also without words that add nothing ("possible
// causes", "suggested solutions").
func whole(p string) class {
	for {
		if ph, ok := phrases[p]; ok {
			return ph.class()
		}
		first, rest, ok := strings.Cut(p, " ")
		if !ok || !fillers[first] {
			return class{}
		}
		p = rest
	}
}

// joined reads "symptoms and cause": the first of two known phrases counts.
func joined(p string) class {
	for _, sep := range []string{" and ", " or "} {
		if a, b, ok := strings.Cut(p, sep); ok {
			ca, cb := whole(a), whole(b)
			if ca.name != "" && cb.name != "" {
				return class{ca.name, min(ca.strength, cb.strength)}
			}
		}
	}
	return class{}
}

// edges reads "cause of the error", "solution 2" and "customer impact": a phrase
// at the start before a linking word or a number, or at the end.
func edges(p string) class {
	words := strings.Fields(p)
	for n := len(words) - 1; n > 0; n-- {
		ph, ok := phrases[strings.Join(words[:n], " ")]
		if ok && !ph.whole && (ph.verb || linking[words[n]] || isNumber(words[n]) || ph.lead) {
			return class{ph.name, partial}
		}
	}
	for n := 1; n < len(words) && len(words)-n <= 6; n++ {
		if ph, ok := phrases[strings.Join(words[n:], " ")]; ok && ph.tail {
			return class{ph.name, partial}
		}
	}
	return class{}
}

// spellings makes one out of several ways to write a heading.
var spellings = strings.NewReplacer("&", " and ", "’", "'", "/", " and ", "_", " ", "–", "-", "—", "-")

// phraseOf returns the words of a heading in lower case with single blanks,
// without marks, numbering, punctuation and pictures at the ends.
func phraseOf(text string) string {
	text = strings.ToLower(plainInline(text))
	text = spellings.Replace(text)
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\'' && r != '-' && r != '.' && r != '+'
	})
	for i, w := range words {
		words[i] = strings.Trim(w, "-.'")
	}
	for len(words) > 1 && (words[0] == "" || isNumber(words[0]) && (len(words[0]) < 3 || strings.Contains(words[0], "."))) {
		words = words[1:]
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// isNumber reports whether the word numbers something: 1, 2.4, iv, a.
func isNumber(w string) bool {
	if w == "" {
		return false
	}
	if len(w) == 1 && (w[0] < 'a' || w[0] > 'z' || w != "a") || w == "ii" || w == "iii" || w == "iv" {
		return true
	}
	return strings.Trim(w, "0123456789.") == ""
}
