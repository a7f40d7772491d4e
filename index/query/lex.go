package query

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kbadvisor/index"
)

// kind tells what a token is.
type kind uint8

const (
	plain kind = iota
	required
	excluded
	phrase
	notPhrase
	fieldValue
	softError // an error, or punctuation in a message
)

// token is one piece of a search.
type token struct {
	kind   kind
	pos    int    // where it begins
	text   string // valid UTF-8, without signs, quotes and the star
	prefix bool
	not    bool        // of a fieldValue
	field  index.Field // of a fieldValue
	values []value     // of a fieldValue
	err    error       // of a softError
}

// value is one of the values of a field.
type value struct {
	text string
	pos  int
}

// lexer cuts a text into tokens.
type lexer struct {
	text   string
	pos    int
	tokens []token
}

// lex returns the tokens of the text. It fails on what is an error in any text.
func lex(text string) ([]token, error) {
	l := &lexer{text: text}
	for l.skipBlanks(); l.pos < len(text); l.skipBlanks() {
		if err := l.next(); err != nil {
			return nil, err
		}
	}
	return l.tokens, nil
}

// next reads one token.
func (l *lexer) next() error {
	rest := l.text[l.pos:]
	sign := 0
	if strings.IndexByte("+-(", rest[0]) >= 0 {
		sign = 1
	}
	body := rest[sign:]
	switch {
	case opensQuote(body):
		l.quoted(sign)
		return nil
	case quoteLen(rest) > 0: // a quote before a blank
		l.pos += quoteLen(rest)
		return nil
	case rest[0] != '(':
		if name, ok := fieldName(body); ok {
			return l.fieldValue(name, sign)
		}
	}
	l.bare()
	return nil
}

// skipBlanks goes to the next token.
func (l *lexer) skipBlanks() {
	l.pos += len(l.text[l.pos:]) - len(strings.TrimLeftFunc(l.text[l.pos:], blank))
}

// blank reports whether the character separates words.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// quoteLen returns the size of the quote that s begins with, else 0.
func quoteLen(s string) int {
	for _, q := range []string{`"`, "“", "”", "„"} {
		if strings.HasPrefix(s, q) {
			return len(q)
		}
	}
	return 0
}

// opensQuote reports whether s begins with a quote and something behind it.
func opensQuote(s string) bool {
	n := quoteLen(s)
	r, size := utf8.DecodeRuneInString(s[n:])
	return n > 0 && size > 0 && !blank(r)
}

// unquote returns what stands between the quote that s begins with and the next
// one, blanks collapsed, and how long all of it is.
func unquote(s string) (inner string, size int, ok bool) {
	from := quoteLen(s)
	n := strings.IndexAny(s[from:], `"“”„`)
	if n < 0 {
		return "", 0, false
	}
	end := from + n
	return clean(s[from:end]), end + quoteLen(s[end:]), true
}

// clean makes a text valid and collapses its blanks.
func clean(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), blank), " ")
}

// quoted reads a phrase, or passes over a quote that is never closed.
func (l *lexer) quoted(sign int) {
	start := l.pos
	at := start + sign
	inner, size, ok := unquote(l.text[at:])
	if !ok {
		l.add(token{kind: softError, pos: at, err: errorAt(l.text, at,
			"close the quote or leave it out", "a quote that is never closed")})
		l.pos = at + quoteLen(l.text[at:])
		return
	}
	l.pos = at + size
	k := phrase
	if l.text[start] == '-' {
		k = notPhrase
	}
	if hasWord(inner) {
		l.add(token{kind: k, pos: start, text: inner})
	}
}

func (l *lexer) add(t token) { l.tokens = append(l.tokens, t) }

// hasWord reports whether the text has a letter or digit.
func hasWord(s string) bool { return strings.ContainsFunc(s, alnum) }

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// signable matches words that a sign can stand before, with their star.
var signable = regexp.MustCompile(`^\p{L}[\p{L}\p{M}\p{Nd}_.'’-]*[\p{L}\p{M}\p{Nd}]\*?$`)

// starred matches words with a star at their end; the group is what must be
// long enough, the letters and digits right before the star.
var starred = regexp.MustCompile(`^.*?([\p{L}\p{M}\p{Nd}]+)\*$`)

// bare reads everything up to the next blank.
func (l *lexer) bare() {
	start := l.pos
	n := strings.IndexFunc(l.text[start:], blank)
	if n < 0 {
		n = len(l.text) - start
	}
	l.pos += n
	run := clean(l.text[start:l.pos])
	t := token{kind: plain, pos: start, text: run}
	switch {
	case !hasWord(run):
		return
	case run == "+OK" || run == "-ERR":
		t.text = run[1:]
	case run[0] == '+' && signable.MatchString(run[1:]):
		t.kind, t.text = required, run[1:]
	case run[0] == '-' && signable.MatchString(run[1:]):
		t.kind, t.text = excluded, run[1:]
	}
	l.starred(t, run)
}

// starred adds a token, as a prefix when a star ends it.
func (l *lexer) starred(t token, run string) {
	m := starred.FindStringSubmatch(t.text)
	if m == nil {
		l.add(t)
		return
	}
	stem := strings.TrimSuffix(t.text, "*")
	switch {
	case utf8.RuneCountInString(m[1]) >= index.MinPrefix:
		t.text, t.prefix = stem, true
	case m[1] == stem:
		l.add(token{kind: softError, pos: t.pos, err: errorAt(l.text, t.pos,
			"want at least two letters before the star", "%q would match too much", run)})
		t.text = stem
	default:
		t.kind, t.text = plain, run
	}
	l.add(t)
}
