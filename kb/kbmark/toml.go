package kbmark

import (
	"fmt"
	"strings"

	"go.abhg.dev/goldmark/frontmatter"
)

// readTOML reads text as TOML, which knows no places: values get the span of the
// line that they stand in.
func (r *frontReader) readTOML(text string) error {
	r.out = nil
	var top map[string]any
	if err := frontmatter.TOML.Unmarshal([]byte(text), &top); err != nil {
		return err
	}
	r.addTOML(top, false)
	return nil
}

func (r *frontReader) addTOML(top map[string]any, inner bool) {
	for i := range r.lines {
		key, _, ok := strings.Cut(decode(r.src[r.lines[i].start:r.lines[i].end], r.enc), "=")
		key = strings.Trim(strings.TrimSpace(key), `"'`)
		v, known := top[key]
		if !ok || !known || inner && !nested[normKey(key)] {
			continue
		}
		delete(top, key)
		f := field{key: normKey(key), line: r.first + i}
		r.addTOMLValue(&f, v, i)
		r.out = append(r.out, f)
	}
	if inner {
		return
	}
	for _, v := range top {
		if m, ok := v.(map[string]any); ok {
			r.addTOML(m, true)
		}
	}
}

// addTOMLValue adds the value, or the entries of a list, to the field.
func (r *frontReader) addTOMLValue(f *field, v any, lineNo int) {
	switch v := v.(type) {
	case []any:
		f.isList = true
		for _, e := range v {
			r.addTOMLValue(f, e, lineNo)
		}
	case map[string]any:
	default:
		text := fmt.Sprint(v)
		if t, ok := v.(interface{ Format(string) string }); ok {
			text = t.Format("2006-01-02")
		}
		f.values = append(f.values, value{text: text, span: r.spanOf(text, lineNo)})
	}
}
