package openvas

import "strings"

// tag is one of the values of a check.
type tag struct{ name, value string }

// tags are values that stand in one text, "summary=...|impact=...".
type tags []tag

// maxTags is how many tags a text is taken apart into.
const maxTags = 1000

// newTags takes the text apart. A bar in a value is not followed by a name. Words in
// front of the first tag are one without a name.
func newTags(text string) tags {
	if text = strings.TrimSpace(text); text == "NOTAG" {
		return nil
	}
	var out tags
	open, from := "tags", 0 // the tag that is read, and where its value begins
	for at := 0; len(out) < maxTags; {
		if name, value, ok := tagAt(text, at); ok {
			out = append(out, tag{open, strings.TrimSuffix(text[from:at], "|")})
			open, from = name, value
		}
		bar := strings.IndexByte(text[at:], '|')
		if at += bar + 1; bar < 0 {
			break
		}
	}
	out = append(out, tag{open, text[from:]})
	if strings.TrimSpace(out[0].value) == "" {
		out = out[1:]
	}
	return out
}

// tagAt returns the name of a tag that begins at an offset, and where its value
// does. The names have three letters or more.
func tagAt(text string, at int) (name string, value int, ok bool) {
	for at < len(text) && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
		at++
	}
	end := at
	for end < len(text) && isTagByte(text[end], end == at) {
		end++
	}
	if end-at < 3 || end == len(text) || text[end] != '=' {
		return "", 0, false
	}
	return text[at:end], end + 1, true
}

// isTagByte reports whether a byte may stand in the name of a tag.
func isTagByte(b byte, first bool) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || !first && (b == '_' || '0' <= b && b <= '9')
}

// take returns a value and forgets it.
func (t tags) take(name string) string {
	for i := range t {
		if value := strings.TrimSpace(t[i].value); t[i].name == name && value != "" {
			t[i].value = ""
			return value
		}
	}
	return ""
}
