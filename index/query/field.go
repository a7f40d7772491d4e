package query

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"kbadvisor/index"
	"kbadvisor/kb"
)

// The fields that are no filters.
const (
	fieldAfter  index.Field = "after"
	fieldBefore index.Field = "before"
	fieldCites  index.Field = "cites"
	fieldSort   index.Field = "sort"
)

// fieldName returns the field that s begins with, colon included.
func fieldName(s string) (index.Field, bool) {
	name, _, ok := strings.Cut(s[:min(len(s), 10)], ":")
	switch f := index.Field(name); f {
	case index.FieldID, index.FieldProduct, index.FieldCategory, index.FieldKeyword, index.FieldStatus,
		index.FieldVersion, index.FieldYear, fieldAfter, fieldBefore, fieldCites, fieldSort:
		return f, ok
	}
	return "", false
}

// fieldValue reads a field and its values. A field name before a blank is text.
func (l *lexer) fieldValue(name index.Field, sign int) error {
	t := token{kind: fieldValue, pos: l.pos, field: name, not: l.text[l.pos] == '-'}
	colon := l.pos + sign + len(name)
	l.pos = colon + 1
	if rest := l.text[l.pos:]; rest != "" && strings.IndexFunc(rest, blank) == 0 {
		l.add(token{kind: plain, pos: t.pos, text: string(name)})
		return nil
	}
	for l.pos = colon; strings.HasPrefix(l.text[l.pos:], ",") || l.pos == colon; {
		l.pos++
		if err := l.value(&t); err != nil {
			return err
		}
	}
	if len(t.values) == 0 {
		return errorAt(l.text, t.pos, "want "+wanted(name), "%s: without a value", name)
	}
	l.add(t)
	return nil
}

// value reads one value, which may be empty, up to a comma or blank.
func (l *lexer) value(t *token) error {
	start, rest := l.pos, l.text[l.pos:]
	if quoteLen(rest) == 0 {
		n := strings.IndexFunc(rest, func(r rune) bool { return r == ',' || blank(r) })
		if n < 0 {
			n = len(rest)
		}
		l.pos += n
		t.add(value{clean(rest[:n]), start})
		return nil
	}
	inner, size, ok := unquote(rest)
	if !ok {
		return errorAt(l.text, start, "close the quote", "a value with a quote that is never closed")
	}
	l.pos += size
	if after := l.text[l.pos:]; after != "" && after[0] != ',' && strings.IndexFunc(after, blank) != 0 {
		return errorAt(l.text, l.pos, "want a comma or a blank", "text right behind a closing quote")
	}
	t.add(value{inner, start})
	return nil
}

// add adds a value that says something.
func (t *token) add(v value) {
	if hasWord(v.text) {
		t.values = append(t.values, v)
	}
}

// field puts a field into the query.
func (p *parser) field(t token) error {
	switch t.field {
	case fieldAfter, fieldBefore, fieldCites, fieldSort:
		return p.single(t)
	}
	f := index.Filter{Field: t.field, Not: t.not}
	for _, v := range t.values {
		text, ok := normal(t.field, v.text)
		if !ok {
			return p.badValue(t.field, v)
		}
		f.Values = append(f.Values, text)
	}
	if p.conds += len(f.Values) - 1; p.conds <= index.MaxWords {
		p.q.Filters = append(p.q.Filters, f)
	}
	return nil
}

// single puts a field into the query that can have one value only.
func (p *parser) single(t token) error {
	v := t.values[0]
	switch {
	case t.not:
		return errorAt(p.text, t.pos, "leave the minus out", "%s: cannot be turned round", t.field)
	case len(t.values) > 1:
		return errorAt(p.text, t.values[1].pos, "leave one", "%s: with several values", t.field)
	}
	to := map[index.Field]*string{
		fieldAfter: (*string)(&p.q.After), fieldBefore: (*string)(&p.q.Before),
		fieldCites: (*string)(&p.q.Cites), fieldSort: (*string)(&p.q.Sort),
	}[t.field]
	if *to != "" {
		return errorAt(p.text, t.pos, "leave one", "%s: is there twice", t.field)
	}
	text, ok := normal(t.field, v.text)
	if !ok {
		return p.badValue(t.field, v)
	}
	*to = text
	return nil
}

func (p *parser) badValue(f index.Field, v value) error {
	return errorAt(p.text, v.pos, "want "+wanted(f)+`, or "quotes" around all of it to look for the text`,
		"%s: cannot be %q", f, v.text)
}

// normal returns a value of the field as the query has it.
func normal(f index.Field, text string) (string, bool) {
	switch f {
	case index.FieldID, fieldCites:
		id, err := kb.ParseID(text)
		return string(id), err == nil
	case index.FieldStatus:
		s := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(text))
		return s, slices.Contains(statuses(), kb.StatusKind(s))
	case index.FieldYear:
		_, err := time.Parse("2006", text)
		return text, err == nil
	case fieldAfter, fieldBefore:
		return firstDay(text)
	case fieldSort:
		return text, slices.Contains(sorts(), index.Sort(text))
	}
	return text, true
}

// firstDay returns the first day of the year, month or day that text is.
func firstDay(text string) (string, bool) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if d, err := time.Parse(layout, text); err == nil {
			return d.Format(time.DateOnly), true
		}
	}
	return "", false
}

func sorts() []index.Sort { return []index.Sort{index.ByRelevance, index.ByNewest, index.ByOldest} }

// statuses lists the vocabulary of kb.StatusKind.
func statuses() []kb.StatusKind {
	return []kb.StatusKind{
		kb.FixedIn, kb.HotfixAvailable, kb.ConfirmedSecurity, kb.ConfirmedUnderResearch, kb.ByDesign,
		kb.NotABug, kb.Confirmed, kb.UnderResearch, kb.KnownIssue, kb.UnderConsideration, kb.FixPlanned,
		kb.NoFix, kb.NotSupported, kb.DocError, kb.FeatureAdded, kb.ThirdParty, kb.WorkaroundOnly,
		kb.Behavior, kb.Informational, kb.Empty, kb.Unclassified,
	}
}

// wanted says what the values of a field look like.
func wanted(f index.Field) string {
	switch f {
	case index.FieldID, fieldCites:
		return "an article id such as Q239041"
	case index.FieldStatus:
		return "one of " + join(statuses())
	case index.FieldYear:
		return "a year such as 1999"
	case fieldAfter, fieldBefore:
		return "a date as YYYY, YYYY-MM or YYYY-MM-DD"
	case fieldSort:
		return "one of " + join(sorts())
	}
	return fmt.Sprintf(`a value such as %s:name or %[1]s:"two words"`, f)
}

func join[S ~string](list []S) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, ", ")
}
