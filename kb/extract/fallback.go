package extract

import (
	"regexp"
	"strings"

	"kbadvisor/kb"
)

var (
	reFixedPhrase  = regexp.MustCompile(`\b(?:problem|bug|issue|behavior|limitation|error|this|these)s? (?:was|were|has been|have been) (?:(?:first|also|now|since) )?(?:corrected|fixed|resolved|eliminated) (?:in|with|beginning) `)
	reDesignPhrase = regexp.MustCompile(`\b(?:is|are) by (?:\w+ )?design\b`)
)

// strong returns the labels of a sentence that can only be about the status of
// the problem, wherever it stands.
func strong(s string) labels {
	words := stemsOf(s)
	if words&(sConfirm|sResearch|sDesign|sMend|sKnown) == 0 || startsAny(s, "if ", "when ", "unless ") || disclaimer(s) {
		return 0
	}
	var l labels
	if strings.Contains(s, " confirmed ") && confirmed(s) && hasAny(s, "has confirmed", "have confirmed") {
		l |= lConfirmed
		if security(s) {
			l |= lSecurity
		}
	}
	if strings.Contains(s, "researching this") {
		l |= lResearch
	}
	if strings.Contains(s, "design") && reDesignPhrase.MatchString(s) {
		l |= lByDesign
	}
	if hasAny(s, "corrected", "fixed", "resolved", "eliminated") && fixed(s, words) && reFixedPhrase.MatchString(s) {
		l |= lFixed
	}
	if hasAny(s, "is a known issue", "is a known problem", "is a known bug") {
		l |= lKnown
	}
	return l
}

// fromFields reads the issue types and the kinds of solution.
func fromFields(a *kb.Article) *kb.Status {
	bug, pending, noFix := has(a.IssueTypes, "kbbug"), has(a.Solutions, "kbpending"), has(a.Solutions, "kbnofix")
	switch {
	case has(a.Solutions, "kbfix"):
		return field(a, "kbfix", kb.FixedIn)
	case noFix && bug:
		return field(a, "kbnofix", kb.Confirmed, kb.NoFix)
	case noFix:
		return field(a, "kbnofix", kb.NoFix)
	case pending && bug:
		return field(a, "kbpending", kb.Confirmed)
	case bug:
		return field(a, "kbbug", kb.Confirmed)
	case has(a.IssueTypes, "kbprb"):
		return field(a, "kbprb", kb.Behavior)
	case has(a.IssueTypes, "kbinfo"):
		return field(a, "kbinfo", kb.Informational)
	case has(a.IssueTypes, "kbhowto"):
		return field(a, "kbhowto", kb.Informational)
	}
	return nil
}

// field returns a status that a word of the footer or the header gives, with the
// value that the word stands in.
func field(a *kb.Article, word string, kinds ...kb.StatusKind) *kb.Status {
	st := &kb.Status{Kind: kinds[0], Also: kinds, Source: kb.FromFooter, Quote: word}
	for i := len(a.Sections) - 1; i >= 0; i-- {
		s := a.Sections[i]
		if s.Kind != kb.Footer && s.Kind != kb.Header {
			continue
		}
		if from, to, ok := fieldWith(s.Text, word); ok {
			st.Quote, st.Span = strings.Join(strings.Fields(s.Text[from:to]), " "), a.Locator(s).Span(from, to)
			break
		}
	}
	return st
}

// fieldWith returns where the value of the last line stands that has a word.
func fieldWith(text, word string) (from, to int, ok bool) {
	at := len(text)
	for {
		at = strings.LastIndex(text[:at], word)
		if at < 0 {
			return 0, 0, false
		}
		if !wordByte(text, at-1) && !wordByte(text, at+len(word)) {
			break
		}
	}
	from = strings.LastIndexByte(text[:at], '\n') + 1
	if colon := strings.IndexByte(text[from:at], ':'); colon >= 0 {
		from += colon + 1
	}
	to = len(text)
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		to = at + n
	}
	value := strings.TrimSpace(text[from:to])
	from += strings.Index(text[from:to], value)
	return from, from + len(value), true
}

// titleKinds maps the prefixes of titles that tell what an article is about.
var titleKinds = map[string]kb.StatusKind{
	"FIX": kb.FixedIn, "BUG": kb.Confirmed, "PRB": kb.Behavior, "DOC": kb.DocError, "DOCERR": kb.DocError, "DOC ERR": kb.DocError,
	"INFO": kb.Informational, "INF": kb.Informational, "HOWTO": kb.Informational, "HOW TO": kb.Informational,
	"SAMPLE": kb.Informational, "FILE": kb.Informational, "FAQ": kb.Informational,
}

// fromTitle reads the prefix of the title.
func fromTitle(a *kb.Article) *kb.Status {
	prefix, _, ok := strings.Cut(a.Title, ":")
	kind, known := titleKinds[strings.ToUpper(strings.TrimSpace(prefix))]
	if !ok || !known {
		return nil
	}
	return &kb.Status{
		Kind: kind, Also: []kb.StatusKind{kind}, Source: kb.FromTitle,
		Quote: a.Title, Span: titleSpan(a, 0, len(a.Title)),
	}
}

// titleSpan returns where the bytes [from, to) of the title stand in the source,
// nowhere when the title is not found as it is.
func titleSpan(a *kb.Article, from, to int) kb.Span {
	if a.Title == "" {
		return kb.Span{}
	}
	for _, s := range a.Sections {
		if at := strings.Index(s.Text, a.Title); at >= 0 {
			return a.Locator(s).Span(at+from, at+to)
		}
	}
	return kb.Span{}
}

// wordByte reports whether there is a letter, digit or underscore at an offset.
func wordByte(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
