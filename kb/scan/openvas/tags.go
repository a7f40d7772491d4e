package openvas

import (
	"regexp"
	"strings"
)

// tag is one of the values of a check.
type tag struct{ name, value string }

// tags are values that stand in one text, "summary=...|impact=...".
type tags []tag

// tagName matches the beginning of a tag. A bar in a value is not followed by one: the
// names have three letters or more.
var tagName = regexp.MustCompile(`(?:^|\|)\s*([A-Za-z][A-Za-z0-9_]{2,})=`)

// maxTags is how many tags a text is taken apart into.
const maxTags = 1000

// newTags takes the text apart. Words in front of the first tag are one without a
// name.
func newTags(text string) tags {
	text = strings.TrimSpace(text)
	at := tagName.FindAllStringSubmatchIndex(text, maxTags)
	var out tags
	switch {
	case text == "" || text == "NOTAG":
		return nil
	case len(at) == 0:
		return tags{{"tags", text}}
	case at[0][0] > 0:
		out = append(out, tag{"tags", text[:at[0][0]]})
	}
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		out = append(out, tag{text[m[2]:m[3]], strings.TrimSpace(text[m[1]:end])})
	}
	return out
}

// take returns a value and forgets it.
func (t tags) take(name string) string {
	for i := range t {
		if t[i].name == name && t[i].value != "" {
			value := t[i].value
			t[i].value = ""
			return value
		}
	}
	return ""
}
