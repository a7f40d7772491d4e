package kbmark

import "strings"

// readLoose reads "key: value" lines and "- entry" lines below a key.
func (r *frontReader) readLoose(toml bool) {
	r.out = nil
	sep := ":"
	if toml {
		sep = "="
	}
	for i, l := range r.lines {
		text := decode(r.src[l.start:l.end], r.enc)
		trimmed := strings.TrimSpace(text)
		if item, ok := strings.CutPrefix(trimmed, "- "); ok && len(r.out) > 0 {
			last := &r.out[len(r.out)-1]
			last.values, last.isList = append(last.values, r.looseValue(item, i)), true
			continue
		}
		key, val, ok := strings.Cut(text, sep)
		if !ok || text == "" || text[0] == ' ' || text[0] == '\t' || text[0] == '#' || strings.ContainsAny(key, `"'{}[]<>`) {
			continue
		}
		f := field{key: normKey(key), line: r.first + i}
		val = strings.TrimSpace(val)
		f.values, f.isList = r.looseList(val, i), strings.HasPrefix(val, "[")
		r.out = append(r.out, f)
	}
}

// looseList returns the values of a field: none, one, or those of a list in
// brackets.
func (r *frontReader) looseList(text string, lineNo int) []value {
	if text == "" {
		return nil
	}
	if text[0] != '[' || text[len(text)-1] != ']' {
		return []value{r.looseValue(text, lineNo)}
	}
	var out []value
	for e := range strings.SplitSeq(strings.Trim(text, "[]"), ",") {
		if e = strings.TrimSpace(e); e != "" {
			out = append(out, r.looseValue(e, lineNo))
		}
	}
	return out
}

// looseValue returns the value without its quotes.
func (r *frontReader) looseValue(text string, lineNo int) value {
	text = strings.TrimSpace(text)
	for _, pair := range []string{`""`, `''`} {
		if len(text) >= 2 && text[0] == pair[0] && text[len(text)-1] == pair[1] {
			text = text[1 : len(text)-1]
			break
		}
	}
	return value{text: strings.TrimSpace(text), span: r.spanOf(text, lineNo)}
}
