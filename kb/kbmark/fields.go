package kbmark

import (
	"bytes"
	"strings"

	"kbadvisor/kb"
)

// field is one entry of front matter. The key is in lower case with "_" for
// "-", "." and blanks.
type field struct {
	key    string
	values []value // one for a scalar, the entries of a list
	isList bool
	line   int // 1 for the first line of the source
}

// value is one scalar of front matter. A reference may be a small map; sub then
// holds its entries.
type value struct {
	text string
	sub  map[string]string
	span kb.Span
}

// fields is front matter in the order of the source.
type fields []field

// normKey returns the key in the form that field.key has.
func normKey(key string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r == ' ' {
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(key)))
}

// find returns the first field that has one of the keys and a value; the order
// of the keys decides.
func (fs fields) find(keys ...string) (field, bool) {
	for _, k := range keys {
		for _, f := range fs {
			if f.key == k && len(f.values) > 0 && (f.values[0].text != "" || f.values[0].sub != nil) {
				return f, true
			}
		}
	}
	return field{}, false
}

// text returns the first value of the first field that has one of the keys.
func (fs fields) text(keys ...string) string {
	f, ok := fs.find(keys...)
	if !ok {
		return ""
	}
	return strings.Join(strings.Fields(f.values[0].text), " ")
}

// list returns the values of all the fields that have one of the keys, without
// empty ones and repetitions. A lone string is split at commas and semicolons.
func (fs fields) list(keys ...string) []string {
	var out []string
	seen := map[string]bool{}
	for _, k := range keys {
		for _, f := range fs {
			if f.key != k {
				continue
			}
			for _, v := range f.split() {
				if v = strings.TrimSpace(v); v != "" && !seen[strings.ToLower(v)] {
					seen[strings.ToLower(v)] = true
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// split returns the field's values, a lone string taken apart.
func (f field) split() []string {
	if len(f.values) == 1 && !f.isList {
		return strings.FieldsFunc(f.values[0].text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	}
	out := make([]string, 0, len(f.values))
	for _, v := range f.values {
		out = append(out, v.text)
	}
	return out
}

// Field is one entry of the front matter of an article, for those who check
// articles.
type Field struct {
	Key    string // as written, in lower case, "_" for "-", "." and blanks
	Values []string
	Line   int // 1 for the first line of the article
}

// Fields returns the front matter of a Markdown article, nil when it has none.
func Fields(a *kb.Article) []Field {
	if a.Format != kb.FormatMarkdown {
		return nil
	}
	lines, at := splitLines(a.Source), 0
	if bytes.HasPrefix(a.Source, bom) {
		at = len(bom)
	}
	fm, ok := findFront(a.Source, lines, at)
	if !ok {
		return nil
	}
	read, _ := readFront(a.Source, lines, fm, a.Encoding)
	out := make([]Field, 0, len(read))
	for _, f := range read {
		field := Field{Key: f.key, Line: f.line}
		for _, v := range f.values {
			field.Values = append(field.Values, v.text)
		}
		out = append(out, field)
	}
	return out
}

// IsReference reports whether the text is a reference in a form that front matter
// understands.
func IsReference(text string) bool {
	_, ok := referenceOf(text)
	return ok
}
