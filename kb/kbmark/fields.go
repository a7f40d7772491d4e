package kbmark

import (
	"strings"

	"kbadvisor/kb"
)

// field is one entry of front matter. The key is in lower case with "_" for
// "-", "." and blanks.
type field struct {
	key    string
	values []value // one for a scalar, the entries of a list
	line   int     // 1 for the first line of the source
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
	if len(f.values) == 1 {
		return strings.FieldsFunc(f.values[0].text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	}
	out := make([]string, 0, len(f.values))
	for _, v := range f.values {
		out = append(out, v.text)
	}
	return out
}
