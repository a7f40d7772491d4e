package query

import (
	"strings"
	"unicode/utf8"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// Parse reads a search as Syntax describes it. Words keep their text as typed;
// equal words are taken once, and of more than index.MaxWords the later ones are
// left out. An error is a *SyntaxError. A blank text gives the query that
// matches everything.
func Parse(text string) (index.Query, error) {
	if len(text) > index.MaxText {
		pos := index.MaxText
		for pos > 0 && !utf8.RuneStart(text[pos]) {
			pos--
		}
		return index.Query{}, errorAt(text, pos, "leave some words out", "longer than %d bytes", index.MaxText)
	}
	tokens, err := lex(text)
	if err != nil {
		return index.Query{}, err
	}
	p := parser{text: text, seen: map[index.Word]bool{}, q: index.Query{Text: text}}
	for _, t := range settle(tokens) {
		if err := p.take(t); err != nil {
			return index.Query{}, err
		}
	}
	return p.finish()
}

// parser gathers a query.
type parser struct {
	text  string
	q     index.Query
	seen  map[index.Word]bool // plain words in lower case
	conds int                 // conditions other than plain words
}

// take adds one token to the query.
func (p *parser) take(t token) error {
	switch t.kind {
	case softError:
		return t.err
	case plain:
		p.word(index.Word{Text: t.text, Prefix: t.prefix})
		return nil
	}
	p.conds++
	switch t.kind {
	case required:
		p.q.Required = append(p.q.Required, index.Word{Text: t.text, Prefix: t.prefix})
	case excluded:
		p.q.Excluded = append(p.q.Excluded, index.Exclusion{Text: t.text, Prefix: t.prefix})
	case phrase:
		p.q.Phrases = append(p.q.Phrases, t.text)
	case notPhrase:
		p.q.Excluded = append(p.q.Excluded, index.Exclusion{Text: t.text, Phrase: true})
	case fieldValue:
		if err := p.field(t); err != nil {
			return err
		}
	}
	if p.conds > index.MaxWords {
		return errorAt(p.text, t.pos, "leave some out", "more than %d conditions", index.MaxWords)
	}
	return nil
}

// word adds a plain word that is not there yet.
func (p *parser) word(w index.Word) {
	key := index.Word{Text: strings.ToLower(w.Text), Prefix: w.Prefix}
	if !p.seen[key] && len(p.q.Words) < index.MaxWords {
		p.seen[key] = true
		p.q.Words = append(p.q.Words, w)
	}
}

// finish looks at the query as a whole.
func (p *parser) finish() (index.Query, error) {
	if len(p.q.Words)+p.conds == 0 && strings.TrimFunc(p.text, blank) != "" {
		return index.Query{}, errorAt(p.text, 0, "want a word with a letter or digit, or a field",
			"nothing to look for")
	}
	if p.conds == 0 {
		p.q.ID = identifier(p.q.Words)
	}
	return p.q, nil
}

// identifier returns the id that the words together are, if they are one. A
// slug needs a hyphen: a single word is a word.
func identifier(words []index.Word) kb.ID {
	var parts []string
	for _, w := range words {
		if w.Prefix {
			return ""
		}
		parts = append(parts, w.Text)
	}
	text := strings.Trim(strings.Join(parts, " "), ".,;:!?()[]<>'\"")
	id, err := kb.ParseID(text)
	if err != nil || !id.Archive() && !strings.Contains(text, "-") {
		return ""
	}
	return id
}
